"""Where a bill stands on a day: the same answer for its family and for the office."""

from dataclasses import dataclass
from datetime import date

from portamento.billing import reasons, rules
from portamento.billing.models import Bill
from portamento.billing.rules import Beat, Due


@dataclass(frozen=True)
class Standing:
    """What is left, what is late, what comes next, and how each instalment reads."""

    remaining_cents: int
    overdue_cents: int
    next_due: Due | None
    dues: list[Due]
    beats: list[Beat]

    @property
    def alert(self) -> str:
        """What is wrong with the bill as a whole, in words; '' where nothing is."""
        if not self.overdue_cents:
            return ""
        return str(reasons.ALERTS[Beat.REJECTED if Beat.REJECTED in self.beats else Beat.LATE])


def of(bill: Bill, today: date) -> Standing:
    dues = bill.dues()
    return Standing(
        remaining_cents=rules.remaining(bill.state, bill.total_cents, dues),
        overdue_cents=rules.overdue(bill.state, dues, today),
        next_due=rules.next_due(bill.state, dues, today),
        dues=dues,
        beats=rules.beats(bill.state, dues, today),
    )
