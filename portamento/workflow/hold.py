"""Decides on what is true now: a row read a moment ago may have been moved meanwhile."""

from typing import Any

from django.db import models


def hold(row: models.Model, **wanted: Any) -> bool:
    """Keeps others from moving the row until the action ends; False where it is not as `wanted`.

    Call it inside an action, then read what is judged: whoever holds the same row next waits, and
    reads what we wrote; rows that only refer to it are stored meanwhile. (On SQLite an action
    already has the whole database to itself.)
    """
    rows = type(row).objects.select_for_update(no_key=True).filter(pk=row.pk, **wanted)
    return rows.values_list("pk", flat=True).first() is not None
