"""« Sans objet », and asked again after all: the dossier counts without that piece."""

from django.db.models import QuerySet

from portamento.audit.record import record
from portamento.documents import actions as documents
from portamento.documents.models import Document, State
from portamento.reenrolment import pieces, setup, waivers
from portamento.reenrolment.actions.returning import come_back
from portamento.reenrolment.models import HouseholdAnswers, Request
from portamento.schools.prepared import Mark, Prepared
from portamento.workflow.action import action

OPEN = [State.RECEIVED, State.ACCEPTED, State.REFUSED]


@action
def set_aside(document: Document, *, reason: str, note: str = "", by) -> None:
    """This paper is not needed after all: nor is any other of its kind from that household."""
    documents.set_aside(document, reason=reason, note=note, by=by)
    if ask := setup.request_of(document.kind_id):
        waive(ask, document.family, document.pupil, reason=reason, note=note, by=by)


@action
def waive(ask: Request, family, pupil=None, *, reason: str, note: str = "", by) -> None:
    """Not asked of that household, for itself or that pupil; also where nothing was handed in."""
    documents.refuse_unsaid(reason, note)
    for document in papers_of(ask, family, pupil).filter(state__in=OPEN):
        documents.set_aside(document, reason=reason, note=note, by=by)
    kept = {"reason": reason, "note": note.strip()}
    store(ask, family, pupil, kept)
    why = waivers.Waiver(**kept)
    record(
        *("piece.waived", *about(family, pupil)),
        household=family.pk,
        kind=pieces.name_of(ask.kind, ask.campaign),
        reason=why.label or why.sentence,
    )
    come_back(family, pupil)


@action
def ask_again(ask: Request, family, pupil=None, *, by) -> None:
    """Needed after all: what was handed in for it waits to be checked again."""
    for document in papers_of(ask, family, pupil).filter(state=State.MOOT):
        documents.ask_again(document, by=by)
    restore(ask, family, pupil)


def restore(ask: Request, family, pupil=None) -> None:
    """The piece is asked again; nothing where it never ceased to be."""
    if take_away(ask, family, pupil):
        record(
            "piece.asked_again",
            *about(family, pupil),
            household=family.pk,
            kind=pieces.name_of(ask.kind, ask.campaign),
        )


def about(family, pupil) -> list:
    return [family, pupil] if pupil else [family]


def papers_of(ask: Request, family, pupil):
    """Handed in for this campaign: an older one, still good, stays what it is."""
    rows = Document.objects.filter(kind=ask.kind_id, family=family, pupil=pupil)
    return rows.filter(received_at__gte=ask.campaign.opens_at).select_related("kind")


def store(ask: Request, family, pupil, kept: dict) -> None:
    """Writes the one entry, the row held meanwhile."""
    HouseholdAnswers.objects.get_or_create(family=family, campaign=ask.campaign)
    answers = held(ask, family)
    rewrite(answers, answers.waived | {key_of(ask, pupil): kept})


def take_away(ask: Request, family, pupil) -> bool:
    """The other way round; whether there was one."""
    answers, key = held(ask, family), key_of(ask, pupil)
    if answers is None or key not in answers.waived:
        return False
    rewrite(answers, {name: value for name, value in answers.waived.items() if name != key})
    return True


def held(ask: Request, family) -> HouseholdAnswers | None:
    return next(iter(answers_to_hold(family.pk, ask.campaign_id)), None)


@Prepared
def answers_to_hold(family: Mark, campaign: Mark) -> QuerySet[HouseholdAnswers]:
    rows = HouseholdAnswers.objects.select_for_update()
    return rows.filter(family=family, campaign=campaign).order_by()


def key_of(ask: Request, pupil) -> str:
    return waivers.key(ask.pk, pupil.pk if pupil else None)


def rewrite(answers: HouseholdAnswers, waived: waivers.Kept) -> None:
    HouseholdAnswers.objects.filter(pk=answers.pk).update(waived=waived)
