"""Who is in which course, in which year, at which level."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portamento.schools.scope import SchoolOwned, scoped


class EnrolmentQuerySet(models.QuerySet):
    def active(self):
        return self.filter(ended_on=None)

    def of_year(self, year):
        return self.filter(course__year=year)

    def with_course(self):
        return self.select_related(
            "course__discipline", "course__teacher", "course__level", "level", "course__year"
        )

    def in_order(self):
        return self.order_by("course__discipline__part", "course__name", "pk")


class Enrolment(SchoolOwned):
    """A place in a course: the level belongs to it, not to the pupil (violoncelle 2C3, FM 2C2)."""

    pupil = models.ForeignKey("families.Pupil", models.PROTECT, related_name="enrolments")
    course = models.ForeignKey("catalog.Course", models.PROTECT, related_name="enrolments")
    level = models.ForeignKey(
        "catalog.Level", models.PROTECT, null=True, blank=True, related_name="+"
    )
    dispensed = models.BooleanField(default=False, verbose_name=_("Dispense"))
    began_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    objects = scoped(EnrolmentQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pupil", "course"],
                condition=Q(ended_on=None),
                name="one_active_enrolment_per_pupil_and_course",
            )
        ]

    def level_label(self) -> str:
        level = self.level or self.course.level
        return level.code if level else ""

    def mentions(self) -> list[tuple[str, int]]:
        return [("pupil", self.pupil_id), ("course", self.course_id)]
