"""This year's courses of some pupils, as families read them."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portamento.enrolments import readers
from portamento.enrolments.models import Enrolment
from portamento.foundation import text
from portamento.schools import setup


@dataclass(frozen=True)
class Lesson:
    """One line of « Cours »."""

    name: str
    schedule: str
    level: str
    teacher: str
    room: str


def of_pupils(pks: Iterable[int]) -> dict[int, list[Lesson]]:
    """By pupil, in one query."""
    found = readers.of_pupils(pks, setup.current_year())
    return {pupil: [_lesson(row) for row in rows] for pupil, rows in found.items()}


def _lesson(row: Enrolment) -> Lesson:
    course = row.course
    place = ", ".join(part for part in (course.room, course.place) if part)
    return Lesson(
        course.name,
        text.initials_upper(course.schedule()),
        _("Dispense") if row.dispensed else row.level_label(),
        course.teacher.name if course.teacher else "",
        place,
    )
