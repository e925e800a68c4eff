"""What the régie makes happen to a bill."""

from django.db.models import F
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.billing import facts, reasons, rules
from portamento.billing.entered import Entered
from portamento.billing.lifecycle import BILL
from portamento.billing.models import Bill, BillLine, Instalment, InstalmentState, State
from portamento.families.models import Family
from portamento.foundation import clock, money, text
from portamento.mailroom.letter import PaperWanted
from portamento.mailroom.models import Paper
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold


@action
def draft_bill(family: Family, entered: Entered, *, by) -> Bill:
    """Prepare a bill the family does not see yet."""
    _check(entered)
    _check_number(entered.number)
    bill = Bill.objects.create(family=family, **entered.columns())
    _write_rows(bill, entered)
    total = money.euros(bill.total_cents)
    _record("bill.drafted", bill, family=family.name, total=total, series=entered.series)
    return bill


@action
def edit_draft(bill: Bill, entered: Entered, *, by) -> None:
    """Put a draft right; what has been issued is cancelled and issued again instead."""
    _check(entered)
    _check_number(entered.number, but=bill)
    before = money.euros(bill.total_cents)
    _change_draft(bill, **entered.columns())
    bill.lines.all().delete()
    bill.instalments.all().delete()
    _write_rows(bill, entered)
    _record("bill.edited", bill, before=before, total=money.euros(bill.total_cents))


@action
def attach_pdf(bill: Bill, content: bytes, name: str, *, by) -> None:
    """Keep the PDF that the town's software made, in place of ours. It has been inspected."""
    now = clock.now()
    paper = Paper.objects.create(
        template="",
        facts={},
        name=name[:120],
        household_id=bill.family_id,
        wanted_at=now,
        made_at=now,
        content=content,
    )
    _drop_paper(bill)
    _change_draft(bill, paper=paper)
    _record("bill.pdf_attached", bill, name=name)


@action
def remove_pdf(bill: Bill, *, by) -> None:
    """Go back to the PDF we make ourselves."""
    _drop_paper(bill)
    _change_draft(bill, paper=None)
    _record("bill.pdf_removed", bill)


@action
def issue(bill: Bill, *, by) -> None:
    """Show the bill to its family; from now on it is never edited."""
    hold(bill)  # what is frozen is what is shown: figures and lines as they stand now
    bill.refresh_from_db()
    today = clock.today()
    facts_of_journal = {"number": bill.number, "total": money.euros(bill.total_cents)}
    BILL.issue(bill, stamps={"issued_on": today}, **facts_of_journal)
    if bill.paper_id is None:
        bill.paper = _our_paper(bill)
        Bill.objects.filter(pk=bill.pk).update(paper=bill.paper)


@action
def settle(bill: Bill, *, by) -> None:
    """Note that nothing is left to pay, whatever its instalments say."""
    BILL.settle(bill, number=bill.number)


@action
def reopen(bill: Bill, *, by) -> None:
    """Take a settlement back: its instalments count again as they were marked."""
    BILL.reopen(bill, number=bill.number)


@action
def cancel(bill: Bill, *, reason: str, by) -> None:
    """End a bill that was wrong; its number stays taken."""
    BILL.cancel(bill, number=bill.number, reason=reason)


@action
def mark_instalment(instalment: Instalment, state: str, *, by) -> None:
    """Note what became of one instalment; the last one paid settles the bill."""
    bill = instalment.bill
    if not Bill.objects.filter(pk=bill.pk, state=State.ISSUED).update(version=F("version") + 1):
        bill.refresh_from_db(fields=["state"])
        raise NotAllowed(
            _("On ne pointe que les échéances d’une facture à régler ; celle-ci est « %s ».")
            % bill.get_state_display()
        )
    Instalment.objects.filter(pk=instalment.pk).update(state=state)
    instalment.state = state
    day, label = text.day(instalment.due_on), str(InstalmentState(state).label)
    _record("bill.instalment_marked", bill, day=day, state=label)
    if not bill.instalments.exclude(state=InstalmentState.PAID).exists():
        BILL.settle(bill, number=bill.number)


def _check(entered: Entered) -> None:
    found = rules.problem(entered.lines, entered.instalments)
    if found is None:
        return
    sums = {
        "instalments": money.euros(sum(cents for _day, cents in entered.instalments)),
        "total": money.euros(rules.total(entered.lines)),
    }
    raise NotAllowed(str(reasons.PROBLEMS[found]) % sums)


def _check_number(number: str, but: Bill | None = None) -> None:
    taken = Bill.objects.filter(number=number)
    if but is not None:
        taken = taken.exclude(pk=but.pk)
    if taken.exists():
        raise NotAllowed(_("Le numéro %s est déjà celui d’une autre facture.") % number)


def _change_draft(bill: Bill, **columns) -> None:
    """One conditional write: a bill issued meanwhile stays as it is."""
    rows = Bill.objects.filter(pk=bill.pk, state=State.DRAFT)
    if not rows.update(version=F("version") + 1, **columns):
        raise NotAllowed(
            _("Une facture émise ne se modifie pas : annulez-la, puis émettez-en une autre.")
        )
    bill.refresh_from_db()


def _write_rows(bill: Bill, entered: Entered) -> None:
    BillLine.objects.bulk_create(
        BillLine(bill=bill, position=position, label=label, amount_cents=cents)
        for position, (label, cents) in enumerate(entered.lines, start=1)
    )
    Instalment.objects.bulk_create(
        Instalment(bill=bill, due_on=day, amount_cents=cents) for day, cents in entered.instalments
    )


def _drop_paper(bill: Bill) -> None:
    Paper.objects.filter(pk=bill.paper_id).delete()


def _our_paper(bill: Bill) -> Paper:
    name = _("Facture %s.pdf") % bill.number
    return PaperWanted("bill", facts.of(bill), name, household_id=bill.family_id).order()


def _record(verb: str, bill: Bill, **values: str) -> None:
    record(verb, bill, household=bill.family_id, number=bill.number, **values)
