"""What was answered, and once signed what the record says: sealed in the row, read here alone."""

import json
from typing import Any

from django.utils.translation import gettext as _

from portamento.documents import sealing
from portamento.documents.signed import Filled
from portamento.workflow.action import NotAllowed


def sealed(content: dict[str, Any]) -> dict[str, Any]:
    """The columns of a Filled row that hold it. Raises NotAllowed where the key is away."""
    try:
        kept = sealing.seal_bytes(json.dumps(content, ensure_ascii=False).encode())
    except OSError as failed:
        raise NotAllowed(
            _("Vos réponses n’ont pas pu être enregistrées. Réessayez, ou appelez la scolarité.")
        ) from failed
    return {
        "content": kept.content,
        "sealed_key": kept.sealed_key,
        "bound_to": kept.bound_to,
    }


def read(row: Filled) -> dict[str, Any]:
    """`answers`, and `paper` once signed; empty once forgotten. Raises CannotOpen, NoMasterKey."""
    return json.loads(sealing.open_bytes(row)) if row.content is not None else {}


def given(row: Filled | None) -> dict[str, str]:
    """The answers of a draft or of a signed form; none where there is none to be read."""
    try:
        return read(row).get("answers", {}) if row else {}
    except sealing.CannotOpen:
        return {}
