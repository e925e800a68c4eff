"""Élèves: the list, identity, courses, and nothing of the other household."""

from datetime import date

import pytest

from portamento.changes.models import FieldChange
from portamento.families import access, actions, policy
from portamento.families.access import Fact
from portamento.families.models import Guardian, Membership
from portamento.families.models.policies import Mode, Whose
from portamento.schools import setup
from portamento.schools.scope import scope
from tests import make as makers
from tests.make import changes as make_changes
from tests.make import families as make
from tests.portal.forms import fields_of_form

OF_KARIM = (
    *("41 impasse du Puits", "00900", "Ailleurs", "06 99 00 00 41", "karim.benali@example.org"),
    *("06 99 00 00 42", "9 rue Nouvelle", "lina-chez-karim@example.org", "Tante Samia"),
)
OF_CLAIRE = (
    *("3 rue du Moulin", "06 88 00 00 11", "claire.martin@example.org", "8 quai des Moulins"),
    *("lina-chez-claire@example.org", "Mamie Odette"),
)


def path_of(pupil, tab=""):
    return f"/eleves/{pupil.pk}/{tab}"


def posted(client, path, without=(), **typed):
    data = fields_of_form(client.get(path).content.decode()) | typed
    for name in without:
        data.pop(name, None)
    return client.post(path, data, follow=True)


def test_all_pupils_are_on_one_page_with_their_courses_and_tabs(world, sign_in):
    html = sign_in(world.claire.account).get("/eleves/").content.decode()
    for word in ("Lina Martin", "Noé Martin", "Violoncelle", "Danse classique"):
        assert word in html
    for tab in ("", "cours/", "reinscription/", "documents/"):
        assert f'href="{path_of(world.lina, tab)}"' in html


def test_the_pager_keeps_the_tab(world, sign_in):
    client = sign_in(world.claire.account)
    first = client.get(path_of(world.lina, "cours/")).content.decode()
    second = client.get(path_of(world.noe, "cours/")).content.decode()
    assert ("1/2" in first, "2/2" in second) == (True, True)
    assert f'href="{path_of(world.noe, "cours/")}" rel="next"' in first
    assert f'href="{path_of(world.lina, "cours/")}" rel="prev"' in second


def test_courses_say_teacher_day_time_room_and_level_of_this_year(world, sign_in):
    html = sign_in(world.claire.account).get(path_of(world.lina, "cours/")).content.decode()
    assert setup.current_year().label in html
    assert "Violoncelle" in html
    assert "2C3" in html
    for head in ("Horaire", "Cycle", "Professeur", "Salle"):
        assert f'data-label="{head}"' in html
    assert "Danse classique" not in html


def test_a_protected_link_hides_where_the_child_is(world, sign_in):
    actions.edit_pupil(world.lina, school_attended="École des Glycines", by=None)
    marc = make.guardian(world.claire.family, "Marc", "Martin")
    client = sign_in(marc.account)
    assert "Violoncelle" in client.get(path_of(world.lina, "cours/")).content.decode()
    assert "École des Glycines" in client.get(path_of(world.lina)).content.decode()
    make.relate(marc, world.lina, relation="father", protected=True)
    for path in ("/eleves/", path_of(world.lina), path_of(world.lina, "cours/")):
        html = client.get(path).content.decode()
        assert "Violoncelle" not in html
        assert "École des Glycines" not in html


def test_a_stranger_and_another_school_get_nothing(world, sign_in):
    ines = make.guardian(make.family("Durand"), "Inès", "Durand")
    with scope(makers.school("bellerive", "Bellerive", "Bellerive")):
        helene = make.guardian(make.family("Vasseur"), "Hélène", "Vasseur")
    for account in (ines.account, helene.account):
        client = sign_in(account)
        for tab in ("", "cours/"):
            assert client.get(path_of(world.lina, tab)).status_code == 404
            assert client.post(path_of(world.lina, tab)).status_code == 404


def test_changes_of_a_pupil_wait_and_are_acknowledged_like_the_familys(world, sign_in):
    client = sign_in(world.claire.account)
    answer = posted(client, path_of(world.lina), school_class="6e B")
    html = answer.content.decode()
    assert "Éléments modifiés" in html
    assert "6e B" in html
    row = FieldChange.objects.get()
    assert (row.kind, row.field, row.state) == ("pupil", "school_class", "pending")


def test_ticked_the_guardians_coordinates_show_with_what_waits_for_them(world, sign_in):
    make_changes.change(world.claire, address="8 quai des Moulins")
    html = sign_in(world.claire.account).get(path_of(world.lina)).content.decode()
    assert "3 rue du Moulin" in html
    assert "en attente de validation\u00a0: 8 quai des Moulins" in html


def test_unticked_own_fields_filled_with_the_last_values_then_changed(world, sign_in):
    for field in ("follows", "city"):
        policy.set_field_policy(Whose.MINOR, field, mode=Mode.EDITABLE, awaits=False, by=None)
    client = sign_in(world.claire.account)
    posted(client, path_of(world.lina), without=["follows"], city="Neuville")
    row = Membership.objects.get(pupil=world.lina, family=world.claire.family)
    assert row.follows_id is None
    assert (row.address, row.city) == ("3 rue du Moulin", "Neuville")
    assert world.claire.person.city == "Valmont"
    posted(client, path_of(world.lina), follows="on")
    row.refresh_from_db()
    assert row.follows_id == world.claire.pk


def test_ticked_again_the_own_coordinates_that_wait_are_withdrawn(world, sign_in):
    client = sign_in(world.claire.account)
    posted(client, path_of(world.lina), without=["follows"], city="Neuville")
    assert {row.field for row in FieldChange.objects.pending()} == {"follows", "city"}
    html = posted(client, path_of(world.lina), follows="on").content.decode()
    assert not FieldChange.objects.pending() and "Éléments modifiés" not in html


def test_with_several_guardians_one_is_chosen_and_only_of_this_household(world, sign_in):
    paul = make.guardian(world.claire.family, "Paul", "Martin", address="3 rue du Moulin")
    policy.set_field_policy(Whose.MINOR, "follows", mode=Mode.EDITABLE, awaits=False, by=None)
    client = sign_in(world.claire.account)
    posted(client, path_of(world.noe), followed=str(world.karim.pk))
    assert not FieldChange.objects.exists()
    posted(client, path_of(world.noe), followed=str(paul.pk))
    row = Membership.objects.get(pupil=world.noe)
    assert row.follows_id == paul.pk


def test_an_adult_pupil_has_no_legal_guardian_and_no_leave(valmont, sign_in):
    lucie = make.guardian(make.family("Leroy"), "Lucie", "Leroy")
    actions.edit_person(lucie.person, born_on=date(1990, 1, 1), by=None)
    pupil = make.pupil(lucie.family, person=lucie.person, follows=None, born_on=None)
    client = sign_in(lucie.account)
    html = client.get(path_of(pupil)).content.decode()
    assert "responsable légal" not in html
    assert "Autorisation de sortie" not in html
    assert "Profession" in html
    posted(client, path_of(pupil), city="Neuville")
    assert "Neuville" in client.get("/famille/").content.decode()
    assert Guardian.objects.get(pk=lucie.pk).person.city == "Valmont"


@pytest.fixture
def two_homes(world):
    """Each household has given its own coordinates of Lina, and asked for others."""
    actions.edit_person(world.karim.person, mobile="06 99 00 00 41", by=None)
    actions.edit_person(world.claire.person, mobile="06 88 00 00 11", by=None)
    for guardian, email, contact in (
        (world.karim, "lina-chez-karim@example.org", "Tante Samia"),
        (world.claire, "lina-chez-claire@example.org", "Mamie Odette"),
    ):
        row = Membership.objects.get(pupil=world.lina, family=guardian.family)
        actions.edit_membership(
            row, email=email, emergency_contact=contact, follows=guardian, by=None
        )
    make_changes.change(world.karim, address="9 rue Nouvelle", mobile="06 99 00 00 42")
    make_changes.change(world.claire, address="8 quai des Moulins")
    make_changes.pupil_change(world.karim, world.lina, emergency_contact="Tante Samia B.")
    return world


def pages_of(client, world):
    paths = ["/famille/", "/eleves/", *(path_of(world.lina, tab) for tab in ("", "cours/"))]
    html = "".join(client.get(path).content.decode() for path in paths)
    for row in FieldChange.objects.all():
        html += client.get(f"/famille/modifications/{row.pk}/annuler/").content.decode()
    return html


SHARED = {
    Fact.NAME: "Lina Martin",
    Fact.BIRTH_DATE: "9 mars 2014",
    Fact.LEVEL: "2C3",
    Fact.COURSES: "Violoncelle",
    Fact.CONTACTS: "3 rue du Moulin",
}


@pytest.mark.parametrize("fact", SHARED)
def test_the_other_household_reads_what_the_table_says(two_homes, sign_in, fact):
    karims = pages_of(sign_in(two_homes.karim.account), two_homes)
    assert (SHARED[fact] in karims) == access.other_household_may_know(fact)


def test_nothing_of_karims_is_on_claires_pages_nor_the_other_way(two_homes, sign_in):
    claires = pages_of(sign_in(two_homes.claire.account), two_homes)
    karims = pages_of(sign_in(two_homes.karim.account), two_homes)
    for word in OF_KARIM:
        assert word in karims
        assert word not in claires
    for word in OF_CLAIRE:
        assert word in claires
        assert word not in karims


def test_without_the_choice_of_a_guardian_nothing_is_undone(world, sign_in):
    """The school shows neither address nor choice: posting the page changes nothing."""
    for field in ("follows", "address", "postcode", "city"):
        policy.set_field_policy(Whose.MINOR, field, mode=Mode.HIDDEN, awaits=True, by=None)
    posted(sign_in(world.claire.account), path_of(world.lina))
    assert not FieldChange.objects.exists()


@pytest.mark.parametrize("pupils", [3, 30])
def test_pages_stay_within_their_queries_and_size(
    world, sign_in, pupils, django_assert_max_num_queries
):
    for number in range(pupils):
        one = make.pupil(world.claire.family, f"Élève{number}")
        makers.enrolment(one, world.courses["ballet"])
        make.guardian(world.claire.family, "Paul", f"Martin{number}")
    make_changes.pupil_change(world.claire, world.lina, school_class="6e B")
    client = sign_in(world.claire.account)
    client.get("/eleves/")
    for path in ("/eleves/", path_of(world.lina), path_of(world.lina, "cours/")):
        with django_assert_max_num_queries(6):
            answer = client.get(path)
        assert len(answer.content) < 20_000, path


@pytest.mark.usefixtures("inspector")
@pytest.mark.parametrize("born_on", [date(1990, 1, 1), None])
def test_an_adult_pupil_is_spoken_to_not_of(world, sign_in, born_on):
    lucie = make.guardian(make.family("Leroy"), "Lucie", "Leroy", born_on=born_on)
    pupil = make.pupil(lucie.family, person=lucie.person, follows=None, born_on=None)
    makers.enrolment(pupil, world.courses["cello"])
    client = sign_in(lucie.account)
    read = {
        tab: client.get(path_of(pupil, tab)).content.decode()
        for tab in ("", "cours/", "reinscription/", "documents/")
    }
    assert "Vos cours de l’année" in read["cours/"]
    assert "Je me réinscris" in read["reinscription/"] and "Vos cours" in read["reinscription/"]
    for html in read.values():
        for words in ("de Lucie", "pour Lucie", "Se réinscrit", "esponsable légal", "sortie"):
            assert words not in html
    html = sign_in(world.claire.account).get(path_of(world.lina, "reinscription/")).content.decode()
    assert "Les cours de Lina" in html and "Se réinscrit" in html


def test_fields_stand_in_the_guides_order(world, sign_in):
    client = sign_in(world.claire.account)
    for path, wanted in (
        ("/famille/", "last_name first_name civility sex family_situation profession pcs address"),
        (path_of(world.lina), "civility sex last_name first_name born_on family_situation"),
        (path_of(world.lina), "school_level image_right may_leave_alone emergency_contact"),
        (
            "/famille/",
            "postcode city phone_home phone_work fax phone_1 phone_2 phone_3 email mobile",
        ),
    ):
        html = client.get(path).content.decode()
        places = [html.index(f'name="{name}"') for name in wanted.split()]
        assert places == sorted(places), path
