"""Who is in which course, in which year, at which level."""

from django.db import models
from django.db.models import Case, Q, When
from django.utils.translation import gettext_lazy as _

from portamento.catalog.models import Part
from portamento.schools.scope import SchoolOwned, scoped

PARTS = (Part.MAIN, Part.THEORY, Part.ENSEMBLE)


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
        """The dominante first, then formation musicale, the collective practice, the rest."""
        ranks = [When(course__discipline__part=part, then=rank) for rank, part in enumerate(PARTS)]
        return self.order_by(Case(*ranks, default=len(PARTS)), "course__name", "pk")


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
        """« 2C3 », and in words where there is no cycle: « Hors cursus »."""
        level = self.level or self.course.level
        if level is None:
            return ""
        return level.code if level.cycle else level.name

    def titled(self) -> str:
        """« Violoncelle, 2C3 »; some schools write the level into the name."""
        name, level = self.course.name, self.level_label()
        return f"{name}, {level}" if level and level not in name else name

    def mentions(self) -> list[tuple[str, int]]:
        return [("pupil", self.pupil_id), ("course", self.course_id)]
