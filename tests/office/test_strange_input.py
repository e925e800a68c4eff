"""What no browser sends by itself: no page breaks, and nothing strange is kept."""

from datetime import date
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from portamento.billing.models import Bill
from portamento.catalog.models import Course
from portamento.documents.models import DocumentKind
from portamento.doors import sheets
from portamento.families.models import Person
from portamento.reenrolment.models import Block, Campaign
from portamento.schools import setup
from tests import make
from tests.make import accounts
from tests.office import people

HUGE = ("9" * 18, "9" * 19, "1" + "0" * 30, "9" * 5000, "²", "٣")
FAR = ("0001-01-01", "9999-12-31")


@pytest.fixture
def director(valmont, sign_in):
    return sign_in(accounts.staff("Paul Roche", role="director", identifier="direction"))


@pytest.mark.parametrize("number", HUGE)
def test_numbers_that_no_row_can_have(director, number):
    make.campaign()
    posted = {
        "reminders.send": "famille",
        "reminders.apply": "famille",
        "families.invite": "famille",
        "dossiers.assign": "voeu",
    }
    for name, field in posted.items():
        answer = director.post(reverse(f"office:{name}"), {field: [number], "sure": "on"})
        assert answer.status_code in {200, 302, 409}
    together = {"geste": "valider", "dossier": number}
    assert director.get(reverse("office:dossiers.together"), together).status_code in {200, 302}
    answer = director.get(reverse("office:journal.index"), {"avant": number})
    assert answer.status_code in {200, 404}


def test_nor_in_an_address(director, sign_in):
    for number in (10**18, 2**63, 10**30):
        assert director.get(f"/bureau/familles/{number}/").status_code == 404
    family = people.household()
    client = sign_in(family.guardians.get().account)
    for tab in ("", "cours/", "documents/"):
        for number in (10**18, 2**63, 10**30):
            assert client.get(f"/eleves/{number}/{tab}").status_code == 404


def test_versions_that_are_none(director):
    family = people.household()
    path = reverse("office:bills.new", kwargs={"family_pk": family.pk})
    for number in HUGE:
        answer = director.post(path, {"more_lines": "1", "version": number})
        assert answer.status_code == 200


@pytest.mark.parametrize("day", FAR)
def test_days_at_the_ends_of_time(director, day):
    family, campaign = people.household(), make.campaign()
    assert director.get(reverse("office:journal.index"), {"jour": day}).status_code == 200
    moments = {"opens_at": f"{day}T00:00", "last_minute": f"{day}T23:59", "top_tranche": "11"}
    path = reverse("office:campaigns.edit", kwargs={"pk": campaign.pk})
    answer = director.post(path, moments | {"version": campaign.version})
    assert "Vérifiez cette date." in answer.content.decode()
    assert Campaign.objects.get().closes_at == campaign.closes_at
    split = {
        "split": "1",
        "series": "fees",
        "number": "F-1",
        "year": setup.current_year().pk,
        "line_0_label": "Cursus",
        "line_0_amount": "100",
        "parts": "12",
        "first_due_on": day,
    }
    path = reverse("office:bills.new", kwargs={"family_pk": family.pk})
    assert "Vérifiez cette date." in director.post(path, split).content.decode()


def test_amounts_beyond_any_bill(director):
    family = people.household()
    path = reverse("office:bills.new", kwargs={"family_pk": family.pk})
    posted = {
        "series": "fees",
        "number": "F-1",
        "year": setup.current_year().pk,
        "line_0_label": "Cursus",
        "line_0_amount": "999999999",
        "due_0_on": "2026-11-05",
        "due_0_amount": "999999999",
    }
    answer = director.post(path, posted)
    assert answer.status_code == 409 and "un million" in answer.content.decode()
    assert not Bill.objects.exists()


def test_a_sign_that_no_text_can_hold_is_not_searched_for(director):
    family = people.household()
    place = {"family_pk": family.pk, "pk": family.memberships.get().pupil_id}
    for path in (
        reverse("office:bills.choose"),
        reverse("office:documents.choose"),
        reverse("office:families.share_pupil", kwargs=place),
        reverse("office:catalog.enrol", kwargs={"pk": make.course("Alto").pk}),
        reverse("office:campaigns.late", kwargs={"pk": make.campaign().pk}),
        reverse("office:families.index"),
    ):
        for words in ("\x00", "Mar\x00tin", "0600\x000000"):
            assert director.get(path, {"q": words}).status_code in {200, 302}, path


def test_a_place_beyond_the_list(director):
    campaign = make.campaign()
    kind = {"name": "Fiche", "owner": "family", "validity": "year", "sensitivity": "ordinary"}
    path = reverse("office:campaigns.new_block", kwargs={"pk": campaign.pk})
    for place in ("1000", "40000", "1" + "0" * 30):
        assert director.post(path, {"text": "Bonjour", "position": place}).status_code == 200
        posted = kind | {"position": place}
        assert director.post(reverse("office:campaigns.new_kind"), posted).status_code == 200
    assert not Block.objects.exists() and not DocumentKind.objects.exists()


def test_a_list_leaves_whatever_signs_were_pasted(director):
    family = make.family("Mar\x0btin")
    make.guardian(family, "Claire\x01", "Martin", born_on=date(1980, 1, 1))
    course = make.course("Alto\x0b")
    make.enrolment(make.pupil(family, "\x02=Lina", "Martin"), course)
    make.campaign()
    export = director.get(reverse("office:reminders.export"), {"quoi": "tout"})
    assert load_workbook(BytesIO(export.content)).active["A2"].value == "Martin"
    by = {"by": "cours", "pk": Course.objects.get().pk}
    sheet = director.get(reverse("office:catalog.sheet", kwargs=by))
    cells = [cell.value for cell in load_workbook(BytesIO(sheet.content)).active[2]]
    assert cells[1] == "'=Lina" and cells[3] == "Alto"


def test_a_formula_behind_a_sign_of_control_is_neutral_too():
    assert sheets.neutral("\x0b=1+1") == "'=1+1"
    assert sheets.neutral("\t=1+1") == "'\t=1+1"
    assert sheets.neutral(12) == 12


def test_a_name_stays_on_one_line(director):
    guardian = people.household().guardians.get()
    path = reverse("office:families.edit_guardian", kwargs={"pk": guardian.pk})
    page = director.get(path).content.decode()
    assert "Martin" in page
    version = page.split('name="version" value="')[1].split('"')[0]
    posted = {"last_name": "Martin\r\nBcc: x@example.org", "first_name": "Claire"}
    director.post(path, posted | {"version": version, "email": guardian.account.email})
    assert Person.objects.get(guardian=guardian).last_name == "Martin Bcc: x@example.org"


@pytest.mark.parametrize("number", HUGE)
def test_a_turn_that_is_none(director, number):
    home = people.household()
    kind = make.kind("Justificatif", owner="family")
    paper = make.document(home, kind)
    path = reverse("office:documents.turn", kwargs={"pk": paper.pk})
    answer = director.post(path, {"tour": number, "largeur": number})
    assert answer.status_code in {302, 409}
