"""Questions pages ask about accounts."""

from datetime import datetime

from django.db.models import OuterRef, Subquery

from portamento.accounts.models import EmailConfirmation
from portamento.schools.prepared import Mark


def unconfirmed(account: OuterRef, at: datetime | Mark) -> Subquery:
    """The new e-mail address whose link has not been opened yet, as an annotation; else None."""
    rows = EmailConfirmation.objects.filter(account=account).live(at).order_by("-pk")
    return Subquery(rows.values("email")[:1])
