"""« Sans objet »: what a household need not give after all, and why. Kept with its answers."""

from dataclasses import dataclass

from portamento.documents.reasons import MootReason, why_moot

Kept = dict[str, dict[str, str]]  # as the column holds it


@dataclass(frozen=True)
class Waiver:
    """Why one piece is not asked of one household, for itself or for one pupil."""

    reason: str
    note: str

    @property
    def label(self) -> str:
        """« Déjà fourni autrement »; of « Autre » the sentence says all."""
        return "" if self.reason == MootReason.OTHER else str(MootReason(self.reason).label)

    @property
    def sentence(self) -> str:
        return why_moot(self.reason, self.note)


def key(ask_id: int, pupil_id: int | None) -> str:
    return f"{ask_id}-{pupil_id}" if pupil_id else str(ask_id)


def find(kept: Kept | None, ask_id: int, pupil_id: int | None) -> Waiver | None:
    found = (kept or {}).get(key(ask_id, pupil_id))
    return Waiver(found["reason"], found["note"]) if found else None
