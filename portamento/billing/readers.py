"""Questions pages ask about bills."""

from django.db.models import OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce

from portamento.billing.models import Instalment, InstalmentState, State


def rejected_cents(family: OuterRef) -> Coalesce:
    """What a family has to pay again, as an annotation: instalments the bank sent back."""
    rows: QuerySet[Instalment] = Instalment.objects.filter(
        bill__family=family, bill__state=State.ISSUED, state=InstalmentState.REJECTED
    )
    summed = rows.order_by().values("bill__family").annotate(total=Sum("amount_cents"))
    return Coalesce(Subquery(summed.values("total")), 0)
