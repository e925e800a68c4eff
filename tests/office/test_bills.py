"""Bills in the office: entered by hand, issued, followed; who may, and what is refused."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portamento.billing import actions
from portamento.billing.entered import Entered
from portamento.billing.models import Bill, InstalmentState, Series, State
from portamento.documents import scanner
from portamento.documents.inspector import client as inspector
from portamento.documents.inspector.verdict import Reason, accept, refuse
from portamento.schools import setup
from tests.make import bills
from tests.office.people import address_in

url = address_in("bills")

PDF = b"%PDF-1.7 a bill"


def draft(**changes):
    """What the form of a new bill posts."""
    posted = {
        "number": "F-2026-0001",
        "series": Series.FEES,
        "year": setup.current_year().pk,
        "note": "",
        "line_0_label": "Cursus musique",
        "line_0_amount": "306,00",
        "line_3_label": "Réduction",
        "line_3_amount": "-50,40",
        "due_0_on": "2026-11-05",
        "due_0_amount": "255,60",
    }
    return posted | changes


def test_a_bill_is_entered_by_hand(regie, family):
    found = regie.get(url("choose"), {"q": "martin"})
    assert url("new", family_pk=family.pk) in found.content.decode()
    assert "F12 · Claire Martin" in found.content.decode()  # which of two of one name
    answer = regie.post(url("new", family_pk=family.pk), draft())
    bill = Bill.objects.get()
    assert answer["Location"] == url("show", pk=bill.pk)
    assert [(line.label, line.amount_cents) for line in bill.lines.order_by("position")] == [
        *(("Cursus musique", 30600), ("Réduction", -5040)),
    ]
    assert (bill.state, bill.family, bill.instalments.get().amount_cents) == (
        *(State.DRAFT, family, 25560),
    )


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"line_0_amount": "trois cents"}, "Écrivez un montant en euros"),
        ({"line_0_amount": ""}, "Il manque le montant."),
        ({"line_0_label": ""}, "mais rien devant"),
        ({"due_0_amount": "255,61"}, "les deux sommes doivent être égales"),
        ({"number": ""}, "Numéro"),
        ({"due_0_on": "32/13/2026"}, "Saisissez une date valide"),
    ],
)
def test_a_mistake_is_named_and_nothing_typed_is_lost(regie, family, changes, sentence):
    answer = regie.post(url("new", family_pk=family.pk), draft(**changes))
    page = answer.content.decode()
    assert answer.status_code in {200, 409}
    assert "errors" in page
    assert sentence in page
    assert 'value="Réduction"' in page
    assert not Bill.objects.exists()


def test_more_lines_are_drawn_without_script_and_without_saving(regie, family):
    page = regie.post(url("new", family_pk=family.pk), draft(more_lines="1")).content.decode()
    assert 'name="line_11_label"' in page
    assert 'value="Cursus musique"' in page
    posted = draft(line_11_label="Frais", line_11_amount="4,40", due_0_amount="260,00")
    regie.post(url("new", family_pk=family.pk), posted)
    assert Bill.objects.get().lines.count() == 3


def test_the_total_is_split_into_equal_months(regie, family):
    typed = draft(split="1", parts="8", first_due_on="2026-11-30", number="")
    page = regie.post(url("new", family_pk=family.pk), typed).content.decode()
    assert page.count('value="31,95"') == 8
    assert 'value="2027-02-28"' in page
    assert 'value="255,60"' not in page
    assert not Bill.objects.exists()


def test_equal_months_asked_for_are_saved_without_a_detour(regie, family):
    typed = draft(parts="8", first_due_on="2026-11-30", due_0_on="", due_0_amount="")
    regie.post(url("new", family_pk=family.pk), typed)
    assert [one.amount_cents for one in Bill.objects.get().instalments.all()] == [3195] * 8


def test_a_split_needs_a_number_and_a_first_date(regie, family):
    page = regie.post(url("new", family_pk=family.pk), draft(split="1")).content.decode()
    assert page.count("À remplir pour répartir le total.") == 4  # beside each field, and on top


def test_a_draft_is_edited_from_what_is_stored(regie, family):
    bill = bills.bill(family, state=State.DRAFT, number="F-3")
    page = regie.get(url("edit", pk=bill.pk)).content.decode()
    assert 'value="306,00"' in page
    regie.post(url("edit", pk=bill.pk), draft(number="F-3", version=bill.version))
    assert [line.label for line in bill.lines.order_by("position")] == [
        *("Cursus musique", "Réduction"),
    ]


def test_a_draft_changed_meanwhile_is_shown_with_both_values(regie, family):
    bill = bills.bill(family, state=State.DRAFT, number="F-3")
    stale = bill.version
    less = {"lines": [("Cursus", 100)], "instalments": [(date(2026, 11, 5), 100)]}
    actions.edit_draft(bill, Entered(bill.year, bill.series, "F-33", **less), by=None)
    answer = regie.post(url("edit", pk=bill.pk), draft(number="F-4", version=stale))
    page = answer.content.decode()
    assert "modifiée entre-temps" in page
    assert "F-33" in page
    assert 'value="F-4"' in page
    assert Bill.objects.get().number == "F-33"


@pytest.mark.parametrize("state", [State.ISSUED, State.PAID, State.CANCELLED])
def test_an_issued_bill_cannot_be_edited(regie, family, state):
    bill = bills.bill(family, state=state)
    assert regie.get(url("edit", pk=bill.pk)).status_code == 409
    posted = draft(version=bill.version)
    assert regie.post(url("edit", pk=bill.pk), posted).status_code == 409
    assert bill.lines.count() == 2


MOVES = [
    ("issue", State.DRAFT, State.ISSUED, {}),
    ("settle", State.ISSUED, State.PAID, {}),
    ("reopen", State.PAID, State.ISSUED, {}),
    ("cancel", State.ISSUED, State.CANCELLED, {"reason": "Erreur"}),
    ("cancel", State.DRAFT, State.CANCELLED, {"reason": "Erreur"}),
]


@pytest.mark.parametrize(("name", "before", "after", "posted"), MOVES)
def test_a_move_is_confirmed_on_its_page_and_made_once(regie, family, name, before, after, posted):
    bill = bills.bill(family, state=before)
    assert regie.get(url(name, pk=bill.pk)).status_code == 200
    bill.refresh_from_db()
    assert bill.state == before
    posted = posted | {"version": bill.version}
    assert regie.post(url(name, pk=bill.pk), posted).status_code == 302
    bill.refresh_from_db()
    assert bill.state == after
    again = regie.post(url(name, pk=bill.pk), posted | {"version": bill.version})
    assert again.status_code == 409
    stale = regie.post(url(name, pk=bill.pk), posted)
    assert "modifiée entre-temps" in stale.content.decode()


def test_a_cancellation_needs_its_reason(regie, family):
    bill = bills.bill(family)
    regie.post(url("cancel", pk=bill.pk), {"reason": "", "version": bill.version})
    assert Bill.objects.get().state == State.ISSUED


def test_instalments_are_marked_one_by_one(regie, family):
    bill = bills.bill(family)
    one = bill.instalments.get()
    address = url("mark", pk=bill.pk, instalment_pk=one.pk)
    regie.post(address, {"state": InstalmentState.REJECTED, "version": bill.version})
    one.refresh_from_db()
    assert one.state == InstalmentState.REJECTED
    stale = regie.post(address, {"state": InstalmentState.PAID, "version": bill.version})
    assert "modifiée entre-temps" in stale.content.decode()
    bill.refresh_from_db()
    regie.post(address, {"state": InstalmentState.PAID, "version": bill.version})
    assert Bill.objects.get().state == State.PAID


def test_an_instalment_of_another_bill_is_not_found(regie, family):
    mine, other = bills.bill(family), bills.bill(family)
    address = url("mark", pk=mine.pk, instalment_pk=other.instalments.get().pk)
    assert regie.get(address).status_code == 404
    assert regie.post(address, {"state": "paid", "version": "1"}).status_code == 404


def attached(regie, bill):
    file = SimpleUploadedFile("Avis des sommes.pdf", PDF, "application/pdf")
    return regie.post(url("attach", pk=bill.pk), {"file": file, "version": bill.version})


def test_the_pdf_of_the_town_is_inspected_kept_and_served(regie, family, monkeypatch):
    monkeypatch.setattr(inspector, "inspect", lambda file, **given: accept(pages=1))
    bill = bills.bill(family, state=State.DRAFT)
    assert attached(regie, bill).status_code == 302
    answer = regie.get(url("download", pk=bill.pk))
    assert answer.content == PDF
    assert "attachment" in answer["Content-Disposition"]
    bill.refresh_from_db()
    regie.post(url("detach", pk=bill.pk), {"version": bill.version})
    assert regie.get(url("download", pk=bill.pk)).status_code == 404


@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (refuse(Reason.NOT_A_PDF), "n’est pas un fichier PDF"),
        (refuse(Reason.LOCKED), "protégé par un mot de passe"),
        (None, "n’a pas répondu"),
    ],
)
def test_a_file_that_is_not_accepted_is_not_kept(regie, family, monkeypatch, verdict, sentence):
    monkeypatch.setattr(inspector, "inspect", lambda file, **given: verdict)
    bill = bills.bill(family, state=State.DRAFT)
    answer = attached(regie, bill)
    assert answer.status_code == 409
    assert sentence in answer.content.decode()
    assert Bill.objects.get().paper_id is None


@pytest.mark.parametrize(
    ("answer", "sentence"), [("infected", "contient un virus"), ("away", "n’a pas répondu")]
)
def test_what_the_antivirus_does_not_clear_is_not_kept(
    regie, family, monkeypatch, answer, sentence
):
    monkeypatch.setattr(inspector, "inspect", lambda file, **given: accept(pages=1))
    monkeypatch.setattr(scanner, "scan", lambda file, **given: scanner.Answer(answer))
    shown = attached(regie, bills.bill(family, state=State.DRAFT))
    assert (shown.status_code, Bill.objects.get().paper_id) == (409, None)
    assert sentence in shown.content.decode()


def test_a_pdf_in_the_making_says_so(regie, family):
    bill = bills.bill(family)
    assert "Le PDF se prépare" in regie.get(url("show", pk=bill.pk)).content.decode()
    answer = regie.get(url("download", pk=bill.pk), follow=True)
    assert answer.redirect_chain == [(url("show", pk=bill.pk), 302)]


def test_rows_typed_before_the_session_ended_are_all_there_again(regie, family):
    address = url("new", family_pk=family.pk)
    typed = {name: [str(value)] for name, value in draft(line_9_label="Frais").items()}
    session = regie.session
    session["carried"] = {"path": address, "from": "", "fields": typed, "files": []}
    session.save()
    page = regie.get(address).content.decode()
    assert 'value="Cursus musique"' in page
    assert 'value="Frais"' in page
