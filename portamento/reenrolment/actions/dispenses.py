"""A dispense asked for with its reason: granted or not, and the dossier goes on."""

from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.reenrolment.actions.reviewing import start
from portamento.reenrolment.models import Dispense, State, Wish
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold

DECIDING = {State.SUBMITTED, State.IN_REVIEW, State.ACCEPTED}


@action
def answer_dispense(wish: Wish, *, grant: bool, answer: str = "", by) -> None:
    """Granted, the course is not obligatory; else it is kept, and the family reads why."""
    dossier = wish.dossier
    if not wish.dispense_asked:
        raise NotAllowed(_("Aucune dispense n’est demandée pour ce cours."))
    if not hold(dossier, state__in=DECIDING):
        raise NotAllowed(_("Ce dossier n’est pas à l’étude."))
    if not grant and not answer.strip():
        raise NotAllowed(_("Écrivez pourquoi : la famille le lira."))
    if not hold(wish, place=None):
        raise NotAllowed(_("Reprenez d’abord la place attribuée dans ce cours."))
    verdict = Dispense.GRANTED if grant else Dispense.DECLINED
    values = {"dispense": verdict, "dispense_answer": answer.strip()}
    if not grant:
        values["wanted"] = True
    Wish.objects.filter(pk=wish.pk).update(**values)
    wish.refresh_from_db()
    record(
        f"dispense.{verdict}",
        dossier,
        household=dossier.family_id,
        course=wish.enrolment.course.name,
        note=answer.strip(),
    )
    if dossier.state == State.SUBMITTED:
        start(dossier, by=by)
