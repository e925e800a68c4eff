"""Two people do the same thing at the same moment: it is done once, and nobody meets a fault."""

from functools import partial

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.test import Client
from django.urls import reverse

from portamento.accounts import actions as accounts
from portamento.accounts.models import ProvisionalSecret
from portamento.billing.models import Bill
from portamento.catalog import actions as catalog
from portamento.catalog.models import Course, Discipline
from portamento.documents import eliminations, forgetting
from portamento.documents.inspector.limits import MAX_FILES
from portamento.documents.models import Elimination, Sheet
from portamento.families.models import Guardian
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions
from portamento.reenrolment.actions import publish_terms
from portamento.reenrolment.models import Dossier, State, Terms
from portamento.schools import setup
from portamento.workflow.action import action
from tests import make
from tests.at_once import at_once, refusals
from tests.make import bills
from tests.make.accounts import session_of
from tests.make.dossiers import PDF
from tests.portal.test_dossier import answers

pytestmark = pytest.mark.django_db(transaction=True)
PEOPLE = 4


@pytest.fixture
def family(valmont):
    made = make.family()
    make.guardian(made)
    make.guardian(made, "Marc")
    return made


def letters(kind: str) -> int:
    rows = Outgoing.objects.filter(kind=kind, address="claire.martin@example.org")
    return rows.count()


@pytest.mark.parametrize("button", ["", "valider"])
def test_the_first_words_of_two_parents_make_one_dossier(valmont, family, button):
    """Or a double click: the page answers both, with a receipt or with the form again."""
    plan = make.plan(make.campaign())
    pupil = make.pupil(family)
    url = reverse("portal:dossier.show", kwargs={"pk": pupil.pk})
    clients = [session_of(Client(), one.account) for one in family.guardians.all()] * 2
    page = clients[0].get(url).content.decode()
    given = answers(page, wanted="Harpe", agrees="on", plan=str(plan.pk))
    given |= {button: "1"} if button else {}
    outcomes = at_once(valmont, *[lambda one=one: one.post(url, given) for one in clients])
    assert {answer.status_code for answer in outcomes} <= {200, 302, 409, 422}
    dossier = Dossier.objects.get()
    assert (dossier.wanted, dossier.campaign.numbered) == ("Harpe", 1)
    assert dossier.state == (State.SUBMITTED if button else State.DRAFT)
    assert letters("DossierReceived") == (1 if button else 0)


def twin_bills(family):
    return lambda: bills.bill(family, number="F-1"), Bill


def twin_accounts(family):
    def made():
        return make.guardian(make.family("Durand"), "Zoé", "Durand", email="")

    return made, Guardian.objects.filter(person__last_name="Durand")


def twin_secrets(family):
    account = make.guardian(family, "Zoé", email="").account
    rows = ProvisionalSecret.objects.filter(ended_at=None)
    return lambda: accounts.send_identifier(account, by=None), rows


def twin_eliminations(family):
    paper = make.document(family, make.kind("RIB"))
    forgetting.close(paper, by=None)
    return lambda: eliminations.prepare(by=None), Elimination


def twin_terms(family):
    campaign = make.campaign()
    return lambda: publish_terms(campaign, name="Règlement", text="Un.", by=None), Terms


def twin_disciplines(family):
    return lambda: make.discipline("Harpe"), Discipline


TWINS = [twin_bills, twin_accounts, twin_secrets, twin_eliminations, twin_terms, twin_disciplines]


@pytest.mark.parametrize("prepare", TWINS)
def test_a_twin_is_refused_in_words(valmont, family, prepare):
    call, rows = prepare(family)
    rows = rows.objects if isinstance(rows, type) else rows
    outcomes = at_once(valmont, *[call] * PEOPLE)
    assert refusals(outcomes) < PEOPLE
    assert 1 <= rows.all().count() <= PEOPLE - refusals(outcomes)


def test_another_broken_constraint_is_a_fault_of_ours(family):
    @action
    def break_one(*, by):
        Guardian.objects.create(family_id=family.pk, person_id=None)

    with pytest.raises(IntegrityError):
        break_one(by=None)


def test_the_highest_tranche_is_told_once(valmont, family):
    campaign = make.campaign()
    actions.answer_household(family, campaign, plan_id=None, qf_choice="proof", by=None)
    call = partial(actions.apply_highest, family, campaign, by=None)
    assert refusals(at_once(valmont, *[call] * PEOPLE)) == PEOPLE - 1
    assert letters("HighestApplied") == 1


def test_a_family_is_reminded_once_a_day(valmont, family):
    campaign = make.campaign()
    call = partial(actions.remind, family, campaign, missing=("RIB",), by=None)
    assert refusals(at_once(valmont, *[call] * PEOPLE)) == PEOPLE - 1
    assert letters("Reminder") == 1


def test_a_document_is_made_of_ten_files_whoever_sends_them(valmont, family, settings):
    settings.INSPECTOR_SOCKET = "/nowhere/s"
    campaign = make.campaign()
    pupil, asked = make.pupil(family), make.asked(campaign)
    url = reverse("portal:dossier.upload", kwargs={"pk": pupil.pk, "ask": asked.pk})
    clients = [session_of(Client(), one.account) for one in family.guardians.all()] * 2

    def send(client):
        sent = {"files": SimpleUploadedFile("page.pdf", PDF), "ensemble": "1"}
        return client.post(url, sent, headers={"X-Requested-With": "upload"}).status_code

    assert [send(clients[0]) for _ in range(MAX_FILES - 2)] == [200] * (MAX_FILES - 2)
    outcomes = at_once(valmont, *[lambda one=one: send(one) for one in clients])
    assert sorted(outcomes) == [200, 200, 422, 422]
    places = Sheet.objects.values_list("position", flat=True).order_by("position")
    assert list(places) == list(range(1, MAX_FILES + 1))


def test_the_years_courses_are_copied_once(valmont):
    year = setup.current_year()
    for number in range(20):
        make.course(f"Violon {number}", of=make.discipline("Violon"))
    at_once(valmont, *[partial(catalog.prepare_next_year, year, by=None)] * PEOPLE)
    assert Course.objects.exclude(follows=None).count() == 20
