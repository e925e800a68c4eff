"""The chain of the journal: each event's mark depends on all before it, so none can be slipped in,
changed or taken out unseen. Made by the worker in batches; an action never waits for it.
"""

import hashlib
import json
from collections.abc import Iterator
from datetime import timedelta

from portamento.audit.models import Event
from portamento.foundation import clock
from portamento.schools.models import School
from portamento.schools.scope import scope

BATCH = 500
# An event whose transaction is still open has a lower number than ones already seen.
SETTLED = timedelta(minutes=1)
START = "portamento"


def link(before: str, event: Event) -> str:
    """The mark of an event after that one: SHA-256 of what can never change about it."""
    fixed = [
        *(before, event.pk, event.school_id, event.at.isoformat(), event.author_id),
        *(event.acting_for, event.household_id, event.verb, event.digest),
    ]
    return hashlib.sha256(json.dumps(fixed).encode()).hexdigest()


def extend() -> Iterator[None]:
    """Marks the events that have none, school by school, oldest first."""
    for school in School.objects.order_by("pk"):
        with scope(school):
            extend_one()
        yield


def extend_one() -> None:
    last = Event.objects.exclude(chain="").order_by("pk").last()
    before = last.chain if last else START
    for event in Event.objects.filter(chain="").order_by("pk")[:BATCH]:
        if event.at > clock.now() - SETTLED:
            return
        before = link(before, event)
        Event.objects.filter(pk=event.pk, chain="").update(chain=before)


def broken_at() -> Event | None:
    """The first event of the school in scope that does not follow from those before it."""
    before = START
    for event in Event.objects.exclude(chain="").order_by("pk").iterator():
        if event.chain != link(before, event):
            return event
        before = event.chain
    return None
