"""What a family is told at once of the pages it sends: hints, never a decision.

The one door to what the inspector sees (blank, blurred, few pixels) and reads (dates, names) for
them; the office's own advice stands in `advice`. What cannot be looked at in time is not remarked
on. Papers of health are looked at for blur alone, never read.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from portamento.documents import known
from portamento.documents.inspector import client, hints
from portamento.documents.inspector.answers import Hint
from portamento.documents.intake import Part
from portamento.documents.models import DocumentKind, Sensitivity, Validity
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.foundation.periods import add_months

WAIT_SECONDS = 2.0
PERSONAL = {Sensitivity.INCOME, Sensitivity.BANK}


@dataclass(frozen=True)
class Noticed:
    """Of one file: how its pages look, the newest day on it, whether the family is named."""

    looks: tuple[Hint, ...] = ()
    newest_on: date | None = None
    named: bool | None = None


def of(part: Part, kind: DocumentKind, family: Family) -> Noticed:
    """Asks the inspector what it has not said yet; nothing where it does not answer in time."""
    reading = part.reading or client.read(
        part.content,
        socket_path=settings.INSPECTOR_SOCKET,
        wait_seconds=WAIT_SECONDS,
        stamps=False,
    )
    if reading is None:
        return Noticed()
    newest = hints.newest_day(reading, clock.today()) if is_dated(kind) else None
    named = None
    if names_somebody(kind) and reading.lines:
        names = [name.last for name in known.of(family).names]
        named = hints.names_one_of(reading, names)
    return Noticed(reading.hints, newest, named)


def is_dated(kind: DocumentKind) -> bool:
    return kind.validity == Validity.MONTHS and kind.sensitivity != Sensitivity.HEALTH


def names_somebody(kind: DocumentKind) -> bool:
    """Papers that others issue to the family; of a form to fill in the text says nothing."""
    return kind.sensitivity in PERSONAL or is_dated(kind)


def on_whole(kind: DocumentKind, found: Sequence[Noticed], pages: int) -> list[Hint]:
    """What deserves a second look in all files of one document taken together."""
    names = {one.named for one in found} - {None}
    return list(
        hints.compared(
            pages=pages,
            newest=max((one.newest_on for one in found if one.newest_on), default=None),
            named=True in names if names else None,
            counts=kind.page_counts(),
            since=add_months(clock.today(), -kind.months) if is_dated(kind) else None,
        )
    )


def on_pages(found: Iterable[Noticed]) -> list[Hint]:
    return [hint for one in found for hint in one.looks]
