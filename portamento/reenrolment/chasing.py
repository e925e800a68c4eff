"""Who has not connected, not sent, not completed: household by household, in few queries."""

from collections import defaultdict
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portamento.enrolments.models import Enrolment
from portamento.families.models import Family, Guardian, Membership, Pupil
from portamento.reenrolment import pieces, setup, situation
from portamento.reenrolment.models import Campaign, QfChoice, State
from portamento.reenrolment.pieces import Piece
from portamento.reenrolment.situation import Situation

NOT_SENT = {State.DRAFT, State.WITHDRAWN}
OVER = {State.REFUSED, State.CONFIRMED}


@dataclass(frozen=True)
class Child:
    """One pupil as one household has them: where the dossier stands, what that household owes."""

    one: Situation
    missing: tuple[tuple[str, Piece], ...] = ()  # as `pieces.missing` names them

    @property
    def name(self) -> str:
        return self.one.pupil.first_name

    @property
    def state(self) -> str:
        return self.one.dossier.state if self.one.dossier else ""

    @property
    def is_sent(self) -> bool:
        return bool(self.state) and self.state not in NOT_SENT

    @property
    def is_sent_back(self) -> bool:
        return self.state == State.SENT_BACK

    def lacks(self) -> list[str]:
        """What remains, as the reminder says it."""
        if not self.is_sent:
            return [_("%s : réinscription à remplir et à envoyer") % self.name]
        found = [_("%s : dossier à compléter") % self.name] if self.is_sent_back else []
        return found + [
            _("%(name)s : %(document)s") % {"name": self.name, "document": document}
            for document, _piece in self.missing
        ]


@dataclass
class Household:
    """A family with pupils concerned by the campaign."""

    family: Family
    adults: list[Guardian] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)

    @property
    def connected(self) -> bool:
        return any(adult.account.connected_at for adult in self.adults)

    @property
    def unsent(self) -> list[Child]:
        return [child for child in self.children if not child.is_sent and child.one.is_filer]

    @property
    def incomplete(self) -> list[Child]:
        return [
            child
            for child in self.children
            if child.is_sent and (child.is_sent_back or child.missing)
        ]

    def missing(self) -> tuple[str, ...]:
        """The lines of the letter; a document for the whole family is said once."""
        lines = [] if self.connected else [_("Première connexion au portail")]
        seen: set[int] = set()
        for child in [*self.unsent, *self.incomplete]:
            own = [
                (name, piece)
                for name, piece in child.missing
                if piece.pupil_id or piece.request.pk not in seen
            ]
            seen |= {piece.request.pk for _name, piece in child.missing}
            lines += Child(child.one, tuple(own)).lacks()
        return tuple(lines)


def concerned(campaign: Campaign):
    """Pupils of the year before, who have not left."""
    rows = Enrolment.objects.active().filter(
        course__year__starts_in=campaign.year.starts_in - 1, pupil__left_on=None
    )
    return Pupil.objects.filter(pk__in=rows.values("pupil"))


def load(campaign: Campaign) -> list[Household]:
    """Every household of every pupil concerned, by name."""
    rows = Membership.objects.filter(pupil__in=concerned(campaign))
    return _households(rows.order_by("family__search", "pk"), campaign)


def of_family(family: Family, campaign: Campaign) -> Household | None:
    """One household; None where none of its pupils is concerned."""
    rows = family.memberships.filter(pupil__in=concerned(campaign)).in_order()
    return next(iter(_households(rows, campaign)), None)


def _households(rows, campaign: Campaign) -> list[Household]:
    found: dict[int, Household] = {}
    for one in situation.load(rows, campaign):
        family = one.membership.family
        home = found.setdefault(family.pk, Household(family))
        if child := _child(one):
            home.children.append(child)
    _read_adults(found)
    return [home for home in found.values() if home.children]


def _child(one: Situation) -> Child | None:
    """None where nothing is asked of that household for that pupil."""
    if one.dossier is None:
        return Child(one) if one.membership.primary else None
    if one.dossier.state in OVER or not one.stays:
        return Child(one)
    sent = one.dossier.state not in NOT_SENT
    missing = tuple(pieces.missing(pieces.of(one))) if sent else ()
    return Child(one, missing) if one.is_filer or missing else None


def _read_adults(homes: dict[int, Household]) -> None:
    rows = Guardian.objects.filter(family__in=homes, left_on=None)
    by_family = defaultdict(list)
    for guardian in rows.select_related("person", "account").order_by("rank", "pk"):
        by_family[guardian.family_id].append(guardian)
    for pk, home in homes.items():
        home.adults = by_family[pk]


def owing_top_tranche(campaign: Campaign) -> list[Household]:
    """Paying residents who gave no proof of their quotient familial; each household once."""
    asked = [ask for ask in setup.requests(campaign) if ask.quotient]
    if not asked:
        return []
    return [home for home in load(campaign) if any(_owes(child, asked) for child in home.children)]


def _owes(child: Child, asked) -> bool:
    one = child.one
    if not (one.stays and one.asks_qf) or one.membership.highest_applied_at:
        return False
    if one.membership.qf_choice == QfChoice.HIGHEST:
        return True
    given = {piece.request.pk for piece in pieces.of(one) if piece.is_given}
    return not any(ask.pk in given for ask in asked)
