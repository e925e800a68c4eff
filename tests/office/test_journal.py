"""The journal as prose."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portamento.accounts import actions as account_actions
from portamento.audit.models import Event
from portamento.audit.record import authored, record
from portamento.families import actions
from portamento.foundation import clock
from portamento.office.journal import events
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.office import people

SEES = {"director": 200, "secretary": 200, "regie": 403, "reader": 403, "": 403}
INDEX = "index"


def page():
    return people.page(INDEX, "journal")


def read(client, **filters) -> str:
    answer = client.get(page(), filters)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", SEES)
def test_each_role_on_the_journal(valmont, sign_in, role):
    people.rights(sign_in, role, {page(): SEES})


def test_it_reads_as_prose_with_its_author(nadia, secretary):
    actions.create_family("Martin", by=nadia)
    html = read(secretary)
    assert "Foyer Martin créé" in html and "Nadia Ferrand" in html


def test_a_dossier_leads_to_the_family_that_filed_it(nadia, secretary):
    make.campaign()
    family = make.family("Martin")
    claire = make.guardian(family, "Claire", "Martin")
    dossier = make.dossier(make.pupil(family, "Lina", "Martin"), family, claire)
    with authored(nadia):
        record("dossier.start", dossier)
    row = read(secretary).split("Dossier pris en charge")[-1].split("</tr>")[0]
    assert people.page("show", "families", pk=family.pk) in row and ">Martin</a>" in row


def test_the_other_school_has_its_own(nadia, sign_in):
    actions.create_family("Martin", by=nadia)
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        client = sign_in(accounts.staff("Hélène Vasseur"))
    assert "Foyer Martin" not in read(client)


def test_it_narrows_by_author_verb_and_day(nadia, secretary):
    with clock.at(datetime(2027, 6, 4, 23, 30, tzinfo=ZoneInfo("Europe/Paris"))):
        actions.create_family("Martin", by=None)
    actions.create_family("Durand", by=nadia)
    assert "Foyer Martin" not in read(secretary, auteur=str(nadia.pk))
    assert "Foyer Durand" not in read(secretary, auteur="automatique")
    assert "Foyer Durand" not in read(secretary, jour="2027-06-04")
    assert "Foyer Martin" in read(secretary, jour="2027-06-04")
    assert "Foyer Martin" not in read(secretary, verbe="family.edited")


def test_a_filter_that_makes_no_sense_breaks_nothing(nadia, secretary):
    actions.create_family("Martin", by=nadia)
    assert "Foyer Martin" in read(secretary, jour="demain")
    assert secretary.get(page(), {"avant": "x"}).status_code == 404


def test_older_lines_follow_without_gap_or_repeat(nadia, secretary):
    for number in range(60):
        actions.create_family(f"Foyer-{number:02}", by=nadia)
    first = read(secretary, verbe="family.created")
    last_shown = Event.objects.filter(verb="family.created").newest_first()[49]
    second = read(secretary, verbe="family.created", avant=str(last_shown.pk))
    both = [f"Foyer-{n:02}" for n in range(60)]
    assert [name for name in both if (name in first) == (name in second)] == []
    assert f"avant={last_shown.pk}" in first


def test_as_many_queries_for_three_lines_as_for_thirty(nadia, secretary):
    counts = []
    for number in (3, 27):
        for each in range(number):
            actions.create_family(f"Foyer {each}", by=nadia)
        secretary.get(page())
        with CaptureQueriesContext(connection) as seen:
            secretary.get(page())
        counts.append(len(seen))
    assert counts[0] == counts[1] <= 6


def test_who_does_not_see_bills_reads_nothing_of_them(nadia, secretary):
    family = make.family("Martin")
    with authored(None):
        record("bill.issue", family, household=family.pk, number="2027-1")
    assert events.about("family", family.pk, 10, reader=nadia)[0].text.startswith("Foyer")
    director = accounts.staff("Paul Roche")
    assert len(events.about("family", family.pk, 10, reader=director)) == 2


def test_staff_in_a_familys_space_stay_themselves(nadia):
    family = make.family("Martin")
    nadia.acting_for_family_id = family.pk
    actions.edit_family(family, note="Bonjour", by=nadia)
    line = events.about("family", family.pk, 1, reader=nadia)[0]
    assert line.who == "Nadia Ferrand, dans l’espace Martin"


def test_an_edit_says_old_and_new_by_the_fields_name(nadia, secretary):
    claire = make.guardian(make.family("Martin"), mobile="06 00 00 00 01")
    actions.edit_person(claire.person, mobile="06 00 00 00 09", pcs="34", by=nadia)
    line = events.about("guardian", claire.pk, 1, reader=nadia)[0]
    work, mobile = line.changes  # in the order of the page
    assert mobile == ("Mobile", "06 00 00 00 01", "06 00 00 00 09")
    assert work[1:] == (
        "vide",
        "34 · Professeurs et professions scientifiques supérieures",
    )
    html = read(secretary)
    assert "<del>06 00 00 00 01</del> <ins>06 00 00 00 09</ins>" in html


def test_what_was_sent_to_a_family_is_in_its_journal(nadia):
    claire = make.guardian(make.family("Martin"))
    account_actions.send_identifier(claire.account, by=nadia)
    line = events.about("family", claire.family_id, 1, reader=nadia)[0]
    assert "dentifiant" in line.text
