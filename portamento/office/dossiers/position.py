"""« 5 / 43 »: where a dossier stands in the list it was opened from, and its neighbours."""

from dataclasses import dataclass, field

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from portamento.foundation import clock
from portamento.office.dossiers import filters, rows
from portamento.reenrolment.models import Dossier

BEFORE, AFTER = 8, 16


@dataclass(frozen=True)
class Neighbour:
    """A line of the list beside the dossier."""

    url: str
    name: str
    reference: str
    age: str
    contested: bool
    is_current: bool


@dataclass(frozen=True)
class Position:
    """The list's own query, and what comes before and after in it."""

    query: str
    title: str
    label: str = ""
    place: int = 0  # 0 once the dossier has left the list
    total: int = 0
    previous_url: str = ""
    next_url: str = ""
    around: list[Neighbour] = field(default_factory=list)


def query_of(request: HttpRequest) -> str:
    """The list remembered by the page, or by the form that was posted from it."""
    return request.POST.get("liste", request.GET.get("liste", ""))[:500]


def of(dossier: Dossier, request: HttpRequest) -> Position:
    """A dossier that has just left the list keeps its place: next is the one after it."""
    query = query_of(request)
    given = filters.Filters(QueryDict(query))
    title = str(given.group.label)
    if given.campaign is None or given.campaign.pk != dossier.campaign_id:
        return Position(query, title)
    listed = list(given.rows().values_list("pk", "first_sent_at", "opened_at"))
    pks = [pk for pk, _sent, _opened in listed]
    if dossier.pk in pks:
        index = pks.index(dossier.pk)
        before, after = pks[:index], pks[index + 1 :]
        place, label = index + 1, f"{index + 1} / {len(pks)}"
    else:
        mine = order(dossier.pk, dossier.first_sent_at, dossier.opened_at)
        before = [row[0] for row in listed if order(*row) < mine]
        after = [row[0] for row in listed if order(*row) > mine]
        place, label = 0, f"– / {len(pks)}"
    return Position(
        *(query, title, label, place, len(pks)),
        rows.address(before[-1], query) if before else "",
        rows.address(after[0], query) if after else "",
        around([*before[-BEFORE:], dossier.pk, *after[:AFTER]], dossier, query),
    )


def around(pks: list[int], dossier: Dossier, query: str) -> list[Neighbour]:
    """Some lines of the list, in one query."""
    found = rows.people(Dossier.objects.filter(pk__in=pks)).in_bulk()
    return [neighbour(found[pk], query, is_current=pk == dossier.pk) for pk in pks]


def neighbour(one: Dossier, query: str, *, is_current: bool) -> Neighbour:
    gone = clock.days_since(one.first_sent_at) if one.first_sent_at else None
    return Neighbour(
        url=rows.address(one.pk, query),
        name=one.pupil.full_name,
        reference=one.reference,
        age="" if gone is None else _("%d j") % gone,
        contested=bool(one.disagreement),
        is_current=is_current,
    )


def order(pk: int, first_sent_at, opened_at) -> tuple:
    """As filters.in_order sorts."""
    return (first_sent_at is None, first_sent_at or opened_at, opened_at, pk)
