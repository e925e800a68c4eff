"""Questions pages ask about changes."""

from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce

from portamento.changes.models import FieldChange


def waiting(household: OuterRef) -> Coalesce:
    """How many fields of a household wait for the office, as an annotation."""
    rows = FieldChange.objects.pending().filter(request__household_id=household)
    counted = rows.order_by().values("request__household_id").annotate(number=Count("pk"))
    return Coalesce(Subquery(counted.values("number")), 0)
