"""All that matters of one dossier, on one page and in a fixed number of queries."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portamento.accounts.roles import SEE_JOURNAL, SEE_LETTERS
from portamento.families.models import Membership
from portamento.foundation import clock, periods, text
from portamento.mailroom.models import Outgoing
from portamento.office.dossiers import households, rows
from portamento.office.journal import events
from portamento.office.letters import readers
from portamento.reenrolment import actions, completeness, readiness, tariff
from portamento.reenrolment import letters as told
from portamento.reenrolment.actions import placing
from portamento.reenrolment.completeness import Standing
from portamento.reenrolment.lifecycle import DOSSIER
from portamento.reenrolment.models import Dispense, Dossier, Outcome, Stays, Wish

LATEST = 12
BUTTONS = ("start", "accept", "send_back", "refuse", "reopen", "settle", "confirm", "withdraw")
OUTCOMES = {"": "yours", "placed": "done", "waiting": "half", "declined": "wrong"}


@dataclass(frozen=True)
class WishLine:
    """One course or discipline: what the family answers, what the office made of it."""

    wish: Wish
    name: str
    level: str
    answer: str
    outcome: str
    kind: str
    place: str


@dataclass
class Sheet:
    """What the page shows; what the reader's rights do not cover stays None."""

    dossier: Dossier
    standing: Standing
    age: str
    courses: str
    sent: str
    kind: str
    moves: set[str]
    worries: list[str]
    households: list[households.Household]
    wishes: list[WishLine]
    siblings: list[tuple[str, str]]
    letters: list[Outgoing] | None = None
    journal: list[events.Line] | None = None

    @property
    def may_settle(self) -> bool:
        return is_ready(self.dossier, self.wishes)


def of(dossier: Dossier, request, query: str) -> Sheet:
    may = request.user.may
    standing = completeness.of([dossier], dossier.campaign, courses=True)[dossier.pk]
    moving = tariff.moving([dossier.family_id])
    return Sheet(
        dossier=dossier,
        standing=standing,
        age=age(dossier.pupil.person.born_on),
        courses=rows.courses(standing),
        sent=sent(dossier),
        kind=rows.KINDS.get(dossier.state, ""),
        moves=moves(dossier),
        worries=readiness.worries(dossier, standing, moving.get(dossier.family_id, "")),
        households=households.of(standing, request.user),
        wishes=wish_lines(dossier),
        siblings=siblings(dossier, query),
        letters=letters(dossier, request.user) if may(SEE_LETTERS) else None,
        journal=events.about("dossier", dossier.pk, LATEST, reader=request.user)
        if may(SEE_JOURNAL)
        else None,
    )


def is_ready(dossier: Dossier, lines: list[WishLine]) -> bool:
    """Every wish has its answer: the family may be told."""
    wishes = [line.wish for line in lines]
    return (
        "settle" in moves(dossier)
        and any(wish.outcome for wish in wishes)
        and not any(placing.is_undecided(wish) for wish in wishes)
    )


@dataclass(frozen=True)
class Untold:
    """The refused documents of a dossier, as the family will read them; how many at home in all."""

    lines: list[str]
    at_home: int


def untold(dossier: Dossier) -> Untold:
    found = actions.household_untold(dossier.family_id)
    mine = [one for one in found if one.pupil_id in (None, dossier.pupil_id)]
    return Untold([told.refusal(document) for document in mine], len(found))


def moves(dossier: Dossier) -> set[str]:
    """The buttons to show: the guard reads the same table."""
    open_ = {move.name for move in DOSSIER.open_to(dossier)} & set(BUTTONS)
    return open_ - {"settle"} if dossier.stays == Stays.NO else open_


def age(born_on) -> str:
    if born_on is None:
        return ""
    years = periods.age(born_on, clock.today())
    return text.count(years, _("an"), _("ans"))


def sent(dossier: Dossier) -> str:
    if dossier.sent_at is None:
        return _("pas encore envoyé")
    when = text.moment(dossier.sent_at)
    return _("envoyé le %(when)s par %(who)s") % {"when": when, "who": dossier.sent_by.name}


def wish_lines(dossier: Dossier) -> list[WishLine]:
    found = Wish.objects.filter(dossier=dossier).select_related(
        *("discipline", "enrolment__level", "enrolment__course__level"),
        *("enrolment__course__discipline", "place__course__teacher", "place__level"),
        *("place__course__level",),
    )
    lines = []
    for wish in found.order_by("rank", "pk"):
        wish.dossier = dossier
        lines.append(wish_line(wish))
    return lines


def wish_line(wish: Wish) -> WishLine:
    current_one, place = wish.enrolment, wish.place
    return WishLine(
        wish=wish,
        name=current_one.course.name if current_one else str(wish.discipline),
        level=current_one.level_label() if current_one else "",
        answer=answer(wish),
        outcome=outcome(wish),
        kind=OUTCOMES[wish.outcome] if wish.wanted else "",
        place=f"{place.titled()}, {place.course.schedule()}" if place else "",
    )


def answer(wish: Wish) -> str:
    if wish.enrolment_id is None:
        return _("Nouveau")
    return _("Poursuit") if wish.wanted else _("Arrête")


def outcome(wish: Wish) -> str:
    """What the office has decided, nothing for a course that ends."""
    if wish.dispense == Dispense.GRANTED:
        return str(Dispense.GRANTED.label)
    if not wish.wanted:
        return ""
    return str(Outcome(wish.outcome).label)


def siblings(dossier: Dossier, query: str) -> list[tuple[str, str]]:
    """The household's other pupils: name, and the address of their dossier or ''."""
    others = Membership.objects.filter(family=dossier.family_id).exclude(pupil=dossier.pupil_id)
    filed = dict(
        Dossier.objects.filter(
            campaign=dossier.campaign_id, pupil__memberships__family=dossier.family_id
        ).values_list("pupil_id", "pk")
    )
    return [
        (row.pupil.first_name, rows.address(filed[row.pupil_id]) if row.pupil_id in filed else "")
        for row in others.select_related("pupil__person").in_order()
    ]


def letters(dossier: Dossier, reader) -> list[Outgoing]:
    found = readers.readable(reader).about("dossier", dossier.pk).defer("text", "secret")
    return list(found.newest_first()[:LATEST])
