"""The only place that looks at the clock, and says which day a moment falls on."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_set: ContextVar[datetime | None] = ContextVar("clock", default=None)
NEVER = datetime.max.replace(tzinfo=UTC)
_zone: ContextVar[ZoneInfo] = ContextVar("zone", default=PARIS)


class Stopped(RuntimeError):
    """What must hold at any time has asked what time it is."""


def now() -> datetime:
    """This moment, aware, in UTC."""
    moment = _set.get()
    if moment is NEVER:
        raise Stopped
    return moment or datetime.now(UTC)


def local(moment: datetime) -> datetime:
    """That moment on the wall clock in force."""
    return moment.astimezone(_zone.get())


def day(moment: datetime) -> date:
    """The day it falls on, on the wall calendar in force: 23:30 in UTC is tomorrow in Paris."""
    return local(moment).date()


def today() -> date:
    """The day on the wall calendar in force."""
    return day(now())


def days_since(moment: datetime) -> int:
    """Whole calendar days from that moment's to today."""
    return (today() - day(moment)).days


def bounds(day: date) -> tuple[datetime, datetime]:
    """When that day begins on the wall clock in force, and when the next one does."""
    began = datetime.combine(day, time.min, zone())
    return began, datetime.combine(day + timedelta(days=1), time.min, zone())


def zone() -> ZoneInfo:
    """Where the wall clock in force hangs: at the school in scope; without one, in Paris."""
    return _zone.get()


@contextmanager
def hanging_in(zone: ZoneInfo) -> Iterator[None]:
    """Everything inside reads that place's wall clock."""
    token = _zone.set(zone)
    try:
        yield
    finally:
        _zone.reset(token)


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Everything inside happens at that moment: the demo builds its past so, tests their dates."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)


def stopped() -> AbstractContextManager[None]:
    """Inside, asking for the time raises Stopped: what is made there is to be used later too."""
    return at(NEVER)
