"""What dossiers still lack, in every household that owes them something."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portamento.families.models import Membership
from portamento.reenrolment import pieces, situation
from portamento.reenrolment.models import Campaign, Dossier
from portamento.reenrolment.pieces import Piece
from portamento.reenrolment.situation import Situation


@dataclass
class Standing:
    """One dossier: the household that filed it first, then the others of the pupil."""

    situations: list[Situation] = field(default_factory=list)
    pieces: dict[int, list[Piece]] = field(default_factory=dict)  # by family

    @property
    def filer(self) -> Situation | None:
        return next((one for one in self.situations if one.is_filer), None)

    def missing(self) -> list[str]:
        """Asked for now and not given; papers of one choice are one.

        What another household than the one that filed owes bears its name.
        """
        others = {
            one.membership.family_id: one.membership.family
            for one in self.situations
            if not one.is_filer
        }
        return [
            _("%(paper)s (famille %(name)s)") % {"paper": paper, "name": others[owing].name}
            if owing in others
            else paper
            for owing, rows in self.pieces.items()
            for paper, _piece in pieces.missing(rows)
        ]

    def to_check(self) -> list[Piece]:
        """Given, and not looked at by the office."""
        waiting = {pieces.CHECKING, pieces.RECEIVED}
        return [piece for rows in self.pieces.values() for piece in rows if piece.state in waiting]


def of(
    dossiers: Iterable[Dossier], campaign: Campaign, *, courses: bool = False
) -> dict[int, Standing]:
    """By dossier; as many queries for one as for fifty."""
    by_pupil = {dossier.pupil_id: dossier.pk for dossier in dossiers}
    found: dict[int, Standing] = defaultdict(Standing)
    rows = Membership.objects.filter(pupil__in=by_pupil).order_by("-primary", "pk")
    for one in situation.load(rows, campaign, courses=courses):
        standing = found[by_pupil[one.membership.pupil_id]]
        standing.situations.append(one)
        standing.pieces[one.membership.family_id] = pieces.of(one)
    for standing in found.values():
        standing.situations.sort(key=lambda one: not one.is_filer)
    return found
