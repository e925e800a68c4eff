"""What the régie makes happen to a bill, and what it may not."""

from datetime import UTC, date, datetime

import pytest

from portamento.audit.models import Event
from portamento.audit.sentences import sentence
from portamento.billing import actions
from portamento.billing.entered import Entered
from portamento.billing.models import Bill, InstalmentState, Series, State
from portamento.foundation import clock
from portamento.mailroom import press
from portamento.mailroom.models import Paper
from portamento.schools import setup
from portamento.workflow.action import NotAllowed
from tests.make import bills, families, schools

NOV, DEC = date(2026, 11, 5), date(2026, 12, 5)
HALVES = [(NOV, 12780), (DEC, 12780)]


@pytest.fixture
def family(valmont):
    return families.family("Martin", number="F12")


def test_a_draft_holds_its_lines_in_order_and_adds_them_up(family):
    bill = bills.bill(family, state=State.DRAFT, instalments=HALVES)
    assert bill.total_cents == 25560
    assert [line.amount_cents for line in bill.lines.order_by("position")] == [30600, -5040]
    assert sum(one.amount_cents for one in bill.instalments.all()) == 25560
    assert not family.bills.visible().exists()


def test_instalments_that_do_not_add_up_are_refused_in_figures(family):
    with pytest.raises(NotAllowed, match="256,00\u202f€ et les lignes 255,60\u202f€"):
        bills.bill(family, instalments=[(NOV, 25600)])
    assert not Bill.objects.exists()


def test_a_number_serves_once_per_school(family):
    bills.bill(family, number="F-1", state=State.CANCELLED)
    with pytest.raises(NotAllowed, match="F-1"):
        bills.bill(family, number="F-1")
    with schools.scope(schools.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        bills.bill(families.family("Autre"), number="F-1")


def test_the_figures_frozen_are_those_of_the_lines(family):
    """Someone has edited the draft since the page of who issues it was read."""
    read = bills.bill(family, state=State.DRAFT, note="Ancienne note")
    edited(Bill.objects.get(pk=read.pk), note="Nouvelle note")
    actions.issue(read, by=None)
    frozen = Bill.objects.get().paper.facts
    assert "90,00" in str(frozen) and "255,60" not in str(frozen)
    assert "Nouvelle note" in str(frozen) and "Ancienne" not in str(frozen)
    assert Event.objects.get(verb="bill.issue").facts.values["total"] == "90,00\u202f€"


def edited(bill, **changes):
    given = {
        "year": bill.year,
        "series": bill.series,
        "number": bill.number,
        "lines": [("Location d’un violoncelle", 9000)],
        "instalments": [(NOV, 9000)],
    }
    actions.edit_draft(bill, Entered(**(given | changes)), by=None)


def test_a_draft_may_be_put_right(family):
    bill = bills.bill(family, state=State.DRAFT, number="F-1")
    edited(bill, series=Series.RENTALS, note="Instrument n° 4")
    bill.refresh_from_db()
    assert (bill.series, bill.total_cents, bill.note) == ("rentals", 9000, "Instrument n° 4")
    assert [line.label for line in bill.lines.all()] == ["Location d’un violoncelle"]
    assert bill.version == 2


@pytest.mark.parametrize("state", [State.ISSUED, State.PAID, State.CANCELLED])
def test_what_was_issued_is_never_edited(family, state):
    bill = bills.bill(family, state=state)
    with pytest.raises(NotAllowed, match="ne se modifie pas"):
        edited(bill)
    with pytest.raises(NotAllowed, match="ne se modifie pas"):
        actions.attach_pdf(bill, b"%PDF-", "ville.pdf", by=None)
    assert bill.lines.count() == 2
    assert Paper.objects.filter(pk=bill.paper_id).exists()


def test_a_bill_issued_elsewhere_meanwhile_is_not_edited(family):
    bill = bills.bill(family, state=State.DRAFT)
    actions.issue(Bill.objects.get(pk=bill.pk), by=None)
    with pytest.raises(NotAllowed):
        edited(bill)


def test_issuing_freezes_what_is_printed(family):
    with clock.at(datetime(2026, 10, 12, 9, tzinfo=UTC)):
        bill = bills.bill(family, number="F-7", instalments=HALVES)
    assert (bill.state, bill.issued_on) == (State.ISSUED, date(2026, 10, 12))
    paper = Paper.objects.get(pk=bill.paper_id)
    assert (paper.template, paper.household_id, paper.made_at) == ("bill", family.pk, None)
    assert paper.facts["number"] == "F-7"
    assert paper.facts["total"] == "255,60\u202f€"
    assert [one["due"] for one in paper.facts["instalments"]] == [
        *("5 novembre 2026", "5 décembre 2026"),
    ]


def test_our_pdf_is_addressed_to_the_household_that_pays(family):
    families.guardian(family)
    paper = Paper.objects.get(pk=bills.bill(family, note="Tranche 5.").paper_id)
    assert paper.facts["recipient"] == {
        "name": "Claire Martin",
        "address_lines": ["3 rue du Moulin", "00100 Valmont"],
    }
    assert press.print_pdf(paper.template, paper.facts).startswith(b"%PDF-")


def test_the_pdf_of_the_town_takes_the_place_of_ours(family):
    bill = bills.bill(family, state=State.DRAFT)
    actions.attach_pdf(bill, b"%PDF-1", "avis.pdf", by=None)
    actions.attach_pdf(bill, b"%PDF-2", "avis 2.pdf", by=None)
    actions.issue(bill, by=None)
    paper = Paper.objects.get()
    assert bill.paper_id == paper.pk
    assert (bytes(paper.content), paper.name) == (b"%PDF-2", "avis 2.pdf")
    assert paper.made_at is not None


def test_a_removed_pdf_leaves_room_for_ours(family):
    bill = bills.bill(family, state=State.DRAFT)
    actions.attach_pdf(bill, b"%PDF-1", "avis.pdf", by=None)
    actions.remove_pdf(bill, by=None)
    actions.issue(bill, by=None)
    assert Paper.objects.get().template == "bill"


def test_a_settled_bill_may_be_opened_again_as_it_was(family):
    bill = bills.bill(family, state=State.PAID, instalments=HALVES)
    assert {one.state for one in bill.instalments.all()} == {InstalmentState.DUE}
    actions.reopen(bill, by=None)
    assert bill.state == State.ISSUED


def test_the_last_instalment_paid_settles_the_bill(family):
    bill = bills.bill(family, instalments=HALVES)
    first, last = bill.instalments.order_by("due_on")
    actions.mark_instalment(first, InstalmentState.PAID, by=None)
    assert Bill.objects.get(pk=bill.pk).state == State.ISSUED
    last.bill.refresh_from_db()
    actions.mark_instalment(last, InstalmentState.PAID, by=None)
    assert Bill.objects.get(pk=bill.pk).state == State.PAID


@pytest.mark.parametrize("state", [State.DRAFT, State.PAID, State.CANCELLED])
def test_only_an_open_bill_has_its_instalments_marked(family, state):
    bill = bills.bill(family, state=state)
    with pytest.raises(NotAllowed, match="à régler"):
        actions.mark_instalment(bill.instalments.get(), InstalmentState.REJECTED, by=None)
    assert bill.instalments.get().state == InstalmentState.DUE


def test_late_bills_are_found(family):
    late = bills.bill(family, instalments=HALVES)
    bills.bill(family, instalments=HALVES, state=State.PAID)
    rejected = bills.bill(family, instalments=[(date(2027, 6, 1), 25560)])
    actions.mark_instalment(rejected.instalments.get(), InstalmentState.REJECTED, by=None)
    assert set(Bill.objects.overdue(date(2026, 11, 6))) == {late, rejected}
    assert set(Bill.objects.overdue(NOV)) == {rejected}


@pytest.mark.parametrize("words", ["F-77", "martin", "Lou", "béna"])
def test_bills_are_found_by_number_family_or_guardian(valmont, words):
    family = families.family("Martin-Bénali")
    families.guardian(family, first_name="Loup", last_name="Bénali", identifier="loup")
    wanted = bills.bill(family, number="F-77")
    bills.bill(families.family("Durand"), number="F-1")
    assert list(Bill.objects.matching(words)) == [wanted]


def test_the_journal_tells_the_whole_story_in_french(family):
    bill = bills.bill(family, number="F-9", state=State.DRAFT)
    actions.attach_pdf(bill, b"%PDF-1", "avis.pdf", by=None)
    actions.issue(bill, by=None)
    actions.mark_instalment(bill.instalments.get(), InstalmentState.REJECTED, by=None)
    bill.refresh_from_db()
    actions.settle(bill, by=None)
    actions.reopen(bill, by=None)
    actions.cancel(bill, reason="Tarif erroné", by=None)
    said = [sentence(event) for event in Event.objects.about("bill", bill.pk).order_by("pk")]
    day = f"5 novembre {setup.current_year().starts_in}"
    assert said == [
        "Facture F-9 préparée pour la famille Martin : 255,60\u202f€",
        "PDF « avis.pdf » joint à la facture F-9",
        "Facture F-9 émise : 255,60\u202f€",
        f"Facture F-9, échéance du {day} : Rejetée, à régler",
        "Facture F-9 réglée",
        "Règlement de la facture F-9 annulé",
        "Facture F-9 annulée : Tarif erroné",
    ]
    assert Event.objects.for_household(family.pk + 1).about("bill", bill.pk).count() == 0
