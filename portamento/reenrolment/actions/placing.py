"""Next year's courses: a tick is a request, a place is taken when the office assigns it."""

from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.enrolments import actions as enrolments
from portamento.foundation import clock
from portamento.reenrolment import letters
from portamento.reenrolment.lifecycle import DOSSIER
from portamento.reenrolment.models import Dossier, State, Wish
from portamento.reenrolment.models.dossiers import Outcome
from portamento.workflow.action import NotAllowed, action


@action
def place(wish: Wish, course, *, level=None, by) -> None:
    """Takes the place in next year's course. Raises NotAllowed when it is full or not accepted."""
    _may_place(wish)
    if course.year_id != wish.dossier.campaign.year_id:
        raise NotAllowed(_("Ce cours n’est pas de l’année préparée."))
    if wish.place_id:
        enrolments.end(wish.place, by=by)
    enrolment = enrolments.enrol(wish.dossier.pupil, course, level=level, by=by)
    _set(wish, outcome=Outcome.PLACED, place=enrolment, outcome_note="")
    record("wish.placed", wish.dossier, course, course=course.name)


def _may_place(wish: Wish) -> None:
    if wish.dossier.state != State.ACCEPTED:
        raise NotAllowed(_("Validez d’abord le dossier : les cours s’attribuent ensuite."))


def _set(wish: Wish, **values) -> None:
    Wish.objects.filter(pk=wish.pk).update(**values)
    wish.refresh_from_db()


@action
def unplace(wish: Wish, *, by) -> None:
    """Gives the place back: the wish is open again."""
    _may_place(wish)
    if wish.place_id:
        enrolments.end(wish.place, by=by)
    _set(wish, outcome=Outcome.OPEN, place=None, outcome_note="")
    record("wish.unplaced", wish.dossier)


@action
def wait_wish(wish: Wish, *, note: str = "", by) -> None:
    """No place now: the family is told it waits."""
    _may_place(wish)
    _set(wish, outcome=Outcome.WAITING, outcome_note=note.strip())
    record("wish.waiting", wish.dossier, note=note.strip())


@action
def decline_wish(wish: Wish, *, note: str, by) -> None:
    """Not kept, with a sentence the family reads."""
    _may_place(wish)
    if not note.strip():
        raise NotAllowed(_("Écrivez pourquoi : la famille le lira."))
    _set(wish, outcome=Outcome.DECLINED, outcome_note=note.strip())
    record("wish.declined", wish.dossier, note=note.strip())


def undecided(dossier: Dossier) -> int:
    """Wishes of the family that the office has not settled."""
    return dossier.wishes.filter(wanted=True, outcome=Outcome.OPEN).count()


@action
def settle(dossier: Dossier, *, by) -> None:
    """All wishes are settled: the family is told once, with day, time and room."""
    if dossier.state == State.ACCEPTED and undecided(dossier):
        raise NotAllowed(_("Il reste des cours à attribuer dans ce dossier."))
    DOSSIER.settle(dossier, stamps={"settled_at": clock.now()})
    letters.CoursesAssigned(dossier).send()


@action
def confirm(dossier: Dossier, *, by) -> None:
    """The pupil is enrolled for the coming year."""
    DOSSIER.confirm(dossier)
    letters.Confirmed(dossier).send()
