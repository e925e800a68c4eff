"""Decides on what is true now: a row read a moment ago may have been moved meanwhile."""

import functools
from typing import Any

from django.db import models

from portamento.schools.prepared import Prepared


def hold(row: models.Model, **wanted: Any) -> bool:
    """Keeps others from moving the row until the action ends; False where it is not as `wanted`.

    Call it inside an action, then read what is judged: whoever holds the same row next waits, and
    reads what we wrote; rows that only refer to it are stored meanwhile. (On SQLite an action
    already has the whole database to itself.)
    """
    if not wanted:
        return bool(by_id(type(row))(row.pk))
    return bool(locking(type(row)).filter(pk=row.pk, **wanted))


@functools.cache
def by_id(model: type[models.Model]) -> Prepared:
    return Prepared(lambda pk: locking(model).filter(pk=pk))


def locking(model: type[models.Model]) -> models.QuerySet:
    return model.objects.select_for_update(no_key=True).values_list("pk", flat=True)
