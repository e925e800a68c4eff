"""What the office reads after a decision."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from portamento.changes import kinds
from portamento.changes.models import FieldChange


def outdated(kind: str, rows: Iterable[FieldChange]) -> str:
    """Why an accepted change was not written."""
    labels = ", ".join(kinds.find(kind).label(row.field) for row in rows)
    sentence = _("Non appliqué, car la valeur avait changé entre-temps : %s.")
    return sentence % labels
