"""What the pages of a re-enrolment start from: the family's pupil, and what may be done."""

from dataclasses import dataclass, field
from datetime import datetime

from django.http import Http404, HttpRequest
from django.utils.translation import gettext_lazy as lazy

from portamento.documents.models import Document, Sheet
from portamento.families.models import Membership
from portamento.reenrolment import access, courses, household, pieces, setup
from portamento.reenrolment.models import Campaign
from portamento.reenrolment.pieces import Piece
from portamento.reenrolment.situation import Situation
from portamento.workflow.action import NotAllowed

CLOSED = lazy("On ne peut plus déposer de document dans ce dossier.")


@dataclass(frozen=True)
class Answered:
    """What a household has answered, as `bind` compares it; nothing yet counts as version 0."""

    version: int


@dataclass
class Page:
    """One pupil's re-enrolment as the signed-in family meets it."""

    one: Situation
    all: list[Situation]
    access: access.Access
    at: datetime
    reader: int
    sheets: list[Sheet] = field(default_factory=list)

    @property
    def campaign(self) -> Campaign:
        return self.one.campaign

    @property
    def pupil(self):
        return self.one.pupil

    @property
    def dossier(self):
        return self.one.dossier

    @property
    def version(self) -> int:
        """Of the draft people edit; a dossier not yet opened counts as its first version."""
        return self.one.dossier.version if self.one.dossier else 1

    @property
    def answered(self) -> Answered:
        return Answered(self.one.membership.answers_version or 0)

    def pieces(self) -> list[Piece]:
        return pieces.of(self.one)

    def piece(self, ask: int) -> Piece:
        """The piece of that request. Raises Http404 where it is not asked for."""
        found = next((piece for piece in self.pieces() if piece.request.pk == ask), None)
        if found is None:
            raise Http404
        return found

    def unread(self, piece: Piece) -> list[Sheet]:
        """What was sent for it and waits until the family has looked at it."""
        key = piece.kind.pk, piece.pupil_id
        return [row for row in self.sheets if (row.kind_id, row.pupil_id) == key]

    def may_open(self, document: Document) -> bool:
        """Not what another adult gave for the household, if a court's order keeps a pupil of it
        from the one who reads: a proof of residence says where that pupil lives."""
        kept_from_one = self.one.membership.keeps_one
        return not kept_from_one or document.pupil_id or document.handed_in_by_id == self.reader

    def rows(self) -> list[courses.Row]:
        return courses.rows(self.one)

    @property
    def may_give(self) -> bool:
        return self.access.may_upload or self.gives_household

    @property
    def gives_household(self) -> bool:
        """The other household files; this one pays a share and gives its own family papers."""
        return gives_household(self.one, self.access)

    def next_pupil(self) -> Situation | None:
        """The next of the family's pupils whose re-enrolment is still to be sent."""
        return next(
            (
                other
                for other in self.all
                if other is not self.one
                and other.membership.tie_may_reenrol
                and other.is_filer
                and (other.dossier is None or access.is_editable(other.dossier))
            ),
            None,
        )


def gives_household(one: Situation, allowed: access.Access) -> bool:
    if access.has_left(one):
        return False
    return not one.is_filer and one.pays and one.stays and allowed.may_read


def page(request: HttpRequest, pk: int) -> Page | None:
    """The page of that pupil, None where there is no campaign yet. Raises Http404."""
    campaign = setup.current_campaign()
    if campaign is None:
        return None
    found = household.load(request.guardian, campaign, pk, courses=True)
    one = next((each for each in found if each.membership.pupil_id == pk), None)
    if one is None:
        raise Http404
    allowed = access.of(one, request.arrived_at)
    waiting = household.sheets(request.guardian)
    return Page(one, found, allowed, request.arrived_at, request.guardian.account_id, waiting)


def for_ask(request: HttpRequest, pk: int, ask: int, *, papers: bool = False) -> Page:
    """The page as far as one document asked for needs it, and those of one choice with it.

    `papers`: with what was handed in for them. Raises Http404.
    """
    campaign = setup.current_campaign()
    if campaign is None:
        raise NotAllowed(CLOSED)
    asks = pieces.fellows(campaign, ask)
    one = household.narrow(request.guardian, campaign, pk, asks, papers=papers)
    if one is None:
        raise Http404
    allowed = access.of(one, request.arrived_at)
    waiting = household.sheets(request.guardian) if papers else []
    account = request.guardian.account_id
    return Page(one, [one], allowed, request.arrived_at, account, waiting)


def editable(request: HttpRequest, pk: int) -> Page:
    """The page of a pupil for whom papers may be handed in. Raises Http404, NotAllowed."""
    found = page(request, pk)
    if found is None or not found.may_give:
        raise NotAllowed(CLOSED)
    return found


def given(request: HttpRequest, pk: int, ask: int) -> tuple[Page, Piece]:
    """What a file that comes in is for, and nothing more. Raises Http404, NotAllowed."""
    found = for_ask(request, pk, ask)
    if not found.may_give:
        raise NotAllowed(CLOSED)
    return found, found.piece(ask)


def pupil_or_404(request: HttpRequest, pk: int) -> Membership:
    rows = household.members(request.family, request.guardian, pk).filter(pupil=pk)
    row = rows.select_related("pupil__person").first()
    if row is None:
        raise Http404
    return row
