"""The journal as lines of prose: what happened, who did it, in whose household."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from portamento.accounts.roles import SEE_BILLS
from portamento.audit import sentences
from portamento.audit.models import Event, Mention
from portamento.families.models import Family
from portamento.office.journal import details

PART_OF_BILLS = ("bill.", "billing.")


@dataclass(frozen=True)
class Line:
    """One event, ready to be read."""

    at: datetime
    who: str
    text: str
    family_id: int | None
    family: str
    changes: list[tuple[str, str, str]]


def about(kind: str, pk: int, limit: int = 10, *, reader) -> list[Line]:
    """The last things that happened to that subject, as far as the reader may know."""
    named = Mention.objects.filter(kind=kind, subject_id=pk).values("event")
    concerned = Q(pk__in=named)
    if kind == "family":
        concerned |= Q(household_id=pk)
    return lines(readable(reader).filter(concerned).newest_first()[:limit])


def readable(reader):
    """Events without those on money, for whoever does not see bills."""
    events = Event.objects.select_related("author", "facts")
    if not reader.may(SEE_BILLS):
        for start in PART_OF_BILLS:
            events = events.exclude(verb__startswith=start)
    return events


def lines(events: Iterable[Event]) -> list[Line]:
    """Two queries for any number of events: the events, and the names of their households."""
    events = list(events)
    wanted = {event.household_id for event in events} | {event.acting_for for event in events}
    names = dict(Family.objects.filter(pk__in=wanted - {None}).values_list("pk", "name"))
    return [line(event, names) for event in events]


def line(event: Event, names: dict[int, str]) -> Line:
    return Line(
        at=event.at,
        who=author(event, names),
        text=sentences.sentence(event),
        family_id=event.household_id if event.household_id in names else None,
        family=names.get(event.household_id, ""),
        changes=details.changes(event),
    )


def author(event: Event, names: dict[int, str]) -> str:
    """Staff in a family's space stay themselves, and the line says for whom."""
    if event.author is None:
        return _("Automatique")
    if event.acting_for:
        return _("%(who)s, dans l’espace %(family)s") % {
            "who": event.author.name,
            "family": names.get(event.acting_for, "…"),
        }
    return event.author.name
