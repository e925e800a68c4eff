"""Kinds of document as pages read them: kept in the process, no query once warm."""

import re

from django.db.models import QuerySet

from portamento.documents.models import DocumentKind
from portamento.schools.setup import kept

YEARS = re.compile(r"\s*\{\w+\}")


def kinds() -> tuple[DocumentKind, ...]:
    """All kinds, also those no longer asked for."""
    return kept("kinds", lambda: tuple(every_kind()))


def every_kind() -> QuerySet[DocumentKind]:
    rows = DocumentKind.objects.select_related("model_file")
    return rows.order_by("owner", "position", "pk")


def active_kinds() -> tuple[DocumentKind, ...]:
    return tuple(kind for kind in kinds() if kind.active)


def title(kind: DocumentKind) -> str:
    """Its name where no campaign says which years are meant."""
    return YEARS.sub("", kind.name)
