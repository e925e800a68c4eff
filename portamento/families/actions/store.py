"""Writes what differs in a row, with its version, and gives the journal before and after."""

from typing import Any

from django.db.models import F, Model
from django.utils.translation import gettext as _

from portamento.workflow.action import NotAllowed


def store(row: Model, fields: dict[str, Any]) -> dict[str, dict]:
    """Writes what differs, if nobody wrote meanwhile; gives {before, after}, or nothing."""
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not changed:
        return {}
    before = {name: plain(getattr(row, name)) for name in changed}
    fresh = type(row).objects.filter(pk=row.pk, version=row.version)
    if not fresh.update(**changed, version=F("version") + 1):
        raise NotAllowed(_("Cette fiche a été modifiée entre-temps par une autre personne."))
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    return {"before": before, "after": {name: plain(value) for name, value in changed.items()}}


def plain(value: Any) -> Any:
    """What the journal can keep."""
    return value if isinstance(value, str | int | bool | None) else str(value)
