"""Relances: who has not connected, not sent, not completed; one button, once a day."""

from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from openpyxl import load_workbook

from portamento.accounts import roles
from portamento.documents.models import State as PaperState
from portamento.families import actions as families
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.foundation import text as words
from portamento.mailroom.models import Fate, Outgoing
from portamento.reenrolment import actions, chasing, figures, sweeps
from portamento.reenrolment.models import Dossier, HouseholdAnswers, QfChoice, State
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts
from tests.office.people import address_in, text

url = address_in("reminders")


@pytest.fixture
def secretary(campaign, sign_in):
    return sign_in(accounts.staff("Nadia Ferrand", role="secretary", identifier="secretariat"))


def home(last_name, *first_names, connected=True, **fields):
    """A household whose pupils follow a course this year."""
    family = make.family(last_name)
    guardian = make.guardian(family, "Claire", last_name, **fields)
    if connected:
        account = guardian.account
        type(account).objects.filter(pk=account.pk).update(connected_at=clock.now())
    course = make.course(f"Cours {last_name}", of=make.discipline("Violoncelle"))
    for name in first_names:
        make.enrolment(make.pupil(family, name, last_name), course)
    return family


def send(family, first_name, **fields):
    pupil = family.memberships.get(pupil__person__first_name=first_name).pupil
    return make.dossier(pupil, family, family.guardians.get(), **fields)


def shown(client, tab, *names):
    page = text(client.get(url("index"), {"quoi": tab}))
    return {name for name in names if f">{name}</a>" in page}


@pytest.fixture
def cases(campaign):
    """One household in each situation."""
    make.asked(campaign)
    home("Jamais", "Lina", connected=False, phone_home="05 00 00 00 07")
    send(home("Brouillon", "Noé"), "Noé", state=State.DRAFT)
    send(home("Manque", "Zoé"), "Zoé")
    complete = send(home("Complet", "Tom"), "Tom")
    make.document(complete.family, campaign.requests.get().kind)
    send(home("Part", "Ana"), "Ana", stays="no")
    return ("Jamais", "Brouillon", "Manque", "Complet", "Part")


def test_each_list_holds_whom_it_says(secretary, cases):
    assert shown(secretary, "connexion", *cases) == {"Jamais"}
    assert shown(secretary, "envoi", *cases) == {"Jamais", "Brouillon"}
    assert shown(secretary, "pieces", *cases) == {"Manque"}
    assert shown(secretary, "tout", *cases) == {"Jamais", "Brouillon", "Manque"}
    page = text(secretary.get(url("index"), {"quoi": "tout"}))
    assert "05 00 00 00 07" in page
    assert "Noé : réinscription à remplir et à envoyer" in page
    assert "Zoé : Justificatif de domicile" in page


def test_the_figures_count_each_pupil_once(campaign, cases):
    assert figures.of(campaign) == figures.Figures(
        pupils=5, connected=4, drafts=1, sent=3, complete=2, placed=0, confirmed=0
    )


def test_ticked_families_get_one_letter_with_what_remains_once_a_day(secretary, cases):
    both = home("Deux", "Léa", "Max")
    ticked = {"famille": [both.pk]}
    page = text(secretary.post(url("send"), ticked, follow=True))
    assert "1 famille relancée" in page
    letter = Outgoing.objects.get(kind="Reminder").text
    assert "Léa" in letter
    assert "Max" in letter
    again = text(secretary.post(url("send"), ticked, follow=True))
    assert "déjà été relancée aujourd’hui" in again
    assert Outgoing.objects.filter(kind="Reminder").count() == 1
    assert "Relancée aujourd’hui" in text(secretary.get(url("index")))
    with clock.at(clock.now() + timedelta(days=1)):
        secretary.post(url("send"), ticked)
    assert Outgoing.objects.filter(kind="Reminder").count() == 2


def test_after_closing_the_letter_says_so_but_not_to_whom_a_delay_was_left(secretary, campaign):
    late, again = home("Tard", "Léa"), home("Encore", "Max")
    until = campaign.closes_at + timedelta(days=9)
    actions.open_again(campaign, again, until=until, by=None)
    with clock.at(campaign.closes_at + timedelta(days=1)):
        for family in (late, again):
            actions.remind(family, campaign, missing=("RIB",), by=None)
    closed, open_ = Outgoing.objects.filter(kind="Reminder").order_by("pk")
    assert "sont closes. Il reste" in closed.text and "appelez-nous" in closed.text
    assert f"ouvertes jusqu’au {words.deadline(until)}" in open_.text


def test_who_owes_nothing_is_not_written_to(secretary, campaign):
    family = home("Complet", "Tom")
    send(family, "Tom")
    answer = secretary.post(url("send"), {"famille": [family.pk]}, follow=True)
    assert "Cochez au moins une famille" in text(answer)
    assert not Outgoing.objects.filter(kind="Reminder").exists()


def test_who_has_no_address_is_reminded_by_post(secretary, campaign):
    family = home("Poste", "Lina", email="")
    secretary.post(url("send"), {"famille": [family.pk]})
    assert Outgoing.objects.get(kind="Reminder").state == Fate.TO_POST


def test_the_other_paying_household_is_asked_for_its_own_papers(secretary, campaign):
    make.asked(campaign)
    filer, other = home("Martin", "Lina"), home("Benali")
    pupil = filer.memberships.get().pupil
    families.share_pupil(other, pupil, payer_share=40, by=None)
    dossier = send(filer, "Lina")
    make.document(dossier.family, campaign.requests.get().kind)
    assert shown(secretary, "pieces", "Martin", "Benali") == {"Benali"}


def test_the_export_holds_the_list(secretary, cases):
    answer = secretary.get(url("export"), {"quoi": "envoi"})
    rows = list(load_workbook(BytesIO(answer.content)).active.values)
    assert [row[0] for row in rows] == ["Famille", "Brouillon", "Jamais"]
    assert rows[2][2] == "05 00 00 00 07"


@pytest.fixture
def asked_for_proof(campaign):
    """A campaign that asks residents for a proof since yesterday."""
    proof = make.asked(
        campaign, "Attestation CAF", residence="resident", quotient=True, choice="qf"
    )
    due_on(campaign, clock.today() - timedelta(days=1))
    return proof


def due_on(campaign, day):
    actions.edit_campaign(campaign, top_tranche_from=day, by=None)


def test_the_top_tranche_is_confirmed_apart_and_told_once(secretary, asked_for_proof):
    silent, chose = home("Silence", "Lina"), home("Choix", "Noé")
    send(silent, "Lina")
    send(chose, "Noé", qf_choice=QfChoice.HIGHEST)
    given = home("Preuve", "Zoé")
    make.document(send(given, "Zoé").family, asked_for_proof.kind)
    away = home("Ailleurs", "Tom", postcode="99000", city="Roquebelle")
    send(away, "Tom")
    page = text(secretary.get(url("apply")))
    assert [name in page for name in ("Silence", "Choix", "Preuve", "Ailleurs")] == [
        *(True, True, False, False),
    ]
    ticked = {"famille": [silent.pk, chose.pk, given.pk]}
    unsure = secretary.post(url("apply"), ticked)
    assert "Je confirme" in text(unsure)
    assert not HouseholdAnswers.objects.exclude(highest_applied_at=None).exists()
    secretary.post(url("apply"), ticked | {"sure": "on"})
    applied = HouseholdAnswers.objects.exclude(highest_applied_at=None)
    assert {row.family for row in applied} == {silent, chose}
    secretary.post(url("apply"), ticked | {"sure": "on"})
    assert Outgoing.objects.filter(kind="HighestApplied").count() == 2


def test_the_top_tranche_waits_for_its_day(secretary, asked_for_proof, campaign):
    family = home("Silence", "Lina")
    due_on(campaign, clock.today() + timedelta(days=1))
    answer = secretary.post(url("apply"), {"famille": [family.pk], "sure": "on"})
    assert answer.status_code == 409
    assert not HouseholdAnswers.objects.exclude(highest_applied_at=None).exists()


def test_refusals_left_untold_for_an_hour_are_told_in_one_letter(campaign):
    family = home("Martin", "Lina")
    papers = [make.document(family, make.kind(name)) for name in ("RIB", "Mandat")]
    for paper in papers:
        actions.judge(paper, accept=False, reason="illegible", by=None)
    assert list(sweeps.tell_refusals()) == []
    with clock.at(clock.now() + timedelta(minutes=61)):
        assert len(list(sweeps.tell_refusals())) == 1
        assert list(sweeps.tell_refusals()) == []
    assert Outgoing.objects.get(kind="DocumentsRefused").text.count("Illisible") == 2
    assert {paper.state for paper in papers} == {PaperState.REFUSED}


READ, SEND, MONEY = ("index", "export"), ("send", "results"), ("apply",)
RIGHTS = {roles.SEE_DOSSIERS: READ, roles.SEND_LETTERS: SEND, roles.DECIDE_DOSSIERS: MONEY}


@pytest.mark.parametrize("role", ["director", "secretary", "regie", "reader"])
def test_each_page_asks_for_its_right(campaign, sign_in, role):
    client = sign_in(accounts.staff("Quelqu’un", role=role, identifier="quelquun"))
    for right, names in RIGHTS.items():
        for name in names:
            for ask in (client.get, client.post):
                refused = ask(url(name)).status_code == 403
                assert refused is (right not in roles.ROLES[role]), name


def test_families_of_another_school_are_nowhere(secretary):
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        make.campaign()
        family = home("Ailleurs", "Lina", city="Bellerive")
    assert "Ailleurs" not in text(secretary.get(url("index")))
    secretary.post(url("send"), {"famille": [family.pk]})
    assert not Outgoing.objects.every_school().filter(kind="Reminder").exists()


def test_thirty_households_cost_no_more_queries_than_three(secretary, campaign):
    make.asked(campaign)
    counts = []
    for last in (3, 20):
        for number in range(3 if counts else 0, last):
            send(home(f"Martin{number}", "Lina"), "Lina")
        secretary.get(url("index"))
        with CaptureQueriesContext(connection) as seen:
            secretary.get(url("index"))
        counts.append(len(seen))
    assert counts[0] == counts[1]
    assert len(chasing.load(campaign)) == 20


def test_a_whole_list_is_reminded_by_one_button(secretary, campaign):
    home("Martin", "Lina")
    home("Durand", "Hugo", connected=False)
    before = Outgoing.objects.count()
    assert "Relancer toute la liste (1)" in text(secretary.get(url("index"), {"quoi": "connexion"}))
    secretary.post(url("send"), {"quoi": "connexion", "tout": "1"})
    assert Outgoing.objects.count() == before + 1
    secretary.post(url("send"), {"quoi": "tout", "tout": "1"})  # who was told today is not again
    assert Outgoing.objects.count() == before + 2


def test_on_the_telephone_one_page_says_what_is_missing(secretary, cases):
    """And reminds of it, with the words of the letter, without leaving the family's page."""
    late = Family.objects.get(name="Manque")
    page = reverse("office:families.show", kwargs={"pk": late.pk})
    shown = text(secretary.get(page))
    assert "Zoé : Justificatif de domicile" in shown
    answer = secretary.post(url("send"), {"famille": late.pk, "fiche": "1"})
    assert answer["Location"] == page
    assert "Relancée aujourd’hui" in text(secretary.get(page))
    nothing = Family.objects.get(name="Complet")
    page = reverse("office:families.show", kwargs={"pk": nothing.pk})
    assert "Reste à faire" not in text(secretary.get(page))


def test_a_reference_read_out_finds_the_family(secretary, cases):
    dossier = Dossier.objects.get(family__name="Complet")
    found = secretary.get(reverse("office:families.index"), {"q": dossier.reference.lower()})
    assert found["Location"] == reverse("office:families.show", kwargs={"pk": dossier.family_id})
