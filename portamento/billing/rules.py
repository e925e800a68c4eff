"""What a bill comes to, what is left of it, and what is due next. Values in, values out."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portamento.foundation import money, periods

Line = tuple[str, int]
Dated = tuple[date, int]
MOST_CENTS = 100_000_000  # a million euros: more is a slip of the keys


class Problem(StrEnum):
    """Why lines and instalments do not make a bill; the sentences stand in reasons.py."""

    NO_LINE = "no_line"
    NEGATIVE_TOTAL = "negative_total"
    TOO_LARGE = "too_large"
    EMPTY_INSTALMENT = "empty_instalment"
    SAME_DAY_TWICE = "same_day_twice"
    SUM_DIFFERS = "sum_differs"


class Beat(StrEnum):
    """Where one instalment stands on a day."""

    PAID = "paid"
    REJECTED = "rejected"
    LATE = "late"
    NEXT = "next"
    LATER = "later"


@dataclass(frozen=True)
class Due:
    """One instalment: its day, its cents, and what the office has marked (due, paid, rejected)."""

    due_on: date
    cents: int
    marked: str = "due"


def total(lines: Sequence[Line]) -> int:
    return sum(cents for _, cents in lines)


def problem(lines: Sequence[Line], instalments: Sequence[Dated]) -> Problem | None:
    """The first thing that keeps this from being a bill, or None."""
    days = [day for day, _ in instalments]
    amounts = [cents for _, cents in lines]
    checks = (
        (Problem.NO_LINE, not lines),
        (Problem.NEGATIVE_TOTAL, total(lines) < 0),
        (Problem.TOO_LARGE, any(abs(cents) > MOST_CENTS for cents in [total(lines), *amounts])),
        (Problem.EMPTY_INSTALMENT, any(cents <= 0 for _, cents in instalments)),
        (Problem.SAME_DAY_TWICE, len(set(days)) < len(days)),
        (Problem.SUM_DIFFERS, sum(cents for _, cents in instalments) != total(lines)),
    )
    return next((found for found, wrong in checks if wrong), None)


def monthly(total_cents: int, parts: int, first: date) -> list[Dated]:
    """The total in equal parts, the same day of each month; parts of nothing are left out."""
    shares = money.split(total_cents, parts)
    return [(periods.add_months(first, n), share) for n, share in enumerate(shares) if share]


def remaining(state: str, total_cents: int, dues: Sequence[Due]) -> int:
    """Cents still to pay: nothing on a bill that is settled, cancelled or not issued yet."""
    if state != "issued":
        return 0
    return total_cents - sum(due.cents for due in dues if due.marked == "paid")


def beats(state: str, dues: Sequence[Due], today: date) -> list[Beat]:
    """How each instalment reads today, in the order given; a settled bill is paid throughout."""
    if state == "paid":
        return [Beat.PAID for _ in dues]
    upcoming = next_due(state, dues, today)
    return [_beat(due, upcoming, today, runs=state == "issued") for due in dues]


def _beat(due: Due, upcoming: Due | None, today: date, *, runs: bool) -> Beat:
    """`runs`: the bill is issued; on a draft or a cancelled bill no date can pass."""
    if due.marked in {"paid", "rejected"}:
        return Beat(due.marked)
    if runs and due.due_on < today:
        return Beat.LATE
    return Beat.NEXT if due is upcoming else Beat.LATER


def next_due(state: str, dues: Sequence[Due], today: date) -> Due | None:
    """The first instalment to come of an issued bill: not paid, not rejected, not past."""
    if state != "issued":
        return None
    ahead = [due for due in dues if due.marked == "due" and due.due_on >= today]
    return min(ahead, key=lambda due: due.due_on, default=None)


def overdue(state: str, dues: Sequence[Due], today: date) -> int:
    """Cents that should have been paid: late or rejected instalments of an issued bill."""
    if state != "issued":
        return 0
    late = {Beat.LATE, Beat.REJECTED}
    marks = zip(dues, beats(state, dues, today), strict=True)
    return sum(due.cents for due, beat in marks if beat in late)


def number_after(number: str) -> str:
    """« F-2026-0041 » -> « F-2026-0042 »: a proposal; '' where the number ends in no digit."""
    found = re.fullmatch(r"(.*?)(\d{1,12})", number)
    if not found:
        return ""
    head, digits = found.groups()
    return f"{head}{int(digits) + 1:0{len(digits)}d}"
