"""Everything a person can make happen to documents and to their kinds."""

from portamento.documents.actions.documents import (
    ROTATIONS,
    accept,
    ask_again,
    expire,
    note_look,
    note_read,
    receive,
    refuse,
    refuse_unsaid,
    remove,
    replace_former,
    set_aside,
    turn,
)
from portamento.documents.actions.kinds import add_kind, edit_kind

__all__ = [
    "ROTATIONS",
    "accept",
    "add_kind",
    "ask_again",
    "edit_kind",
    "expire",
    "note_look",
    "note_read",
    "receive",
    "refuse",
    "refuse_unsaid",
    "remove",
    "replace_former",
    "set_aside",
    "turn",
]
