"""A state is a column; a move is a line in a table."""

import functools
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ObjectDoesNotExist
from django.db.models import F, Model
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.schools.prepared import Prepared
from portamento.workflow.action import NotAllowed


@functools.cache
def version_of(model: type[Model]) -> Prepared:
    return Prepared(lambda pk: model.objects.filter(pk=pk).values_list("version", flat=True))


@dataclass(frozen=True)
class Move:
    """From any of `sources` to `target`; `label` is what its button says."""

    name: str
    sources: tuple[str, ...]
    target: str
    label: str

    def __init__(self, name: str, sources: Iterable[str], target: str, label: str = ""):
        object.__setattr__(self, "name", name)
        object.__setattr__(self, "sources", tuple(sources))
        object.__setattr__(self, "target", target)
        object.__setattr__(self, "label", label)


class Lifecycle:
    """The table of moves of one kind of row, and the way to make one.

    `DOSSIER.accept(dossier, note=…)` is one conditional UPDATE: a second click, or two secretaries
    at once, meet NotAllowed rather than each other. It writes the audit line `<kind>.<move>` with
    the given facts. The row has `state`, `version` and `mentions()`; a household's row also has
    `household_id()`.
    """

    def __init__(self, kind: str, *moves: Move):
        self.kind = kind
        self.moves = {move.name: move for move in moves}

    def __getattr__(self, name: str):
        try:
            move = self.moves[name]
        except KeyError:
            raise AttributeError(name) from None
        return lambda row, **facts: self.make(move, row, **facts)

    def make(self, move: Move, row: Any, *, stamps: dict | None = None, **facts: Any) -> None:
        """Moves the row; `stamps` are columns set with it. Raises NotAllowed."""
        model = type(row)
        before = row.state
        moved = model.objects.filter(pk=row.pk, state__in=move.sources).update(
            state=move.target, version=F("version") + 1, **(stamps or {})
        )
        if not moved:
            raise NotAllowed(self.refusal(row))
        for name, value in {"state": move.target, **(stamps or {})}.items():
            setattr(row, name, value)
        [row.version] = version_of(model)(row.pk)
        household = row.household_id() if hasattr(row, "household_id") else None
        record(
            f"{self.kind}.{move.name}",
            row,
            household=household,
            **{"from": before, "to": move.target},
            **facts,
        )

    def refusal(self, row: Any) -> str:
        """Why it cannot be moved: its state as it is now, or that it is gone."""
        try:
            row.refresh_from_db(fields=["state"])
        except ObjectDoesNotExist:
            return _("Ce n’est plus possible : quelqu’un vient de le supprimer.")
        return _("Ce n’est plus possible : l’état est maintenant « %(state)s ».") % {
            "state": row.get_state_display()
        }

    def open_to(self, row: Any) -> list[Move]:
        """The moves that may be made now: the buttons to show."""
        return [move for move in self.moves.values() if row.state in move.sources]

    def may(self, row: Any, name: str) -> bool:
        return row.state in self.moves[name].sources
