"""Edits a row people maintain: what changed, old and new, in one line of the journal."""

from typing import Any

from django.db import models
from django.db.models import F

from portamento.audit.record import record


def plain(value: Any) -> Any:
    """A value as the journal keeps it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def changes(row: models.Model, fields: dict[str, Any]) -> dict[str, Any]:
    """Those of the given fields whose value is not the row's."""
    return {name: value for name, value in fields.items() if getattr(row, name) != value}


def edit(row: Any, verb: str, fields: dict[str, Any], *subjects: Any) -> None:
    """Stores the changed fields, raises the row's version, and says so in the journal."""
    changed = changes(row, fields)
    before = {name: plain(getattr(row, name)) for name in changed}
    after = {name: plain(value) for name, value in changed.items()}
    type(row).objects.filter(pk=row.pk).update(version=F("version") + 1, **changed)
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    record(verb, *subjects, name=str(row), before=before, after=after)
