"""Periods of days, and how many months have gone by."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True)
class Period:
    """From one day until another, both included; None is open."""

    start: date | None
    end: date | None

    def holds(self, day: date) -> bool:
        return (self.start is None or self.start <= day) and (self.end is None or day <= self.end)


def add_months(day: date, months: int) -> date:
    """The same day `months` later (or earlier), the last of the month where it does not exist."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def age(born_on: date, on: date) -> int:
    """Full years on that day."""
    return on.year - born_on.year - ((on.month, on.day) < (born_on.month, born_on.day))
