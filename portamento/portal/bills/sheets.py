"""Bills as the family reads them: amounts, days and states in words."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from django.urls import reverse

from portamento.billing import reasons, standing
from portamento.billing.models import Bill, State
from portamento.billing.rules import Beat
from portamento.foundation import money, text

KINDS = {State.ISSUED: "yours", State.PAID: "done", State.CANCELLED: ""}
STATUS = {
    Beat.PAID: "paid",
    Beat.NEXT: "next",
    Beat.LATE: "failed",
    Beat.REJECTED: "failed",
    Beat.LATER: "",
}


class Sheet:
    """One bill on one day."""

    def __init__(self, bill: Bill, today: date):
        self.bill = bill
        self.issued = text.day(bill.issued_on) if bill.issued_on else ""
        self.standing = standing.of(bill, today)
        self.state = self.standing.alert or bill.get_state_display()
        self.kind = "wrong" if self.standing.alert else KINDS[bill.state]
        self.cancelled = bill.state == State.CANCELLED
        self.total = money.euros(bill.total_cents)
        self.lines = [
            {"label": line.label, "amount": money.euros(line.amount_cents)}
            for line in bill.lines.all()
        ]

    def beats(self) -> list[dict]:
        """The instalments as `ui.beats` draws them."""
        return [
            {
                "when": text.day(due.due_on).rsplit(" ", 1)[0],
                "date": due.due_on.isoformat(),
                "amount": money.euros(due.cents),
                "note": str(reasons.BEATS[beat]),
                "status": STATUS[beat],
            }
            for due, beat in zip(self.standing.dues, self.standing.beats, strict=True)
        ]

    @property
    def pdf_url(self) -> str:
        """Where the PDF is, once it is made."""
        paper = self.bill.paper
        if paper is None or paper.made_at is None:
            return ""
        return reverse("portal:bills.download", kwargs={"pk": self.bill.pk})


@dataclass(frozen=True)
class Year:
    """The bills of one school year."""

    label: str
    starts_in: int
    sheets: list[Sheet]

    @property
    def remaining(self) -> str:
        left = sum(sheet.standing.remaining_cents for sheet in self.sheets)
        return money.euros(left) if left else ""

    @property
    def overdue(self) -> str:
        late = sum(sheet.standing.overdue_cents for sheet in self.sheets)
        return money.euros(late) if late else ""

    @property
    def total(self) -> str:
        return money.euros(
            sum(sheet.bill.total_cents for sheet in self.sheets if not sheet.cancelled)
        )


def by_year(sheets: Sequence[Sheet]) -> list[Year]:
    """The newest year first; inside a year the order given, what was cancelled last."""
    newest = sorted(sheets, key=lambda sheet: (-sheet.bill.year.starts_in, sheet.cancelled))
    groups = groupby(newest, key=lambda sheet: sheet.bill.year)
    return [Year(year.label, year.starts_in, list(some)) for year, some in groups]


def chosen(years: Sequence[Year], asked: str) -> Year | None:
    """The year asked for, else the newest with bills."""
    named = (year for year in years if str(year.starts_in) == asked)
    return next(named, years[0] if years else None)
