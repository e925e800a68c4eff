"""One card per person with changes that wait, oldest first, in a constant number of queries."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Min

from portamento.changes import kinds
from portamento.changes.models import FieldChange
from portamento.office.changes.forms import Decision

PER_PAGE = 50
Place = tuple[str, int]


@dataclass
class Card:
    """One person: who asked, since when, each field old and new, and what it touches."""

    kind: str
    subject_id: int
    title: str
    what: str
    asked_by: str
    since: datetime
    rows: list[dict[str, Any]]
    concerned: list[str]
    form: Decision


def page_of(number: str) -> Page:
    """The persons of that page, as (kind, subject_id)."""
    people = (
        FieldChange.objects.pending()
        .values("kind", "subject_id")
        .annotate(since=Min("request__asked_at"))
        .order_by("since", "kind", "subject_id")
    )
    return Paginator(people, PER_PAGE).get_page(number)


def of_page(page: Page) -> list[Card]:
    """Their cards, in the same order."""
    places = [(one["kind"], one["subject_id"]) for one in page]
    rows: dict[Place, list[FieldChange]] = {place: [] for place in places}
    for row in FieldChange.objects.pending().of_any(places).with_request():
        rows[row.kind, row.subject_id].append(row)
    subjects = {
        kind: kinds.find(kind).find_many([pk for other, pk in places if other == kind])
        for kind in {kind for kind, _pk in places}
    }
    return [
        card(kind, subjects[kind][pk], rows[kind, pk])
        for kind, pk in places
        if pk in subjects[kind]
    ]


def card(key: str, subject: Any, rows: Sequence[FieldChange], form: Decision | None = None) -> Card:
    kind = kinds.find(key)
    pk = rows[0].subject_id
    form = form or Decision(rows=rows, auto_id=auto_id(key, pk))
    proposed = {row.field: row.proposed for row in rows}
    warnings = kind.warnings(subject, proposed)
    ticked = form.ticked()
    return Card(
        key,
        pk,
        kind.title(subject),
        kind.what(subject),
        ", ".join(sorted({row.request.asked_by.name for row in rows})),
        min(row.request.asked_at for row in rows),
        [_line(kind, subject, row, warnings, ticked) for row in rows],
        kind.concerned(subject, proposed),
        form,
    )


def auto_id(kind: str, pk: int) -> str:
    """Fifty forms on a page, each with ids of its own."""
    return f"{kind}-{pk}-%s"


def _line(kind, subject, row, warnings, ticked) -> dict[str, Any]:
    return {
        "label": kind.label(row.field),
        "before": kind.show(subject, row.field, row.seen),
        "after": kind.show(subject, row.field, row.proposed),
        "note": warnings.get(row.field, ""),
        "name": "accept",
        "value": row.pk,
        "checked": str(row.pk) in ticked,
    }
