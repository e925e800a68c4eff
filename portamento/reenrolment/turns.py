"""Whose turn it is while documents go to and fro: the family's, or the office's again.

Nothing is stored: a document refused and told is the family's until another takes its place.
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from portamento.documents.models import Document
from portamento.documents.models import State as Stands
from portamento.reenrolment import completeness, pieces
from portamento.reenrolment.completeness import Standing
from portamento.reenrolment.lifecycle import OPEN
from portamento.reenrolment.models import Campaign, Dossier


@dataclass(frozen=True)
class Turns:
    """Dossiers under examination of which documents were asked again."""

    family: frozenset[int] = frozenset()  # not all of them are there
    returned: frozenset[int] = frozenset()  # all are there, and to be looked at


def of(campaign: Campaign) -> Turns:
    """As many queries for one dossier as for a thousand; only those with a refusal are read."""
    dossiers = list(with_refusals(campaign))
    standings = completeness.of(dossiers, campaign) if dossiers else {}
    family = {pk for pk, one in standings.items() if asked_again(one)}
    returned = {pk for pk, one in standings.items() if pk not in family and renewed(one)}
    return Turns(frozenset(family), frozenset(returned))


def with_refusals(campaign: Campaign) -> QuerySet[Dossier]:
    """Open dossiers whose household was told, in this campaign, to hand a paper in again."""
    told = Document.objects.filter(
        Q(pupil=None) | Q(pupil=OuterRef("pupil")),
        family=OuterRef("family"),
        state=Stands.REFUSED,
        told_at__gte=campaign.opens_at,
    )
    return Dossier.objects.filter(Exists(told), campaign=campaign, state__in=OPEN)


def asked_again(standing: Standing) -> list[pieces.Piece]:
    """What the household that filed was told to hand in again, and has not."""
    return [
        piece
        for piece in own(standing)
        if piece.state == pieces.REFUSED and piece.document.told_at and piece.request.blocking
    ]


def renewed(standing: Standing) -> bool:
    """Whether a paper handed in again waits to be looked at."""
    filer = standing.filer
    refused = {
        (row.kind_id, row.pupil_id)
        for row in (filer.documents if filer else ())
        if row.state == Stands.REFUSED and row.told_at
    }
    waiting = {pieces.CHECKING, pieces.RECEIVED}
    return any(
        piece.state in waiting and (piece.kind.pk, piece.pupil_id) in refused
        for piece in own(standing)
    )


def own(standing: Standing) -> list[pieces.Piece]:
    filer = standing.filer
    return standing.pieces.get(filer.membership.family_id, []) if filer else []
