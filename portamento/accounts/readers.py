"""Questions pages ask about accounts."""

from django.db.models import OuterRef, Subquery

from portamento.accounts.models import EmailConfirmation


def unconfirmed(account: OuterRef) -> Subquery:
    """The new e-mail address whose link has not been opened yet, as an annotation; else None."""
    rows = EmailConfirmation.objects.filter(account=account).live().order_by("-pk")
    return Subquery(rows.values("email")[:1])
