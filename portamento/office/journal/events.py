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
    found = list(readable(reader).filter(concerned).newest_first()[:limit])
    return told(found, {one.pk: one.household_id for one in found if one.household_id})


def readable(reader):
    """Events without those on money, for whoever does not see bills."""
    events = Event.objects.select_related("author", "facts")
    if not reader.may(SEE_BILLS):
        for start in PART_OF_BILLS:
            events = events.exclude(verb__startswith=start)
    return events


def lines(events: Iterable[Event]) -> list[Line]:
    """Three queries for any number of events: they, the households they name, those' names."""
    events = list(events)
    return told(events, households(events))


def told(events: list[Event], homes: dict[int, int]) -> list[Line]:
    """`homes`: by event, the household its line leads to."""
    wanted = set(homes.values()) | {event.acting_for for event in events}
    names = dict(Family.objects.filter(pk__in=wanted - {None}).values_list("pk", "name"))
    return [line(event, homes.get(event.pk), names) for event in events]


def households(events: list[Event]) -> dict[int, int]:
    """By event: the household it belongs to; where every household may read it, the one it names.

    A shared pupil's dossier, for one, belongs to neither household and names the one that filed.
    """
    open_to_all = [event.pk for event in events if event.household_id is None]
    named = Mention.objects.filter(event__in=open_to_all, kind="family").order_by("-pk")
    found = dict(named.values_list("event", "subject_id"))
    return found | {one.pk: one.household_id for one in events if one.household_id}


def line(event: Event, home: int | None, names: dict[int, str]) -> Line:
    return Line(
        at=event.at,
        who=author(event, names),
        text=sentences.sentence(event),
        family_id=home if home in names else None,
        family=names.get(home, ""),
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
