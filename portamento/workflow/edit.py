"""Edits a row people maintain: writes what differs, and says old and new in the journal.

Rows have a `version`, raised by each edit: of two people who write at once, the second is refused.
"""

from typing import Any

from django.db import models
from django.db.models import F
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.workflow.action import NotAllowed


def edit(row: Any, verb: str, fields: dict[str, Any], *subjects: Any) -> None:
    """Stores what differs and records it, also where only something beside the row has changed."""
    changed = _write(row, changes(row, fields))
    record(verb, *subjects, name=str(row), **changed)


def store(row: Any, fields: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Stores what differs; gives {before, after} for the journal, or nothing to tell.

    Raises NotAllowed where somebody wrote meanwhile.
    """
    changed = changes(row, fields)
    return _write(row, changed) if changed else {}


def changes(row: models.Model, fields: dict[str, Any]) -> dict[str, Any]:
    """Those of the given fields whose value is not the row's."""
    return {name: value for name, value in fields.items() if getattr(row, name) != value}


def plain(value: Any) -> Any:
    """A value as the journal keeps it."""
    if value is None or isinstance(value, bool | int | str):
        return value
    return str(value)


def _write(row: Any, changed: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """One conditional write, which raises the version."""
    before = {name: plain(getattr(row, name)) for name in changed}
    fresh = type(row).objects.filter(pk=row.pk, version=row.version)
    if not fresh.update(version=F("version") + 1, **changed):
        raise NotAllowed(_("Cette fiche a été modifiée entre-temps par une autre personne."))
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    return {"before": before, "after": {name: plain(value) for name, value in changed.items()}}
