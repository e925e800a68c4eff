"""The row is the queue: how the worker takes a row, and lets it go."""

from datetime import timedelta

from django.db.models import Q, QuerySet

from portamento.foundation import clock

BACKOFF_SECONDS = (30, 120, 600, 1800, 3600, 4 * 3600, 12 * 3600)


def unclaimed(rows: QuerySet) -> QuerySet:
    """Rows nobody holds; a claim that ran out is nobody's."""
    return rows.filter(Q(claimed_until=None) | Q(claimed_until__lt=clock.now()))


def claim(row, seconds: int = 120) -> bool:
    """Takes the row by one conditional UPDATE; False where another worker was quicker."""
    until = clock.now() + timedelta(seconds=seconds)
    rows = type(row)._base_manager.filter(pk=row.pk)  # the worker serves every school
    return unclaimed(rows).update(claimed_until=until) == 1


def next_try(attempts: int):
    """When to try again after that many failures."""
    step = BACKOFF_SECONDS[min(attempts, len(BACKOFF_SECONDS)) - 1]
    return clock.now() + timedelta(seconds=step)
