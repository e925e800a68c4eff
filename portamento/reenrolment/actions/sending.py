"""Sending, taking back, and the other guardian's word."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.foundation import clock
from portamento.mailroom.letter import PaperWanted
from portamento.reenrolment import courses, letters, pieces, reasons, receipt, rules, setup
from portamento.reenrolment.lifecycle import DOSSIER
from portamento.reenrolment.models import Dossier, State
from portamento.reenrolment.situation import Situation
from portamento.workflow.action import NotAllowed, action


@dataclass(frozen=True)
class Gap:
    """Something missing: its sentence and where on the page to put it right."""

    code: rules.Missing
    sentence: str
    anchor: str


ANCHORS = {
    rules.Missing.COURSE: "cours",
    rules.Missing.DISPENSE_REASON: "cours",
    rules.Missing.PLAN: "id_plan_0",
    rules.Missing.QF: "id_qf_0",
    rules.Missing.TERMS: "id_agrees",
}


def gaps(one: Situation) -> list[Gap]:
    """What must be put right before the dossier can leave at all."""
    found = [
        Gap(code, str(reasons.MISSING[code]), ANCHORS[code])
        for code in rules.blockers(_answers(one))
    ]
    if one.campaign.strict:
        found += missing_documents(one)
    return found


def missing_documents(one: Situation) -> list[Gap]:
    """Documents asked for now and not given: they block a strict campaign only."""
    return [
        Gap(
            rules.Missing.DOCUMENT,
            str(reasons.MISSING[rules.Missing.DOCUMENT]) % {"name": name},
            piece.anchor,
        )
        for name, piece in pieces.missing(pieces.of(one))
    ]


def _answers(one: Situation) -> rules.Answers:
    dossier, row = one.dossier, one.membership
    kept = any(course.ruling.wanted for course in courses.rows(one))
    new = any(wish.enrolment_id is None for wish in one.wishes)
    return rules.Answers(
        stays=one.stays,
        any_course=kept or new or bool(dossier.wanted.strip()),
        blank_dispense=any(wish.dispense_asked and not wish.dispense_reason for wish in one.wishes),
        pays=one.pays,
        plan_chosen=row.plan_id is not None,
        plans_offered=bool(setup.plans(one.campaign)),
        qf_due=one.asks_qf and not row.qf_choice,
        agrees=dossier.agrees,
        terms_published=setup.current_terms(one.campaign) is not None,
    )


def submit(dossier: Dossier, one: Situation, *, by) -> Dossier:
    """Hands the dossier in. Already handed in: its receipt is the answer, whatever way it came."""
    if dossier.state not in {State.DRAFT, State.SENT_BACK, State.WITHDRAWN}:
        return dossier
    return _submit(dossier, one, by=by)


@action
def _submit(dossier: Dossier, one: Situation, *, by) -> Dossier:
    """One transaction: move, receipt, letters. Raises NotAllowed with what is missing."""
    if found := gaps(one):
        raise NotAllowed(" ".join(gap.sentence for gap in found))
    now = clock.now()
    paper = PaperWanted(
        template="receipt",
        facts=receipt.facts(one, sent_at=now, by=by),
        name=f"recepisse-{dossier.reference}.pdf",
        household_id=dossier.family_id,
    ).order()
    stamps = {
        "sent_at": now,
        "first_sent_at": dossier.first_sent_at or now,
        "sent_by": by,
        "terms": setup.current_terms(one.campaign) if one.stays else None,
        "accepted_by": by if one.stays else None,
        "paper": paper,
    }
    try:
        DOSSIER.submit(dossier, stamps=stamps, reference=dossier.reference)
    except NotAllowed:
        if dossier.state in {State.SUBMITTED, State.IN_REVIEW}:
            record("dossier.sent_again", dossier, household=dossier.family_id)
            paper.delete()
            return dossier  # another click was quicker: one submission, the same reference
        raise
    missing = [name for name, _piece in pieces.missing(pieces.of(one))]
    letters.DossierReceived(dossier, tuple(receipt.lines(one)), tuple(missing)).send()
    letters.FiledByOther(dossier).send()
    return dossier


@action
def take_back(dossier: Dossier, *, by) -> None:
    """Until the office has started, the family corrects; it is to be sent again."""
    DOSSIER.take_back(dossier)


@action
def disagree(dossier: Dossier, *, text: str, by) -> None:
    """The other guardian with authority says no: the dossier is flagged, nothing is undone."""
    if not text.strip():
        raise NotAllowed(_("Écrivez en une phrase ce que vous contestez."))
    Dossier.objects.filter(pk=dossier.pk).update(disagreement=text.strip(), disagreed_by=by)
    dossier.refresh_from_db(fields=["disagreement", "disagreed_by"])
    record("dossier.disagreed", dossier, text=dossier.disagreement)
