"""« Droit à l’image » and « Autorisation de sortie » are answered anew each school year."""

from datetime import date

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from portamento.audit.models import Event
from portamento.families import access, actions, holders
from portamento.families.models import PupilYear
from portamento.foundation import clock
from portamento.schools import setup
from tests import make
from tests.make.campaigns import year_ahead
from tests.portal.forms import fields_of_form


@pytest.fixture
def lina(valmont):
    return make.pupil(make.guardian(make.family()).family, "Lina")


def read(pupil):
    membership = access.membership(pupil.memberships.get().family, pupil.pk)
    holder = holders.of_pupil(membership, [])
    return {name: holder.read(name) for name in ("image_right", "may_leave_alone")}


def test_nothing_is_answered_at_first(lina):
    assert read(lina) == {"image_right": "", "may_leave_alone": ""}


def test_one_answer_leaves_the_other_alone(lina):
    year = setup.current_year()
    actions.answer_for_year(lina, {"may_leave_alone": "no"}, year=year, by=None)
    actions.answer_for_year(lina, {"image_right": "yes"}, year=year, by=None)
    assert read(lina) == {"image_right": "yes", "may_leave_alone": "no"}
    verbs = Event.objects.filter(verb__startswith="pupil.").values_list("verb", flat=True)
    assert {"pupil.image_answered", "pupil.leaving_answered"} <= set(verbs)


def test_a_new_year_begins_unanswered_and_the_old_answer_stays(lina, valmont):
    this = setup.current_year()
    both = {"image_right": "yes", "may_leave_alone": "yes"}
    actions.answer_for_year(lina, both, year=this, by=None)
    following = year_ahead(1)
    turn = date(following.starts_in, valmont.year_turns_month, valmont.year_turns_day)
    with clock.at(clock.now().replace(year=turn.year, month=turn.month, day=turn.day + 1)):
        assert setup.current_year() == following
        assert read(lina) == {"image_right": "", "may_leave_alone": ""}
    assert PupilYear.objects.get(pupil=lina, year=this).image_right == "yes"


def test_the_page_names_the_year_of_both(lina, sign_in):
    client = sign_in(lina.memberships.get().family.guardians.get().account)
    html = client.get(f"/eleves/{lina.pk}/").content.decode()
    assert html.count(f"Pour l’année {setup.current_year()}.") == 2
    assert fields_of_form(html)["image_right"] == [""]


@pytest.mark.django_db(transaction=True)
def test_what_was_answered_before_is_this_year_s_answer():
    """The migration copies each answer, and gives it back when undone."""
    before = [("families", "0001_initial")]
    after = [("families", "0003_pupil_without_image_right")]
    old = executor(before)
    try:
        school = old.get_model("schools", "School").objects.create(name="Valmont", slug="valmont")
        own = {"school": school}
        this = school_year(clock.today())
        year = old.get_model("schools", "SchoolYear").objects.create(starts_in=this, **own)
        earlier = old.get_model("schools", "SchoolYear").objects.create(starts_in=this - 1, **own)
        for name, answer in (("Lina", "no"), ("Noé", "")):
            person = old.get_model("families", "Person").objects.create(first_name=name, **own)
            kept = {"person": person, "image_right": answer, **own}
            old.get_model("families", "Pupil").objects.create(**kept)
        new = executor(after).get_model("families", "PupilYear")
        rows = new.objects.values_list("pupil__person__first_name", "year", "image_right")
        assert list(rows) == [("Lina", year.pk, "no")]
        assert earlier.pk != year.pk
        back = executor(before).get_model("families", "Pupil")
        assert sorted(back.objects.values_list("image_right", flat=True)) == ["", "no"]
    finally:
        runner = MigrationExecutor(connection)
        runner.migrate(runner.loader.graph.leaf_nodes())


def executor(target):
    """Migrates there, what depends on it undone; gives the models as they were then."""
    runner = MigrationExecutor(connection)
    runner.migrate(target)
    runner.loader.build_graph()
    applied = [
        node for node in runner.loader.applied_migrations if node in runner.loader.graph.nodes
    ]
    return runner.loader.project_state(applied).apps


def school_year(day):
    return day.year if (day.month, day.day) >= (8, 1) else day.year - 1
