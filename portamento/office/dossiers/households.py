"""The households of one pupil, as the office sees them on a dossier."""

from collections import defaultdict
from dataclasses import dataclass, field, replace

from django.utils.translation import gettext as _

from portamento.accounts.roles import SEE_BILLS, SEE_DOCUMENTS
from portamento.changes import kinds as change_kinds
from portamento.changes.models import FieldChange
from portamento.families.models import Family, Guardian, Tie
from portamento.foundation import money, text
from portamento.office.changes import cards
from portamento.office.documents import access, forms
from portamento.reenrolment import pieces, setup
from portamento.reenrolment.completeness import Standing
from portamento.reenrolment.models import QfChoice
from portamento.reenrolment.pieces import Piece
from portamento.reenrolment.situation import Situation


@dataclass(frozen=True)
class Adult:
    """A guardian: where to ring, and what they are to the pupil."""

    name: str
    phones: list[str]
    email: str
    email_refused: bool
    relation: str
    facts: list[str]


@dataclass(frozen=True)
class Line:
    """A piece as the office reads it, with the form to ask for it again."""

    # `reason`: why it is to do again, or why nobody needs it.

    piece: Piece
    state: str
    kind: str
    readable: bool
    reason: str
    refusal: forms.Refusal | None

    @property
    def document(self):
        return self.piece.document


@dataclass
class Household:
    """One home: who, who pays, what it chose and gave, what it asks to change."""

    family: Family
    is_filer: bool
    share: int
    resident: bool
    adults: list[Adult] = field(default_factory=list)
    choices: list[tuple[str, str]] = field(default_factory=list)
    pieces: list[Line] = field(default_factory=list)
    changes: list[cards.Card] = field(default_factory=list)


def of(standing: Standing, reader) -> list[Household]:
    """Constant queries: adults, ties, changes; the rest has been read."""
    families = [one.membership.family_id for one in standing.situations]
    pupil = standing.situations[0].membership.pupil_id
    adults = adults_of(families, pupil)
    changes = changes_of(standing) if reader.may(SEE_DOCUMENTS) else {}
    return [
        household(one, standing, adults, changes.get(one.membership.family_id, []), reader)
        for one in standing.situations
    ]


def household(one: Situation, standing: Standing, adults, changes, reader) -> Household:
    family = one.membership.family
    found = standing.pieces.get(family.pk, [])
    return Household(
        family=family,
        is_filer=one.is_filer,
        share=one.membership.payer_share,
        resident=one.resident,
        adults=adults[family.pk],
        choices=choices(one) if reader.may(SEE_DOCUMENTS) or reader.may(SEE_BILLS) else [],
        pieces=[line(piece, reader) for piece in found if piece.state != pieces.REPLACED],
        changes=changes,
    )


def adults_of(families: list[int], pupil: int) -> dict[int, list[Adult]]:
    ties = {tie.guardian_id: tie for tie in Tie.objects.filter(pupil=pupil)}
    rows = Guardian.objects.filter(family__in=families, left_on=None)
    found = defaultdict(list)
    for guardian in rows.select_related("person", "account").order_by("rank", "pk"):
        found[guardian.family_id].append(adult(guardian, ties.get(guardian.pk)))
    return found


def adult(guardian: Guardian, tie: Tie | None) -> Adult:
    account = guardian.account
    return Adult(
        name=guardian.full_name,
        phones=[number for number in guardian.person.phones() if number],
        email=account.email,
        email_refused=account.email_refused_at is not None,
        relation=str(tie.get_relation_display()) if tie else _("Sans lien avec l’élève"),
        facts=facts(tie) if tie else [],
    )


def facts(tie: Tie) -> list[str]:
    told = (
        (tie.authority, _("autorité parentale"), _("sans autorité parentale")),
        (tie.may_reenrol, _("peut réinscrire"), _("ne peut pas réinscrire")),
        (tie.receives_letters, _("reçoit les courriers"), _("ne reçoit pas les courriers")),
    )
    words = [yes if holds else no for holds, yes, no in told]
    return [*words, _("lien protégé")] if tie.protected else words


def choices(one: Situation) -> list[tuple[str, str]]:
    """Payment plan and quotient familial, where this household is asked."""
    if not one.pays:
        return []
    plans = {plan.pk: plan.name for plan in setup.plans(one.campaign)}
    found = [(_("Modalité de règlement"), plans.get(one.membership.plan_id, _("Pas choisie")))]
    if one.asks_qf:
        answer = QfChoice(one.membership.qf_choice or "").label
        found.append((_("Quotient familial"), str(answer)))
    if one.membership.quotient_cents is not None:
        found.append((_("Quotient retenu"), quotient(one.membership)))
    return found


def quotient(membership) -> str:
    """« 742 € (mai 2026) »."""
    said = money.euros(membership.quotient_cents)
    month = membership.quotient_month
    return f"{said} ({text.month(month)})" if month else said


def line(piece: Piece, reader) -> Line:
    state, kind = piece.words()
    document = piece.document
    may_read = access.may_read(reader, piece.kind)
    readable = document is not None and may_read
    return Line(
        piece=piece,
        state=str(state),
        kind=kind,
        readable=readable,
        reason=why(piece) if may_read else "",
        refusal=forms.Refusal(kind=piece.kind, auto_id=f"refus-{document.pk}-%s")
        if readable
        else None,
    )


def why(piece: Piece) -> str:
    """What the office wrote of it, for those who may read the paper itself."""
    if piece.waiver:
        return piece.waiver.sentence
    return piece.document.note if piece.document and piece.state == pieces.REFUSED else ""


def changes_of(standing: Standing) -> dict[int, list[cards.Card]]:
    """What waits about the households' adults and this pupil, read only: another page decides."""
    homes = {one.membership.family_id: one.membership.pk for one in standing.situations}
    rows = FieldChange.objects.pending().filter(request__household_id__in=homes).with_request()
    by_subject = defaultdict(list)
    for row in rows:
        if row.kind == "guardian" or row.subject_id in homes.values():
            by_subject[row.kind, row.subject_id].append(row)
    found = defaultdict(list)
    for key in ("guardian", "pupil"):
        ids = [pk for kind, pk in by_subject if kind == key]
        for pk, subject in change_kinds.find(key).find_many(ids).items() if ids else ():
            rows = by_subject[key, pk]
            card = replace(cards.card(key, subject, rows))
            card.rows = [{**row, "name": ""} for row in card.rows]
            found[rows[0].request.household_id].append(card)
    return found
