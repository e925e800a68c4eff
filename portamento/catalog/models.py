"""What is taught: disciplines, levels, teachers, and one Course row per year."""

from datetime import date

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from portamento.foundation import text
from portamento.foundation.periods import Period
from portamento.schools.scope import SchoolOwned, scoped


class Part(models.TextChoices):
    """What a discipline is in a bundle (dominante, FM, pratique collective)."""

    MAIN = "main", _("Dominante")
    THEORY = "theory", _("Formation musicale")
    ENSEMBLE = "ensemble", _("Pratique collective")
    OTHER = "other", _("Autre")


class Art(models.TextChoices):
    MUSIC = "music", _("Musique")
    DANCE = "dance", _("Danse")
    DRAMA = "drama", _("Théâtre")


class Discipline(SchoolOwned):
    """Violoncelle, formation musicale, danse classique."""

    name = models.CharField(max_length=80)
    art = models.CharField(max_length=8, choices=Art.choices, default=Art.MUSIC)
    part = models.CharField(max_length=8, choices=Part.choices, default=Part.MAIN)
    offered = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="one_discipline_per_name")
        ]

    def __str__(self) -> str:
        return self.name

    def needs_bundle(self) -> bool:
        """A musical dominante needs formation musicale and a collective practice."""
        return self.art == Art.MUSIC and self.part == Part.MAIN


class Level(SchoolOwned):
    """1C1 … 2C3, hors cursus: dated data, since the vocabulary keeps changing."""

    code = models.CharField(max_length=12)
    name = models.CharField(max_length=60)
    cycle = models.PositiveSmallIntegerField(null=True, blank=True)
    rank = models.PositiveSmallIntegerField(default=0)
    needs_bundle = models.BooleanField(default=True)
    valid_from = models.DateField(null=True, blank=True)
    valid_until = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "code"], name="one_level_per_code")
        ]

    def __str__(self) -> str:
        return self.code

    def is_used(self, on: date) -> bool:
        """Whether pupils may be at that level on that day."""
        return Period(self.valid_from, self.valid_until).holds(on)


class Teacher(SchoolOwned):
    """Who gives a course, as families read it: « Mme Castel »."""

    name = models.CharField(max_length=80)
    email = models.EmailField(blank=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "name"], name="one_teacher_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class CourseQuerySet(models.QuerySet):
    def of_year(self, year):
        return self.filter(year=year)

    def by_name(self) -> list["Course"]:
        """As lists show them: the arts, the names, then the hours of the week."""
        when = [F(column).asc(nulls_last=True) for column in ("weekday", "starts_at")]
        rows = text.alphabetically(self.select_related("discipline").order_by(*when, "pk"))
        return text.alphabetically(rows, lambda one: one.discipline.get_art_display())

    def with_room(self):
        return self.filter(Q(capacity=None) | Q(taken__lt=F("capacity")))


class Course(SchoolOwned):
    """One course of one year: what, at which level, with whom, when and where."""

    class Kind(models.TextChoices):
        INDIVIDUAL = "individual", _("Individuel")
        COLLECTIVE = "collective", _("Collectif")

    class Opening(models.TextChoices):
        """What the family reads under « Cours disponible » for the year after."""

        OPEN = "open", _("Disponible")
        CLOSED = "closed", _("Fermé l’an prochain")
        FULL = "full", _("Complet")
        RESERVED = "reserved", _("Réservé")

    year = models.ForeignKey("schools.SchoolYear", models.PROTECT, related_name="courses")
    discipline = models.ForeignKey(Discipline, models.PROTECT, related_name="courses")
    name = models.CharField(max_length=120)
    level = models.ForeignKey(Level, models.PROTECT, null=True, blank=True, related_name="+")
    teacher = models.ForeignKey(
        Teacher, models.PROTECT, null=True, blank=True, related_name="courses"
    )
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.COLLECTIVE)
    weekday = models.PositiveSmallIntegerField(null=True, blank=True)
    starts_at = models.TimeField(null=True, blank=True)
    ends_at = models.TimeField(null=True, blank=True)
    room = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=80, blank=True)
    capacity = models.PositiveSmallIntegerField(null=True, blank=True)
    taken = models.PositiveSmallIntegerField(default=0)
    opening = models.CharField(max_length=8, choices=Opening.choices, default=Opening.OPEN)
    opening_reason = models.CharField(max_length=200, blank=True)
    reserved_cycle = models.PositiveSmallIntegerField(null=True, blank=True)
    follows = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    version = models.PositiveIntegerField(default=1)
    objects = scoped(CourseQuerySet)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(taken__lte=F("capacity")),
                name="a_course_never_passes_its_capacity",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def schedule(self) -> str:
        return text.schedule(self.weekday, self.starts_at, self.ends_at)

    def availability(self) -> str:
        """« Disponible », « Réservé au cycle 2 »: what families read for the year after."""
        if self.opening == self.Opening.RESERVED and self.reserved_cycle:
            return _("Réservé au cycle %d") % self.reserved_cycle
        return str(self.get_opening_display())

    def summary(self) -> str:
        """« Violoncelle, 2C3 »: what is taught, at which level."""
        return ", ".join(str(one) for one in (self.discipline, self.level) if one)

    def details(self) -> str:
        """« 2C3, Mme Castel, mercredi, 14 h 00 – 14 h 45, 3 sur 8 »: what tells it from others."""
        named = [str(one) for one in (self.level, self.teacher) if one]
        enrolled = text.count(self.taken, _("inscrit"), _("inscrits"))
        full = enrolled if self.capacity is None else self.fullness()
        return ", ".join([*named, self.schedule(), full])

    def where(self) -> str:
        """« Salle 12, antenne Nord »."""
        return ", ".join(one for one in (self.room, self.place) if one)

    def fullness(self) -> str:
        """« 3 sur 8 », or « 3 » where the course has no limit."""
        if self.capacity is None:
            return str(self.taken)
        return _("%(taken)d sur %(capacity)d") % {"taken": self.taken, "capacity": self.capacity}

    def places_left(self) -> int | None:
        """None where the course has no limit."""
        return None if self.capacity is None else self.capacity - self.taken

    def mentions(self) -> list[tuple[str, int]]:
        return [("course", self.pk)]
