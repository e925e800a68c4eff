"""The row is the queue: how the worker takes a row, works on it, and lets it go.

Whatever is lost on the way (a killed worker, a full disk, a mail server that is down) is found
again, because the row still says that it is due.
"""

import logging
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta

from django.db import models
from django.db.models import F, Q, QuerySet

from portamento.foundation import clock
from portamento.schools.scope import scope

log = logging.getLogger("portamento.worker")
BACKOFF_SECONDS = (30, 120, 600, 1800, 3600, 4 * 3600, 12 * 3600)
BATCH = 100


class Later(Exception):
    """This row cannot be done now: it is put back, for `seconds` or for as long as failures say."""

    def __init__(self, reason: str = "", *, seconds: int | None = None):
        super().__init__(reason)
        self.seconds = seconds


class NotNow(Exception):
    """The outside world is away: this row is put back as it was, and the others are not tried."""


def unclaimed(rows: QuerySet) -> QuerySet:
    """Rows nobody holds; a claim that ran out is nobody's."""
    return rows.filter(Q(claimed_until=None) | Q(claimed_until__lt=clock.now()))


def claim(row: models.Model, seconds: int = 120) -> bool:
    """Takes the row by one conditional UPDATE; False where another worker was quicker."""
    until = clock.now() + timedelta(seconds=seconds)
    rows = type(row)._base_manager.filter(pk=row.pk)  # the worker serves every school
    return unclaimed(rows).update(claimed_until=until) == 1


def next_try(attempts: int):
    """When to try again after that many failures."""
    step = BACKOFF_SECONDS[min(attempts, len(BACKOFF_SECONDS)) - 1]
    return clock.now() + timedelta(seconds=step)


def release(row: models.Model) -> None:
    type(row)._base_manager.filter(pk=row.pk).update(claimed_until=None)


def put_back(row: models.Model, seconds: int | None = None) -> None:
    """Counts the failure; the row is not tried again before a while."""
    until = next_try(row.attempts + 1)
    if seconds is not None:
        until = clock.now() + timedelta(seconds=seconds)
    type(row)._base_manager.filter(pk=row.pk).update(
        claimed_until=until, attempts=F("attempts") + 1
    )


def each(rows: Iterable[models.Model], do: Callable[[models.Model], None]) -> Iterator[None]:
    """Does each row in its school; one that fails is told to the operator and holds up no other."""
    for row in rows:
        try:
            with scope(row.school):
                do(row)
        except Exception:
            log.exception("%s %s failed", type(row).__name__, row.pk)
        yield


def work(
    rows: QuerySet, do: Callable[[models.Model], None], *, seconds: int = 120
) -> Iterator[None]:
    """Does each due row that nobody holds, in its school, outside any transaction of ours.

    `rows` are those due in every school; `do` ends with a row that is due no more. Yields after
    each row: the worker may stop there.
    """
    for row in list(unclaimed(rows).select_related("school")[:BATCH]):
        if not claim(row, seconds):
            continue
        if not rows.filter(pk=row.pk).exists():  # another worker has ended it meanwhile
            release(row)
            continue
        try:
            with scope(row.school):
                do(row)
        except NotNow:
            release(row)
            return
        except Later as reason:
            log.info("%s %s: %s", type(row).__name__, row.pk, reason)
            put_back(row, reason.seconds)
        except Exception:
            log.exception("%s %s failed", type(row).__name__, row.pk)
            put_back(row)
        yield
