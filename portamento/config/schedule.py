"""What the worker does, in order: every second what people wait for, nightly what may rest."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.contrib.sessions.models import Session

from portamento.accounts import sweeps as accounts
from portamento.audit import chain
from portamento.config import checkup
from portamento.documents import sweeps as documents
from portamento.documents.questionnaires import sweeps as questionnaires
from portamento.foundation import clock
from portamento.mailroom import sweeps as mailroom
from portamento.reenrolment import sweeps as reenrolment

NIGHT = time(3, 10)  # after the servers' own nightly work, before anybody is up


@dataclass(frozen=True)
class Sweep:
    """Background work, safe to run twice. What goes row by row yields after each."""

    run: Callable[[], Iterator[None] | int]
    every: timedelta

    @property
    def name(self) -> str:
        return f"{self.run.__module__.removeprefix('portamento.')}.{self.run.__name__}"


def clear_sessions() -> int:
    """Sessions that ended by themselves leave the database."""
    return Session.objects.filter(expire_date__lt=clock.now()).delete()[0]


SECOND, MINUTE, DAY = timedelta(seconds=1), timedelta(minutes=1), timedelta(days=1)
SWEEPS = (
    Sweep(questionnaires.print_forms, SECOND),
    Sweep(documents.inspect_files, SECOND),
    Sweep(mailroom.make_papers, SECOND),
    Sweep(mailroom.deliver_letters, SECOND),
    Sweep(chain.extend, MINUTE),
    Sweep(reenrolment.tell_refusals, MINUTE),
    Sweep(mailroom.forget_secrets, MINUTE),
    Sweep(documents.verify_files, MINUTE),
    Sweep(clear_sessions, DAY),
    Sweep(accounts.forget_failures, DAY),
    Sweep(accounts.forget_secrets, DAY),
    Sweep(reenrolment.expire_documents, DAY),
    Sweep(reenrolment.forget_documents, DAY),
    Sweep(documents.forget_sheets, DAY),
    Sweep(documents.remove_orphans, DAY),
    Sweep(documents.seal_health, DAY),
    Sweep(questionnaires.forget_drafts, DAY),
    Sweep(checkup.nightly, DAY),
)


def next_night(now: datetime) -> datetime:
    """The next ten past three in the morning, in Paris."""
    local = now.astimezone(clock.PARIS)
    day: date = local.date() + timedelta(days=local.time() >= NIGHT)
    return datetime.combine(day, NIGHT, clock.PARIS)


def next_turn(sweep: Sweep, now: datetime) -> datetime:
    """When that sweep, done now, is due again."""
    return next_night(now) if sweep.every == DAY else now + sweep.every
