"""Who did what, when: rows are added by `record()` only, inside an action, and never changed."""

from datetime import date

from django.conf import settings
from django.db import models

from portamento.foundation import clock
from portamento.schools.scope import SchoolOwned, scoped


class EventQuerySet(models.QuerySet):
    def about(self, kind: str, pk: int):
        return self.filter(mentions__kind=kind, mentions__subject_id=pk)

    def for_household(self, family_id: int):
        """What that household may read: its own facts, and those of no household."""
        return self.filter(models.Q(household_id=family_id) | models.Q(household_id=None))

    def on(self, day: date):
        """What happened on that day of the school's calendar."""
        began, ends = clock.bounds(day)
        return self.filter(at__gte=began, at__lt=ends)

    def before(self, event: "Event"):
        """What the newest-first order lists after that event."""
        same = models.Q(at=event.at, pk__lt=event.pk)
        return self.filter(same | models.Q(at__lt=event.at))

    def newest_first(self):
        return self.order_by("-at", "-pk")


class Event(SchoolOwned):
    """One thing that a person, or the system, made happen."""

    at = models.DateTimeField(db_index=True)
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    acting_for = models.PositiveBigIntegerField(null=True)
    household_id = models.PositiveBigIntegerField(null=True)
    verb = models.CharField(max_length=60, db_index=True)
    digest = models.CharField(max_length=64)
    chain = models.CharField(max_length=64, blank=True)
    rank = models.PositiveBigIntegerField(null=True)  # its place in the chain
    objects = scoped(EventQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "rank"], name="one_event_per_school_and_rank")
        ]


class Facts(SchoolOwned):
    """What the event said, before and after; can be erased, its digest stays."""

    event = models.OneToOneField(Event, models.CASCADE, related_name="facts")
    salt = models.CharField(max_length=32)
    values = models.JSONField(default=dict)


class Mention(SchoolOwned):
    """A subject the event is about; kinds are a closed list."""

    KINDS = (
        *("account", "bill", "campaign", "change", "course", "document", "dossier"),
        *("family", "guardian", "letter", "pupil", "school"),
    )
    event = models.ForeignKey(Event, models.CASCADE, related_name="mentions")
    kind = models.CharField(max_length=12)
    subject_id = models.PositiveBigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["school", "kind", "subject_id"])]
