"""What a family is told at once of the pages it sends: hints, never a decision.

The one door to what the inspector sees (blank, blurred, few pixels) and reads (dates, names) for
them; the office's own advice stands in `advice`. What cannot be looked at in time is not remarked
on. Papers of health are looked at for blur alone, never read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from portamento.documents import known, seen
from portamento.documents.inspector import client, hints
from portamento.documents.inspector.answers import Hint, Reading
from portamento.documents.intake import Part
from portamento.documents.models import DocumentKind, Sensitivity, Validity
from portamento.documents.readings import tax_notice
from portamento.documents.readings.proposal import Kind
from portamento.documents.stamps.signature import Verdict
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.foundation.periods import add_months

WAIT_SECONDS = 2.0
TAX_YEAR = re.compile(r"\{(avis|revenus)\}")
PERSONAL = {Sensitivity.INCOME, Sensitivity.BANK}


@dataclass(frozen=True)
class Noticed:
    """Of one file: how its pages look, the newest day on it, whether the family is named, and the
    year of income it tells of."""

    looks: tuple[Hint, ...] = ()
    newest_on: date | None = None
    named: bool | None = None
    income_year: int | None = None


def of(part: Part, kind: DocumentKind, family: Family) -> Noticed:
    """Asks the inspector what it has not said yet; nothing where it does not answer in time."""
    reading = part.reading or read(part, stamps=is_of_a_year(kind))
    if reading is None:
        return Noticed()
    newest = hints.newest_day(reading, clock.today()) if is_dated(kind) else None
    named = None
    if names_somebody(kind) and reading.lines:
        names = [name.last for name in known.of(family).names]
        named = hints.names_one_of(reading, names)
    return Noticed(reading.hints, newest, named, year_of(part, kind, reading))


def read(part: Part, *, stamps: bool) -> Reading | None:
    return client.read(
        part.content,
        socket_path=settings.INSPECTOR_SOCKET,
        wait_seconds=WAIT_SECONDS,
        stamps=stamps,
    )


def year_of(part: Part, kind: DocumentKind, reading: Reading) -> int | None:
    """The year of income of a tax notice: as written, else as its stamp says, which takes longer
    to find. Of an altered stamp nothing is believed."""
    if not is_of_a_year(kind):
        return None
    lines = tax_notice.read(list(reading.lines))
    if written := [int(one.value) for one in lines if one.kind is Kind.INCOME_YEAR]:
        return written[0]
    stamped = read(part, stamps=True) if part.reading else reading
    found = seen.seen(stamped) if stamped else []
    years = (one.facts.income_year for one in found if one.verdict is not Verdict.ALTERED)
    return next((year for year in years if year), None)


def is_of_a_year(kind: DocumentKind) -> bool:
    """Asked for by its tax year, whichever campaign asks."""
    return kind.sensitivity != Sensitivity.HEALTH and bool(TAX_YEAR.search(kind.name))


def is_dated(kind: DocumentKind) -> bool:
    return kind.validity == Validity.MONTHS and kind.sensitivity != Sensitivity.HEALTH


def names_somebody(kind: DocumentKind) -> bool:
    """Papers that others issue to the family; of a form to fill in the text says nothing."""
    return kind.sensitivity in PERSONAL or is_dated(kind)


def on_whole(
    kind: DocumentKind, found: Sequence[Noticed], pages: int, income_year: int | None
) -> list[Hint]:
    """What deserves a second look in all files of one document taken together.

    `income_year`: the one asked for, of a kind that is asked for by its year.
    """
    names = {one.named for one in found} - {None}
    return list(
        hints.compared(
            pages=pages,
            newest=max((one.newest_on for one in found if one.newest_on), default=None),
            named=True in names if names else None,
            counts=kind.page_counts(),
            since=add_months(clock.today(), -kind.months) if is_dated(kind) else None,
            years={one.income_year for one in found} - {None},
            year=income_year if is_of_a_year(kind) else None,
        )
    )


def on_pages(found: Iterable[Noticed]) -> list[Hint]:
    return [hint for one in found for hint in one.looks]
