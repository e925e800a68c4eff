"""The list of bills, its export, and who may open what."""

from datetime import date, timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from portamento.accounts import roles
from portamento.billing import actions
from portamento.billing.models import InstalmentState, Series, State
from portamento.foundation import clock
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts, bills
from tests.office.people import address_in

url = address_in("bills")


def numbers(client, **filters):
    page = client.get(url("index"), filters).content.decode()
    return {number for number in ("A-1", "B-2", "C-3", "D-4") if number in page}


def test_the_list_is_filtered(regie, family):
    other = make.family("Durand")
    past = clock.today() - timedelta(days=3)
    ahead = clock.today() + timedelta(days=30)
    bills.bill(family, number="A-1", instalments=[(ahead, 25560)])
    bills.bill(family, number="B-2", series=Series.RENTALS, state=State.DRAFT)
    bills.bill(other, number="C-3", instalments=[(past, 25560)])
    rejected = bills.bill(other, number="D-4", instalments=[(ahead, 25560)])
    actions.mark_instalment(rejected.instalments.get(), InstalmentState.REJECTED, by=None)
    assert numbers(regie) == {"A-1", "B-2", "C-3", "D-4"}
    assert numbers(regie, series="rentals") == {"B-2"}
    assert numbers(regie, state="draft") == {"B-2"}
    assert numbers(regie, late="on") == {"C-3", "D-4"}
    assert numbers(regie, q="martin") == {"A-1", "B-2"}
    assert numbers(regie, q="Claire") == {"A-1", "B-2"}
    assert numbers(regie, q="c-3") == {"C-3"}
    assert numbers(regie, year=str(rejected.year.starts_in)) == {"A-1", "B-2", "C-3", "D-4"}
    assert numbers(regie, year=str(rejected.year.starts_in - 1)) == set()


def test_a_long_list_costs_no_more_queries_than_a_short_one(regie, family):
    counts = []
    regie.get(url("index"))  # the set-up is kept from here on
    for more in (3, 27):
        for _ in range(more):
            bills.bill(family)
        with CaptureQueriesContext(
            connection,
        ) as seen:
            regie.get(url("index"))
        counts.append(len(seen))
    assert counts[0] == counts[1]


def test_the_list_goes_by_fifty(regie, family):
    for _ in range(51):
        bills.bill(family, state=State.DRAFT)
    first = regie.get(url("index"), {"state": "draft"}).content.decode()
    assert "51\u00a0factures" in first
    assert "state=draft&amp;page=2" in first
    assert regie.get(url("index"), {"state": "draft", "page": 2}).content.decode().count("T-") == 1


def test_the_export_is_what_the_filters_show(regie, family):
    hostile = make.family("=cmd|' /C calc'!A0")
    bill = bills.bill(hostile, number="A-1", instalments=[(date(2099, 11, 5), 25560)])
    bills.bill(family, number="B-2", state=State.DRAFT)
    answer = regie.get(url("export"), {"state": "issued"})
    assert answer["Content-Disposition"].startswith("attachment")
    rows = list(load_workbook(BytesIO(answer.content)).active)
    assert [cell.value for cell in rows[0]][:2] == ["Numéro", "Famille"]
    assert len(rows) == 2
    values = [cell.value for cell in rows[1]]
    assert values[0] == "A-1"
    assert (values[6], values[7]) == (255.6, 255.6)
    assert values[5].date() == bill.issued_on
    draft = load_workbook(BytesIO(regie.get(url("export"), {"state": "draft"}).content)).active
    assert draft.cell(2, 8).value is None  # nothing is owed yet, which is not « 0 »
    assert (values[1], rows[1][1].data_type) == ("'=cmd|' /C calc'!A0", "s")


GET = ("index", "export", "choose", "new", "show", "download", "edit", "attach", "detach")
GET += ("issue", "settle", "reopen", "cancel", "mark")
READ = {"index", "export", "show", "download"}


def address(name, bill):
    given = {
        "new": {"family_pk": bill.family_id},
        "mark": {"pk": bill.pk, "instalment_pk": bill.instalments.get().pk},
    }
    if name in {"index", "export", "choose"}:
        return url(name)
    return url(name, **given.get(name, {"pk": bill.pk}))


@pytest.mark.parametrize("role", ["director", "secretary", "regie", "reader"])
def test_each_page_asks_for_its_right(valmont, sign_in, role):
    client = sign_in(accounts.staff("Quelqu’un", role=role, identifier="quelquun"))
    bill = bills.bill(make.family("Martin"), state=State.DRAFT)
    for name in GET:
        right = roles.SEE_BILLS if name in READ else roles.EDIT_BILLS
        status = client.get(address(name, bill)).status_code
        assert (status == 403) is (right not in roles.ROLES[role]), name
        if name not in READ:
            status = client.post(address(name, bill)).status_code
            assert (status == 403) is (right not in roles.ROLES[role]), name
    bill.refresh_from_db()
    assert bill.state == State.DRAFT


def test_the_bills_of_another_school_are_not_found(regie, valmont):
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        bill = bills.bill(make.family("Ailleurs"), number="A-1")
        addresses = [address(name, bill) for name in GET]
    assert "A-1" not in regie.get(url("index")).content.decode()
    for one in addresses:
        if one not in {url("index"), url("export"), url("choose")}:
            assert regie.get(one).status_code == 404, one
            assert regie.post(one).status_code == 404, one


def test_a_family_has_no_business_in_the_office(valmont, family, sign_in):
    client = sign_in(family.guardians.get().account)
    assert client.get(url("index")).status_code == 403
