"""Households in the office: found, opened, entered, invited."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portamento.accounts import actions as account_actions
from portamento.audit.models import Event
from portamento.changes import actions as change_actions
from portamento.families import actions
from portamento.families.models import Family
from portamento.foundation import clock, text
from portamento.mailroom.models import Fate, Outgoing
from portamento.reenrolment import actions as reenrolment
from portamento.reenrolment.models import State
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.office.people import household, page, rights

SEES = {"director": 200, "secretary": 200, "regie": 200, "reader": 200, "": 403}
EDITS = {"director": 200, "secretary": 200, "regie": 403, "reader": 403, "": 403}
ENTERS = {"director": 302, "secretary": 302, "regie": 403, "reader": 403, "": 403}


@pytest.fixture
def martin(valmont):
    return household()


def identifiers():
    """Letters that let people in; that a password was changed is another matter."""
    return Outgoing.objects.exclude(kind="PasswordChanged")


@pytest.mark.parametrize("role", SEES)
def test_each_role_on_each_page_of_households(martin, sign_in, role):
    seen = {page("index"): SEES, page("show", pk=martin.pk): SEES}
    typed = {page("new"): EDITS, page("edit", pk=martin.pk): EDITS, page("invited"): EDITS}
    moved = {page("enter", pk=martin.pk): ENTERS, page("leave"): ENTERS}
    sent = {page("invite"): EDITS | {"director": 302, "secretary": 302}}
    rights(sign_in, role, seen | typed | moved | sent)


def test_a_household_of_the_other_school_is_not_found(martin, sign_in):
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        client = sign_in(accounts.staff("Hélène Vasseur"))
    for name in ("show", "edit"):
        assert client.get(page(name, pk=martin.pk)).status_code == 404
    assert client.post(page("enter", pk=martin.pk)).status_code == 404


def test_a_name_typed_in_the_box_opens_the_only_household_found(martin, secretary):
    make.guardian(make.family("Durand"), "Inès", "Durand")
    answer = secretary.get(page("index"), {"q": "LINA"})
    assert answer["Location"] == page("show", pk=martin.pk)
    listed = secretary.get(page("index"), {"q": "a"})
    assert listed.status_code == 200


@pytest.mark.parametrize(
    ("state", "names"),
    [
        ("jamais", ["Durand", "Martin"]),
        ("non-envoye", ["Martin"]),
        ("refusee", ["Durand"]),
        ("sans-email", ["Petit"]),
    ],
)
def test_the_list_narrows_to_whom_one_must_write(martin, secretary, state, names):
    durand = make.guardian(make.family("Durand"), "Inès", "Durand").account
    account_actions.send_identifier(durand, by=None)
    type(durand).objects.filter(pk=durand.pk).update(email_refused_at="2027-05-01T10:00Z")
    petit = make.guardian(make.family("Petit"), "Marc", "Petit", email="").account
    account_actions.send_identifier(petit, by=None)
    account_actions.connect(petit, by=None)
    html = secretary.get(page("index"), {"etat": state}).content.decode()
    found = [name for name in ("Durand", "Martin", "Petit") if f"Choisir la famille {name}" in html]
    assert found == names


def test_accents_and_capitals_do_not_count_in_a_list_by_name(valmont, secretary):
    for name in ("Zola", "de La Tour", "Émile", "Faure-Bel", "Faure"):
        make.family(name, number=f"F-{len(name)}")
    html = secretary.get(page("index")).content.decode()
    order = ("de La Tour", "Émile", "Faure<", "Faure-Bel<", "Zola")
    places = [html.index(name) for name in order]
    assert places == sorted(places)


def test_a_household_opened_by_mistake_goes_and_one_with_people_stays(martin, secretary):
    empty = make.family("Martni")
    assert "Supprimer cette famille" in secretary.get(page("show", pk=empty.pk)).content.decode()
    assert secretary.post(page("drop", pk=empty.pk)).status_code == 302
    assert "Supprimer cette" not in secretary.get(page("show", pk=martin.pk)).content.decode()
    assert secretary.post(page("drop", pk=martin.pk)).status_code == 409
    assert list(Family.objects.values_list("name", flat=True)) == ["Martin"]


def test_identifiers_leave_for_the_ticked_families_each_with_its_result(martin, secretary):
    petit = make.family("Petit")
    make.guardian(petit, "Marc", "Petit", email="")
    roche = make.family("Roche")
    made = make.guardian(roche, "Anne", "Roche")
    account_actions.connect(made.account, by=None)
    other = make.family("Autre")
    make.guardian(other, "Léa", "Autre")
    ticked = [martin.pk, petit.pk, roche.pk]
    answer = secretary.post(page("invite"), {"famille": ticked}, follow=True)
    html = answer.content.decode()
    assert "Identifiant envoyé à claire.martin@example.org" in html
    assert "à imprimer" in html
    assert "rien n’a été envoyé" in html
    assert set(identifiers().values_list("name", "state")) == {
        ("Claire Martin", Fate.QUEUED),
        ("Marc Petit", Fate.TO_POST),
    }


def test_the_whole_list_is_the_one_that_was_filtered(martin, secretary):
    make.guardian(make.family("Petit"), "Marc", "Petit", email="")
    secretary.post(page("invite"), {"tout": "1", "etat": "sans-email", "q": ""})
    assert identifiers().get().name == "Marc Petit"


def test_nothing_ticked_sends_nothing(martin, secretary):
    answer = secretary.post(page("invite"), {}, follow=True)
    assert "Cochez au moins une famille" in answer.content.decode()
    assert not identifiers().exists()


def test_a_household_is_made_then_given_a_first_guardian(valmont, secretary):
    answer = secretary.post(page("new"), {"name": "Leroy", "number": "F-9", "note": ""})
    leroy = Family.objects.get()
    assert answer["Location"] == page("new_guardian", pk=leroy.pk)


def test_a_stale_edit_is_shown_and_not_stored(martin, secretary):
    actions.edit_family(martin, note="Rappeler mardi", by=None)
    posted = {"name": "Martin", "number": "", "note": "Autre", "version": "1"}
    answer = secretary.post(page("edit", pk=martin.pk), posted)
    html = answer.content.decode()
    assert "modifiée entre-temps" in html and "Rappeler mardi" in html
    assert Family.objects.get(pk=martin.pk).note == "Rappeler mardi"


def test_the_page_of_a_household_says_all_that_is_known(martin, secretary):
    html = secretary.get(page("show", pk=martin.pk)).content.decode()
    for words in ("Claire Martin", "06 00 00 00 01", "Lina Martin", "Mère"):
        assert words in html
    assert "Part payée" not in html  # nobody else has her
    assert html.count("<h1") == 1
    pupil = martin.memberships.get().pupil
    actions.share_pupil(make.family("Benali"), pupil, payer_share=40, by=None)
    html = secretary.get(page("show", pk=martin.pk)).content.decode()
    assert "60\u202f%" in html and "masquée" in html


def test_who_does_not_see_bills_finds_none(martin, sign_in):
    readers = {"regie": True, "secretary": False}
    for role, sees in readers.items():
        client = sign_in(accounts.staff(role.title(), role=role))
        html = client.get(page("show", pk=martin.pk)).content.decode()
        assert ('id="bills"' in html) is sees


def test_staff_enter_and_leave_the_space_of_a_family(martin, secretary):
    secretary.post(page("enter", pk=martin.pk))
    assert secretary.session["acting_for"] == martin.pk
    inside = secretary.get(reverse("portal:home.index")).content.decode()
    assert "Vous agissez pour" in inside and page("leave") in inside
    secretary.post(page("leave"))
    assert "acting_for" not in secretary.session
    verbs = Event.objects.filter(verb__startswith="family.").values_list("verb", flat=True)
    assert {"family.entered", "family.left"} <= set(verbs)


def test_a_space_without_guardian_is_not_entered(valmont, secretary):
    empty = make.family("Vide")
    answer = secretary.post(page("enter", pk=empty.pk))
    assert answer.status_code == 409
    assert "acting_for" not in secretary.session


def queries(client, url, count):
    with CaptureQueriesContext(connection) as seen:
        assert client.get(url).status_code == 200
    count.append(len(seen))


def add_households(number):
    for each in range(number):
        family = make.family(f"Foyer {each}")
        make.guardian(family, "Anne", f"Nom{each}")
        make.pupil(family, "Lou", f"Nom{each}")


def test_as_many_queries_for_three_households_as_for_thirty(valmont, secretary):
    counts = []
    add_households(3)
    secretary.get(page("index"))
    queries(secretary, page("index"), counts)
    add_households(27)
    queries(secretary, page("index"), counts)
    assert counts[0] == counts[1] <= 8


def test_a_large_household_costs_no_more_queries(martin, secretary):
    counts = []
    secretary.get(page("show", pk=martin.pk))
    queries(secretary, page("show", pk=martin.pk), counts)
    for number in range(8):
        make.pupil(martin, f"Enfant {number}")
    make.guardian(martin, "Paul", "Martin")
    queries(secretary, page("show", pk=martin.pk), counts)
    assert counts[0] == counts[1] <= 16


def test_a_get_writes_nothing(martin, secretary):
    before = Event.objects.count()
    for url in (page("enter", pk=martin.pk), page("leave"), page("invite")):
        assert secretary.get(url).status_code == 302
    assert Event.objects.count() == before


def test_the_page_leads_to_opening_the_campaign_again(martin, secretary):
    before = secretary.get(page("show", pk=martin.pk)).content.decode()
    assert "Rouvrir la campagne" not in before
    campaign = make.campaign(opens_in=-30, closes_in=-2)
    martin.school.refresh_from_db()
    html = secretary.get(page("show", pk=martin.pk)).content.decode()
    late = page("late", "campaigns", pk=campaign.pk)
    assert f'href="{late}?famille={martin.pk}"' in html
    until = clock.now() + timedelta(days=5)
    reenrolment.open_again(campaign, martin, until=until, by=None)
    shown = secretary.get(page("show", pk=martin.pk)).content.decode()
    assert text.deadline(until) in shown
    filer = martin.guardians.get()
    for one in martin.memberships.all():
        make.dossier(one.pupil, martin, filer, state=State.CONFIRMED, campaign=campaign)
    answered = secretary.get(page("show", pk=martin.pk)).content.decode()
    assert f'href="{late}?famille={martin.pk}"' not in answered, "nothing is left to send"


def test_what_the_family_asked_for_is_announced(martin, secretary):
    claire = martin.guardians.select_related("account").get()
    asked = {"profession": ("", "Luthière")}
    change_actions.ask(
        "guardian", claire.pk, household_id=martin.pk, changes=asked, by=claire.account
    )
    html = secretary.get(page("show", pk=martin.pk)).content.decode()
    assert "1\u00a0modification à valider" in html


def test_an_installation_without_families_says_how_to_begin(valmont, secretary):
    assert "Créez un foyer" in secretary.get(page("index")).content.decode()
    searched = secretary.get(page("index"), {"q": "martin"}).content.decode()
    assert "Aucune famille trouvée" in searched
