"""Next year's courses: a tick is a request, a place is taken when the office assigns it."""

from django.db.models import Q
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.enrolments import actions as enrolments
from portamento.foundation import clock
from portamento.reenrolment import letters
from portamento.reenrolment.lifecycle import DOSSIER
from portamento.reenrolment.models import Dispense, Dossier, Outcome, State, Stays, Wish
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold


@action
def place(wish: Wish, course, *, level=None, by) -> None:
    """Takes the place in next year's course. Raises NotAllowed when it is full or not accepted."""
    _may_place(wish)
    if course.year_id != wish.dossier.campaign.year_id:
        raise NotAllowed(_("Ce cours n’est pas de l’année préparée."))
    _give_back(wish, by)
    enrolment = enrolments.enrol(wish.dossier.pupil, course, level=level, by=by)
    _set(wish, outcome=Outcome.PLACED, place=enrolment, outcome_note="")
    record("wish.placed", wish.dossier, course, course=course.name)


def _may_place(wish: Wish) -> None:
    if not hold(wish.dossier, state=State.ACCEPTED):
        raise NotAllowed(_("Validez d’abord le dossier : les cours s’attribuent ensuite."))
    # Of two who decide at once the second waits for this write, then finds the wish settled.
    seen = Wish.objects.filter(pk=wish.pk, outcome=wish.outcome, place_id=wish.place_id)
    if not seen.update(outcome=wish.outcome):
        raise NotAllowed(_("Une autre personne vient de traiter cette demande. Vérifiez."))


def _give_back(wish: Wish, by) -> None:
    if wish.place_id:
        enrolments.end(wish.place, by=by)


def _set(wish: Wish, **values) -> None:
    Wish.objects.filter(pk=wish.pk).update(**values)
    wish.refresh_from_db()


@action
def unplace(wish: Wish, *, by) -> None:
    """Gives the place back: the wish is open again."""
    _may_place(wish)
    _give_back(wish, by)
    _set(wish, outcome=Outcome.OPEN, place=None, outcome_note="")
    record("wish.unplaced", wish.dossier)


@action
def wait_wish(wish: Wish, *, note: str = "", by) -> None:
    """No place now: the family is told it waits."""
    _may_place(wish)
    _give_back(wish, by)
    _set(wish, outcome=Outcome.WAITING, place=None, outcome_note=note.strip())
    record("wish.waiting", wish.dossier, note=note.strip())


@action
def decline_wish(wish: Wish, *, note: str, by) -> None:
    """Not kept, with a sentence the family reads."""
    _may_place(wish)
    if not note.strip():
        raise NotAllowed(_("Écrivez pourquoi : la famille le lira."))
    _give_back(wish, by)
    _set(wish, outcome=Outcome.DECLINED, place=None, outcome_note=note.strip())
    record("wish.declined", wish.dossier, note=note.strip())


@action
def add_wish(dossier: Dossier, discipline, *, by) -> Wish:
    """What the family asked for in its own words, or a part its bundle lacks, becomes a wish."""
    if not hold(dossier, state=State.ACCEPTED):
        raise NotAllowed(_("Validez d’abord le dossier : les cours s’attribuent ensuite."))
    rank = dossier.wishes.filter(enrolment=None).count() + 1
    wish = Wish.objects.create(dossier=dossier, discipline=discipline, rank=rank)
    record("wish.added", dossier, name=str(discipline))
    return wish


UNDECIDED = Q(dispense_asked=True, dispense=Dispense.OPEN) | (
    Q(wanted=True, outcome=Outcome.OPEN) & ~Q(dispense=Dispense.GRANTED)
)


def is_undecided(wish: Wish) -> bool:
    """Neither placed, nor waiting, nor declined; a dispense granted needs no place."""
    if wish.awaits_dispense():
        return True
    return wish.wanted and not wish.outcome and wish.dispense != Dispense.GRANTED


def why_unsettled(dossier: Dossier, wishes: list[Wish]) -> str:
    """Why the family cannot be told of its courses yet; '' once each of its wishes is settled."""
    if dossier.stays == Stays.NO:
        return _("Cet élève ne se réinscrit pas : aucun cours n’est à attribuer.")
    if any(is_undecided(wish) for wish in wishes):
        return _("Il reste des cours à attribuer dans ce dossier.")
    if not any(wish.outcome for wish in wishes):
        return _("Aucun cours n’est encore attribué dans ce dossier.")
    return ""


@action
def settle(dossier: Dossier, *, by) -> None:
    """All wishes are settled: the family is told once, with day, time and room."""
    accepted = hold(dossier, state=State.ACCEPTED)
    wishes = list(dossier.wishes.select_related("enrolment__course", "enrolment__level"))
    if accepted and (why := why_unsettled(dossier, wishes)):
        raise NotAllowed(why)
    DOSSIER.settle(dossier, stamps={"settled_at": clock.now()})
    for wish in wishes:
        if wish.dispense == Dispense.GRANTED:
            _keep_dispense(wish, by)
    letters.CoursesAssigned(dossier).send()


def _keep_dispense(wish: Wish, by) -> None:
    """Next year's row says the pupil is excused, so nobody asks again; it takes no place."""
    year, pupil = wish.dossier.campaign.year, wish.dossier.pupil
    course = wish.enrolment.course.followed_by.filter(year=year).order_by("pk").first()
    if course and not pupil.enrolments.active().filter(course=course).exists():
        enrolments.enrol(pupil, course, level=wish.enrolment.level, dispensed=True, by=by)


@action
def confirm(dossier: Dossier, *, by) -> None:
    """The pupil is enrolled for the coming year."""
    DOSSIER.confirm(dossier)
    letters.Confirmed(dossier).send()
