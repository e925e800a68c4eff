"""The only place that looks at the clock."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")
_set: ContextVar[datetime | None] = ContextVar("clock", default=None)


def now() -> datetime:
    """This moment, aware, in UTC."""
    return _set.get() or datetime.now(UTC)


def today(zone: ZoneInfo = PARIS) -> date:
    """The day on the wall calendar of the school."""
    return now().astimezone(zone).date()


@contextmanager
def at(moment: datetime) -> Iterator[None]:
    """Everything inside happens at that moment: the demo builds its past so, tests their dates."""
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
