"""Questions pages ask about changes."""

from portamento.changes.models import FieldChange


def waiting(household_id: int) -> int:
    """How many fields of that household wait for the office."""
    return FieldChange.objects.pending().of_household(household_id).count()
