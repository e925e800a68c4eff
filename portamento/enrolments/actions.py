"""A place in a course: taken, given back, set at a level."""

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.catalog.models import Course, Level
from portamento.enrolments.models import Enrolment
from portamento.families.models import Pupil
from portamento.foundation import clock
from portamento.schools.models import SchoolYear
from portamento.schools.scope import current
from portamento.workflow.action import NotAllowed, action


@action
def enrol(
    pupil: Pupil,
    course: Course,
    *,
    level: Level | None = None,
    dispensed: bool = False,
    began_on: date | None = None,
    by,
) -> Enrolment:
    """Takes a place for the pupil; a pupil who is dispensed of the course takes none."""
    with transaction.atomic():
        if not dispensed:
            take_place(course)
        # Asked after the write: whoever enrols in this course waits for us, and will see our row.
        if Enrolment.objects.active().filter(pupil=pupil, course=course).exists():
            raise NotAllowed(_("Cet élève est déjà inscrit dans ce cours."))
        row = Enrolment.objects.create(
            pupil=pupil,
            course=course,
            level=level,
            dispensed=dispensed,
            began_on=began_on or first_day(course.year),
        )
    record("enrolment.began", row, course=course.name, year=course.year.label)
    return row


def take_place(course: Course) -> None:
    """One conditional write, which cannot pass the capacity however many write at once."""
    taken = Course.objects.filter(pk=course.pk).with_room().update(taken=F("taken") + 1)
    if not taken:
        raise NotAllowed(_("Ce cours est complet."))
    course.refresh_from_db(fields=["taken"])


def first_day(year: SchoolYear) -> date:
    """Today in a year under way, else the day it turns."""
    school = current()
    turns = date(year.starts_in, school.year_turns_month, school.year_turns_day)
    return max(turns, clock.today())


@action
def end(enrolment: Enrolment, *, by, on: date | None = None) -> None:
    """Gives the place back, once."""
    last = on or max(clock.today(), enrolment.began_on)
    if not Enrolment.objects.active().filter(pk=enrolment.pk).update(ended_on=last):
        raise NotAllowed(_("Cette inscription est déjà terminée."))
    enrolment.ended_on = last
    if not enrolment.dispensed:
        held = Course.objects.filter(pk=enrolment.course_id, taken__gt=0)
        held.update(taken=F("taken") - 1)
    record("enrolment.ended", enrolment, course=enrolment.course.name, on=last.isoformat())


@action
def set_level(enrolment: Enrolment, level: Level | None, *, by) -> None:
    """The level belongs to the enrolment: violoncelle 2C3, formation musicale 2C2."""
    before = enrolment.level_label()
    Enrolment.objects.filter(pk=enrolment.pk).update(level=level)
    enrolment.level = level
    record(
        "enrolment.level_set",
        enrolment,
        course=enrolment.course.name,
        before=before,
        after=enrolment.level_label(),
    )
