"""The chain of the journal: each event's mark depends on all before it, so none can be slipped in,
changed or taken out unseen. Made by the worker in batches; an action never waits for it.
"""

import hashlib
import json
from collections.abc import Iterator

from portamento.audit.models import Event
from portamento.schools.models import School
from portamento.schools.scope import scope

BATCH = 500
START = "portamento"


def link(before: str, event: Event) -> str:
    """The mark of an event after that one: SHA-256 of what can never change about it."""
    fixed = [
        *(before, event.pk, event.school_id, event.at.isoformat(), event.author_id),
        *(event.acting_for, event.household_id, event.verb, event.digest),
    ]
    return hashlib.sha256(json.dumps(fixed).encode()).hexdigest()


def extend() -> Iterator[None]:
    """Gives the events that have none their place and their mark, school by school."""
    for school in School.objects.order_by("pk"):
        with scope(school):
            extend_one()
        yield


def extend_one() -> None:
    """In the order in which the worker sees them.

    A long transaction may end after later ones and bring events of lower numbers: they come last.
    """
    last = Event.objects.exclude(rank=None).order_by("rank").last()
    rank, before = (last.rank, last.chain) if last else (0, START)
    for event in Event.objects.filter(rank=None).order_by("pk")[:BATCH]:
        rank, before = rank + 1, link(before, event)
        Event.objects.filter(pk=event.pk, rank=None).update(rank=rank, chain=before)


def broken_at() -> Event | None:
    """The first event of the school in scope that does not follow from those before it."""
    before = START
    for event in Event.objects.exclude(rank=None).order_by("rank").iterator():
        if event.chain != link(before, event):
            return event
        before = event.chain
    return None
