"""The only way into the journal."""

import hashlib
import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Protocol

from portamento.audit.models import Event, Facts, Mention
from portamento.foundation import clock

Pairs = list[tuple[str, int]]


class Mentioned(Protocol):
    def mentions(self) -> Pairs: ...


class NoAction(RuntimeError):
    """Something was recorded outside an action: nobody would answer for it."""


@dataclass
class Doing:
    """The action under way: its author, and how much it has recorded."""

    author: Any
    acting_for: int | None = None
    recorded: int = field(default=0)


_doing: ContextVar[Doing | None] = ContextVar("doing", default=None)


def doing() -> Doing | None:
    return _doing.get()


@contextmanager
def authored(author: Any) -> Iterator[Doing]:
    """Inside, the journal names that author; None is the system."""
    state = Doing(author, getattr(author, "acting_for_family_id", None))
    token = _doing.set(state)
    try:
        yield state
    finally:
        _doing.reset(token)


def digest(salt: str, verb: str, values: dict) -> str:
    """SHA-256 of the salted facts: proof of what was said, also after they are erased."""
    text = json.dumps([salt, verb, values], sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def record(verb: str, *subjects: Mentioned, household: int | None = None, **facts: Any) -> Event:
    """Adds a line to the journal: `record("dossier.accepted", dossier, note="…")`.

    `household`: the family this fact belongs to; others of the same pupil may not read it.
    `facts`: plain values only. Raises NoAction outside an action.
    """
    state = doing()
    if state is None:
        raise NoAction(verb)
    salt = secrets.token_hex(16)
    event = Event.objects.create(
        at=clock.now(),
        author=state.author,
        acting_for=state.acting_for,
        household_id=household,
        verb=verb,
        digest=digest(salt, verb, facts),
    )
    Facts.objects.create(event=event, salt=salt, values=facts)
    pairs = {pair for subject in subjects for pair in subject.mentions()}
    Mention.objects.bulk_create(
        Mention(event=event, kind=kind, subject_id=pk) for kind, pk in sorted(pairs)
    )
    state.recorded += 1
    return event


def record_daily(
    verb: str, subject: Mentioned, *, household: int | None = None, **facts: Any
) -> None:
    """One line per author, subject and day: for drafts saved again and again, and for visits."""
    state = doing()
    if state is None:
        raise NoAction(verb)
    kind, pk = subject.mentions()[0]
    told = Event.objects.about(kind, pk).on(clock.today()).filter(verb=verb, author=state.author)
    if told.exists():
        state.recorded += 1
    else:
        record(verb, subject, household=household, **facts)
