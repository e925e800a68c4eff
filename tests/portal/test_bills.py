"""What a family sees of its bills: its own, in words, for consultation."""

import re
from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portamento.billing import actions
from portamento.billing.models import InstalmentState, Series, State
from portamento.billing.rules import monthly
from portamento.foundation import clock
from portamento.mailroom.models import Paper
from portamento.schools import setup
from portamento.schools.models import School
from portamento.schools.scope import scope
from tests import make
from tests.make import accounts, bills

FEES, RENTALS = "portal:bills.fees", "portal:bills.rentals"


@pytest.fixture
def family(valmont):
    family = make.family("Martin")
    make.guardian(family)
    return family


@pytest.fixture
def claire(family, sign_in):
    return sign_in(family.guardians.get().account)


def page(client, name=FEES, **query):
    answer = client.get(reverse(name), query)
    assert answer.status_code == 200
    return answer.content.decode()


def words(html):
    """What one reads, without tags, spaces as one."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def made(bill, content=b"%PDF-1.7"):
    """As the worker does: the PDF is there."""
    Paper.objects.filter(pk=bill.paper_id).update(content=content, made_at=clock.now())


def test_nothing_yet_is_said_kindly(claire):
    assert "Aucune facture de cotisation" in page(claire)
    assert "Aucune facture de location" in page(claire, RENTALS)


def test_a_bill_in_eight_instalments_reads_at_a_glance(family, claire):
    with clock.at(clock.now() - timedelta(days=100)):
        first = clock.today()
        bill = bills.bill(
            family,
            number="F-2026-0041",
            lines=[("Lina, cursus musique", 56600), ("Deuxième enfant", -5400)],
            instalments=monthly(51200, 8, first),
            note="Tranche 5.",
        )
    paid, rejected, *_ = bill.instalments.order_by("due_on")
    actions.mark_instalment(paid, InstalmentState.PAID, by=None)
    actions.mark_instalment(rejected, InstalmentState.REJECTED, by=None)
    html = page(claire)
    read = words(html)
    assert html.count("<h1") == 1
    assert html.count('class="paid"') == 1
    assert html.count('class="next"') == 1
    assert "Il reste 448,00 € à régler." in read
    assert "Rejetée, à régler" in read
    assert "Échéance rejetée" in read
    assert "− 54,00 €" in read
    assert "Total 512,00 €" in read
    assert "Tranche 5." in read
    assert "F-2026-0041" in read
    assert len(html) < 20_000
    School.objects.update(phone="")
    assert "dépassée. Appelez la scolarité." in words(page(claire))


@pytest.mark.parametrize(
    ("state", "said", "unsaid"),
    [
        (State.ISSUED, "À régler", "Annulée"),
        (State.PAID, "Il ne reste rien à régler.", "À venir"),
        (State.CANCELLED, "vous n’avez rien à régler pour elle", "À venir"),
    ],
)
def test_the_state_is_a_word(family, claire, state, said, unsaid):
    bills.bill(family, state=state, instalments=[(clock.today(), 25560)])
    read = words(page(claire))
    assert said in read
    assert unsaid not in read


def test_a_draft_is_not_shown_nor_served(family, claire):
    bill = bills.bill(family, state=State.DRAFT, number="F-1")
    actions.attach_pdf(bill, b"%PDF-", "F-1.pdf", by=None)
    assert "F-1" not in page(claire)
    address = reverse("portal:bills.download", kwargs={"pk": bill.pk})
    assert claire.get(address).status_code == 404


def test_each_tab_shows_its_series(family, claire):
    bills.bill(family, number="F-1", series=Series.FEES)
    bills.bill(family, number="L-1", series=Series.RENTALS)
    assert ("F-1" in page(claire), "L-1" in page(claire)) == (True, False)
    assert ("F-1" in page(claire, RENTALS), "L-1" in page(claire, RENTALS)) == (False, True)


def test_one_year_at_a_time_and_the_others_a_link_away(family, claire):
    now = setup.current_year()
    before = next(year for year in setup.years() if year.starts_in == now.starts_in - 1)
    bills.bill(family, number="NEW-1", year=now)
    bills.bill(family, number="OLD-1", year=before, state=State.PAID)
    html = page(claire)
    assert "NEW-1" in html
    assert "OLD-1" not in html
    assert f'href="?annee={before.starts_in}"' in html
    assert "OLD-1" in page(claire, annee=before.starts_in)
    assert "NEW-1" in page(claire, annee="pas une année")


def test_the_pdf_is_served_once_made(family, claire):
    bill = bills.bill(family, number="F-1")
    address = reverse("portal:bills.download", kwargs={"pk": bill.pk})
    assert "Le PDF se prépare" in page(claire)
    assert claire.get(address)["Location"] == reverse(FEES)
    made(bill)
    assert address in page(claire)
    answer = claire.get(address)
    assert answer.content == b"%PDF-1.7"
    assert answer["Content-Disposition"].startswith("attachment")
    assert "sandbox" in answer["Content-Security-Policy"]


def test_the_other_household_sees_none_of_it(family, claire, client, sign_in):
    bill = bills.bill(family, number="F-1")
    made(bill)
    other = make.family("Benali")
    karim = sign_in(make.guardian(other, "Karim", "Benali").account)
    make.pupil(family)
    assert "F-1" not in page(karim)
    address = reverse("portal:bills.download", kwargs={"pk": bill.pk})
    assert karim.get(address).status_code == 404


def test_another_school_sees_none_of_it(family, sign_in):
    bill = bills.bill(family)
    made(bill)
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        stranger = sign_in(make.guardian(make.family("Vasseur"), "Anne", "Vasseur").account)
    address = reverse("portal:bills.download", kwargs={"pk": bill.pk})
    assert stranger.get(address).status_code == 404


@pytest.mark.parametrize(("role", "status"), [("director", 200), ("secretary", 403)])
def test_staff_acting_for_a_family_need_their_own_right(family, sign_in, role, status):
    client = sign_in(accounts.staff("Quelqu’un", role=role, identifier="quelquun"))
    session = client.session
    session["acting_for"] = family.pk
    session.save()
    assert client.get(reverse(FEES)).status_code == status


def test_the_pages_only_show(family, claire):
    bill = bills.bill(family)
    html = page(claire)
    main = html[html.index("<main") : html.index("</main>")]
    assert "<form" not in main
    assert claire.post(reverse(FEES), {"state": "paid"}).status_code in {200, 405}
    bill.refresh_from_db()
    assert bill.state == State.ISSUED


@pytest.mark.parametrize("more", [3, 30])
def test_many_bills_cost_no_more_queries(family, claire, more):
    page(claire)  # the set-up is kept from here on
    years = [year for year in setup.years() if year.starts_in <= date.today().year]
    for index in range(more):
        bills.bill(family, year=years[index % len(years)])
    with CaptureQueriesContext(connection) as seen:
        page(claire)
    assert len(seen) <= 6
