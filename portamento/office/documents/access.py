"""Who of the office may read which document."""

from django.core.exceptions import PermissionDenied

from portamento.accounts.roles import DECIDE_DOCUMENTS, SEE_DOCUMENTS
from portamento.documents.models import Document, DocumentKind, Sensitivity


def may_read(account, kind: DocumentKind) -> bool:
    """Health papers are for the direction and the secrétariat (RGPD, art. 9) and nobody else."""
    if kind.sensitivity == Sensitivity.HEALTH:
        return account.may(DECIDE_DOCUMENTS)
    return account.may(SEE_DOCUMENTS)


def readable(account, rows):
    """Of these documents, those that account may read."""
    return (
        rows
        if account.may(DECIDE_DOCUMENTS)
        else rows.exclude(kind__sensitivity=Sensitivity.HEALTH)
    )


def check(account, document: Document) -> None:
    """Raises PermissionDenied."""
    if not may_read(account, document.kind):
        raise PermissionDenied
