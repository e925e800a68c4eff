"""What the régie enters of a bill, all of which may change until it is issued."""

from collections.abc import Sequence
from dataclasses import dataclass

from portamento.billing import rules
from portamento.schools.models import SchoolYear


@dataclass(frozen=True)
class Entered:
    """A draft as it is typed; `rules.problem` says whether it makes a bill."""

    year: SchoolYear
    series: str
    number: str
    lines: Sequence[rules.Line]
    instalments: Sequence[rules.Dated]
    note: str = ""

    def columns(self) -> dict:
        """What stands on the bill itself; lines and instalments are rows of their own."""
        return {
            "year": self.year,
            "series": self.series,
            "number": self.number,
            "note": self.note,
            "total_cents": rules.total(self.lines),
        }
