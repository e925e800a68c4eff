"""« 1/2 », Précédent, Suivant: from pupil to pupil, on the same tab."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest
from django.urls import reverse

from portamento.families.models import Pupil


@dataclass(frozen=True)
class Pager:
    """What `ui.pager` shows."""

    label: str
    over: str  # place and number in words
    previous_url: str
    next_url: str


def of(
    request: HttpRequest, pupil: Pupil, current: str = "", pks: Sequence[int] | None = None
) -> Pager:
    """`current` is the tab's view (« dossier.show »); `pks` the family's pupils, if known."""
    name = f"portal:{current}" if current else request.resolver_match.view_name
    if pks is None:
        pks = list(request.family.memberships.in_order().values_list("pupil_id", flat=True))
    place = list(pks).index(pupil.pk)

    def url(index: int) -> str:
        there = 0 <= index < len(pks)
        return reverse(name, kwargs={"pk": pks[index]}) if there else ""

    return Pager(
        f"{place + 1}/{len(pks)}",
        f"{place + 1} sur {len(pks)}",
        url(place - 1),
        url(place + 1),
    )
