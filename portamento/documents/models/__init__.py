"""Kinds of paper a school asks for, and what families handed in. They know nothing of campaigns."""

from portamento.documents.models.eliminations import Elimination, EliminationLine, EliminationState
from portamento.documents.models.files import GONE, Check, Damage, StoredFile
from portamento.documents.models.kinds import DocumentKind, Owner, Retention, Sensitivity, Validity
from portamento.documents.models.papers import Document, KeptReading, State
from portamento.documents.models.sheets import Sheet

__all__ = [
    *("GONE", "Check", "Damage", "Document", "DocumentKind"),
    *("Elimination", "EliminationLine", "EliminationState"),
    *("KeptReading", "Owner", "Retention", "Sensitivity", "Sheet", "State", "StoredFile"),
    "Validity",
]
