"""Next year's courses a wish may be placed in, the follow-up of this year's first."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portamento.catalog.models import Course
from portamento.foundation import text
from portamento.reenrolment.models import Campaign, Wish


@dataclass(frozen=True)
class Candidate:
    """A course, whether it follows the pupil's, and the room left."""

    course: Course
    follows: bool

    @property
    def pk(self) -> int:
        return self.course.pk

    @property
    def is_full(self) -> bool:
        return self.course.places_left() == 0

    @property
    def words(self) -> str:
        """« Violoncelle 2C4, mercredi, 14 h 00, Mme Castel : 2 places »."""
        course = self.course
        name = f"{course.name} {course.level}" if course.level else course.name
        parts = [name, course.schedule(), str(course.teacher or "")]
        return f"{', '.join(part for part in parts if part)} ({self.room})"

    @property
    def room(self) -> str:
        left = self.course.places_left()
        if left is None:
            return _("sans limite")
        return text.count(left, _("place libre"), _("places libres")) if left else _("complet")


def of(wishes: Iterable[Wish], campaign: Campaign) -> dict[int, list[Candidate]]:
    """By wish, in one query: the follow-up, then the courses of the same discipline."""
    wishes = list(wishes)
    disciplines = {discipline_of(wish) for wish in wishes}
    courses = Course.objects.of_year(campaign.year).filter(discipline__in=disciplines)
    by_discipline = defaultdict(list)
    for course in courses.select_related("level", "teacher", "discipline").by_name():
        by_discipline[course.discipline_id].append(course)
    return {wish.pk: sorted_for(wish, by_discipline[discipline_of(wish)]) for wish in wishes}


def discipline_of(wish: Wish) -> int:
    return wish.discipline_id or wish.enrolment.course.discipline_id


def sorted_for(wish: Wish, courses: list[Course]) -> list[Candidate]:
    this_year = wish.enrolment.course_id if wish.enrolment_id else 0
    found = [
        Candidate(course, bool(this_year) and course.follows_id == this_year) for course in courses
    ]
    return sorted(found, key=lambda one: not one.follows)


def proposed(candidates: list[Candidate]) -> Candidate | None:
    """The follow-up, else the only course there is."""
    first = next(iter(candidates), None)
    if first and (first.follows or len(candidates) == 1):
        return first
    return None
