"""Pièces à fournir: what a campaign asks of a household and a pupil, and where each stands."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.documents import setup as kinds
from portamento.documents.models import Check, Document, DocumentKind, Owner, State, Validity
from portamento.documents.questionnaires import library
from portamento.documents.questionnaires.questions import Questionnaire
from portamento.documents.signed import Form
from portamento.foundation import clock, periods
from portamento.reenrolment import audience, rules, setup, waivers
from portamento.reenrolment.models import Campaign, Payment, Request
from portamento.reenrolment.situation import Situation

TO_PROVIDE, CHECKING, RECEIVED, ACCEPTED = "to_provide", "checking", "received", "accepted"
REFUSED, EXPIRED, REPLACED, OUTDATED = "refused", "expired", "replaced", "outdated"
WAIVED = "waived"

WORDS = {  # state -> (what the family reads, kind of head)
    TO_PROVIDE: (lazy("À fournir"), "yours"),
    CHECKING: (lazy("Contrôle du fichier en cours"), "half"),
    RECEIVED: (lazy("Reçu, à contrôler"), "half"),
    ACCEPTED: (lazy("Accepté"), "done"),
    REFUSED: (lazy("À refaire"), "wrong"),
    EXPIRED: (lazy("Date dépassée"), "wrong"),
    REPLACED: (lazy("Pas nécessaire"), ""),
    OUTDATED: (lazy("À signer à nouveau"), "wrong"),
    WAIVED: (lazy("Sans objet"), ""),
}
GIVEN = {CHECKING, RECEIVED, ACCEPTED}


@dataclass(frozen=True)
class Piece:
    """One document asked for, and what was handed in for it."""

    request: Request
    name: str
    pupil_id: int | None
    document: Document | None
    state: str
    why: str
    due_on: date | None
    waiver: waivers.Waiver | None = None
    given_before: date | None = None  # the campaign, and still good
    ends_before: date | None = None  # the season: an earlier one that is no longer good by then

    @property
    def kind(self) -> DocumentKind:
        return self.request.kind

    @property
    def is_given(self) -> bool:
        return self.state in GIVEN

    @property
    def is_missing(self) -> bool:
        return self.state in {TO_PROVIDE, REFUSED, EXPIRED, OUTDATED}

    @property
    def form(self) -> Questionnaire | None:
        """What is filled in on the screen for it, if anything."""
        return library.of(self.kind)

    @property
    def takes_file(self) -> bool:
        return library.takes_file(self.kind)

    @property
    def blocks(self) -> bool:
        """Missing, and asked for now: what has its own later due date never blocks."""
        return self.is_missing and self.request.blocking

    @property
    def may_remove(self) -> bool:
        return self.document is not None and self.document.state == State.RECEIVED

    @property
    def anchor(self) -> str:
        """Where the page shows it; letters link to it."""
        return f"piece-{self.request.pk}"

    def words(self) -> tuple[str, str]:
        return WORDS[self.state]


def of(one: Situation) -> list[Piece]:
    """The pieces due in that situation; none for a pupil who leaves.

    A paying household that did not file the dossier gives its own family documents only.
    """
    if not one.stays:
        return []
    asks = setup.requests(one.campaign) if one.asks is None else one.asks
    asked = [ask for ask in asks if _is_due(ask, one)]
    found = [_piece(ask, one) for ask in asked]
    settled = {piece.request.choice for piece in found if piece.request.choice and piece.is_given}
    return [_replace(piece) if piece.request.choice in settled else piece for piece in found]


def fellows(campaign: Campaign, ask_id: int) -> list[Request]:
    """That request and those of one choice with it; none where the campaign has no such request."""
    asks = setup.requests(campaign)
    asked = next((ask for ask in asks if ask.pk == ask_id), None)
    if asked is None:
        return []
    return [ask for ask in asks if ask == asked or (asked.choice and ask.choice == asked.choice)]


def missing(found: list[Piece]) -> list[tuple[str, Piece]]:
    """What is asked for now and not given, in words; papers of one choice are named together."""
    return by_choice([piece for piece in found if piece.blocks])


def by_choice(found: list[Piece]) -> list[tuple[str, Piece]]:
    """Each with its name; those of one choice under one: « attestation, ou avis d’imposition »."""
    named: dict[str | int, tuple[str, Piece]] = {}
    for piece in found:
        key = piece.request.choice or piece.request.pk
        if key in named:
            before, first = named[key]
            named[key] = (_("%(one)s, ou %(other)s") % {"one": before, "other": piece.name}, first)
        else:
            named[key] = (piece.name, piece)
    return list(named.values())


def _replace(piece: Piece) -> Piece:
    """Another paper of the same choice was given: one is enough."""
    return piece if piece.is_given or piece.waiver else replace(piece, state=REPLACED)


def _is_due(ask: Request, one: Situation) -> bool:
    if ask.kind.owner == Owner.PUPIL and not one.is_filer:
        return False
    return rules.is_asked(audience.whom(ask), one, had_mandate=_had_mandate(ask, one))


def _had_mandate(ask: Request, one: Situation) -> bool:
    """A mandate accepted before this campaign: it is not asked for again."""
    return ask.payment == Payment.FIRST_DEBIT and any(
        row.kind_id == ask.kind_id
        and row.state == State.ACCEPTED
        and row.received_at < one.campaign.opens_at
        for row in one.documents
    )


def _piece(ask: Request, one: Situation) -> Piece:
    pupil_id = one.membership.pupil_id if ask.kind.owner == Owner.PUPIL else None
    mine = [row for row in one.documents if row.kind_id == ask.kind_id and row.pupil_id == pupil_id]
    waiver = waivers.find(one.membership.waived, ask.pk, pupil_id)
    document = next((row for row in mine if _counts(row, one.campaign)), None)
    known = document and document.received_at < one.campaign.opens_at
    return Piece(
        request=ask,
        name=name_of(ask.kind, one.campaign),
        pupil_id=pupil_id,
        document=document,
        state=WAIVED if waiver else _standing(document, one),
        why=audience.why(ask),
        due_on=ask.due_on,
        waiver=waiver,
        given_before=clock.day(document.received_at) if known else None,
        ends_before=None if document else _ended(mine),
    )


def _standing(document: Document | None, one: Situation) -> str:
    return OUTDATED if _is_outdated(document, one) else _state(document)


def _is_outdated(document: Document | None, one: Situation) -> bool:
    """Signed on the screen for another payment plan than the household's of today."""
    signed_here = document is not None and document.on_screen and document.kind.form == Form.PAYMENT
    return signed_here and one.membership.signed_plan_id != one.membership.plan_id


def _ended(earlier: list[Document]) -> date | None:
    """Until when the newest one holds that was good for some months."""
    held = [row.covers_until for row in earlier if row.kind.validity == Validity.MONTHS]
    return next((until for until in held if until), None)


def _state(document: Document | None) -> str:
    if document is None or document.state == State.MOOT:
        return TO_PROVIDE
    if document.state == State.RECEIVED and document.file.check_state == Check.PENDING:
        return CHECKING
    if document.state == State.RECEIVED and document.file.is_rejected():
        return REFUSED
    return str(document.state)


def served(document: Document) -> list[Campaign]:
    """The campaigns that ask for such a document and that it serves.

    That in which it was handed in, and later ones that it still covers; never an earlier one.
    """
    found = []
    for campaign in setup.campaigns():
        asked = {ask.kind_id for ask in setup.requests(campaign)}
        if document.kind_id in asked and _counts(document, campaign):
            found.append(campaign)
        if campaign.opens_at <= document.received_at:
            break
    return found


def _counts(document: Document, campaign: Campaign) -> bool:
    """Handed in for this campaign, or earlier and still covering it."""
    if document.received_at >= campaign.opens_at:
        return True
    if document.state in {State.REFUSED, State.EXPIRED, State.MOOT}:
        return False
    return rules.covers(
        document.kind.validity,
        document.covers_until,
        season_starts=season_start(campaign),
        year_ends=year_end(campaign),
    )


def season_start(campaign: Campaign) -> date:
    """The first day of the school year a campaign prepares."""
    return turn_of(campaign, campaign.year.starts_in)


def year_end(campaign: Campaign) -> date:
    """Its last day."""
    return date.fromordinal(turn_of(campaign, campaign.year.starts_in + 1).toordinal() - 1)


def turn_of(campaign: Campaign, year: int) -> date:
    school = campaign.year.school
    return date(year, school.year_turns_month, school.year_turns_day)


def covers_until(kind: DocumentKind, campaign: Campaign | None, received: datetime) -> date | None:
    """Until when a document of that kind, handed in now, will serve."""
    if kind.validity == Validity.YEAR and campaign:
        return year_end(campaign)
    if kind.validity == Validity.MONTHS:
        return periods.add_months(clock.day(received), kind.months)
    return None


def name_of(kind: DocumentKind, campaign: Campaign | None) -> str:
    """The kind's name with the tax years of the campaign: « Avis d’imposition 2026 … »."""
    return dated(kind.name, campaign) if campaign else kinds.title(kind)


def dated(name: str, campaign: Campaign) -> str:
    """A name with its years written out."""
    notice, income = rules.tax_years(campaign.year.starts_in)
    name = name.replace("{avis}", str(notice)).replace("{revenus}", str(income))
    return name.replace("{annee}", campaign.year.label)
