"""Changes people ask for, waiting for the office: one submission, one letter, one row a field."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portamento.schools.scope import SchoolOwned, scoped


class State(models.TextChoices):
    """Where one field's change stands."""

    PENDING = "pending", _("En attente de validation")
    APPLIED = "applied", _("Appliqué")
    DECLINED = "declined", _("Refusé")
    WITHDRAWN = "withdrawn", _("Annulé")
    OUTDATED = "outdated", _("Dépassé")


class ChangeRequest(SchoolOwned):
    """One submission of changes about one subject of one kind."""

    kind = models.CharField(max_length=20)
    subject_id = models.PositiveBigIntegerField()
    household_id = models.PositiveBigIntegerField()
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="change_requests"
    )
    asked_at = models.DateTimeField()
    about_kind = models.CharField(max_length=12)
    about_id = models.PositiveBigIntegerField()

    def mentions(self) -> list[tuple[str, int]]:
        about = (self.about_kind, self.about_id)
        return [("change", self.pk), ("family", self.household_id), about]


class FieldChangeQuerySet(models.QuerySet):
    def pending(self):
        return self.filter(state=State.PENDING)

    def of(self, kind: str, subject_id: int):
        return self.filter(kind=kind, subject_id=subject_id)

    def of_any(self, places):
        """Of any of these (kind, subject_id)."""
        wanted = Q(pk__in=[])
        for kind, subject_id in places:
            wanted |= Q(kind=kind, subject_id=subject_id)
        return self.filter(wanted)

    def recent(self, since):
        """Those that wait, and those asked or decided since then."""
        lately = Q(decided_at__gte=since) | Q(request__asked_at__gte=since)
        return self.filter(Q(state=State.PENDING) | lately)

    def with_request(self):
        return self.select_related("request__asked_by").order_by("request__asked_at", "pk")


class FieldChange(SchoolOwned):
    """One field: what the person saw, what they propose, and what became of it.

    `kind` and `subject_id` say where it waits; they are the request's, save for a field that two
    pages share (an adult pupil who is a guardian too).
    """

    request = models.ForeignKey(ChangeRequest, models.CASCADE, related_name="fields")
    kind = models.CharField(max_length=20)
    subject_id = models.PositiveBigIntegerField()
    field = models.CharField(max_length=40)
    seen = models.TextField(blank=True)
    proposed = models.TextField(blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)
    reason = models.CharField(max_length=300, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)
    objects = scoped(FieldChangeQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "subject_id", "field"],
                condition=Q(state=State.PENDING),
                name="one_pending_change_per_subject_and_field",
            )
        ]

    def household_id(self) -> int:
        return self.request.household_id

    def mentions(self) -> list[tuple[str, int]]:
        return self.request.mentions()
