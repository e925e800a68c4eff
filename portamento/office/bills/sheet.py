"""One bill as the régie sees it: its instalments with what may be marked, and its story."""

from collections.abc import Iterable
from datetime import date

from portamento.audit.models import Event
from portamento.audit.sentences import sentence
from portamento.billing import reasons
from portamento.billing.models import Bill, InstalmentState, State
from portamento.billing.rules import Beat
from portamento.foundation import money, text
from portamento.office.bills.rows import Row

KINDS = {Beat.PAID: "done", Beat.REJECTED: "wrong", Beat.LATE: "wrong", Beat.NEXT: "yours"}


class Sheet(Row):
    """A row of the list, with everything that the page adds to it."""

    def __init__(self, bill: Bill, today: date):
        super().__init__(bill, today)
        self.total = money.euros(bill.total_cents)
        self.may_mark = bill.state == State.ISSUED
        self.lines = [
            {"label": line.label, "amount": money.euros(line.amount_cents)}
            for line in bill.lines.all()
        ]

    def instalments(self) -> list[dict]:
        pairs = zip(self.bill.instalments.all(), self.standing.beats, strict=True)
        return [
            {
                "pk": one.pk,
                "day": text.day(one.due_on),
                "amount": money.euros(one.amount_cents),
                "words": str(reasons.BEATS[beat]),
                "kind": KINDS.get(beat, ""),
                "marks": [mark for mark in MARKS if mark[0] != one.state],
            }
            for one, beat in pairs
        ]

    @property
    def paper_state(self) -> str:
        """none, uploaded, waiting or made: what the PDF's part of the page says."""
        paper = self.bill.paper
        if paper is None:
            return "none"
        if not paper.template:
            return "uploaded"
        return "made" if paper.made_at else "waiting"


MARKS = tuple((mark.value, mark.label) for mark in InstalmentState)


def timeline(events: Iterable[Event]) -> list[dict]:
    return [
        {
            "when": text.moment(event.at) + (f", {event.author.name}" if event.author else ""),
            "date": event.at.isoformat(),
            "text": sentence(event),
        }
        for event in events
    ]
