"""What the public archives agree to see destroyed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.schools.scope import SchoolOwned


class EliminationState(models.TextChoices):
    """Public archives are destroyed once the Archives départementales have agreed, never before."""

    PREPARED = "prepared", _("En attente de visa")
    APPROVED = "approved", _("Visa reçu")
    DESTROYED = "destroyed", _("Détruit")
    CANCELLED = "cancelled", _("Abandonné")


class Elimination(SchoolOwned):
    """One « bordereau d’élimination »; it is kept for ever, what it lists is not."""

    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=EliminationState.choices, default=EliminationState.PREPARED
    )
    made_at = models.DateTimeField()
    approved_on = models.DateField(null=True)
    approved_by = models.CharField(max_length=160, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    destroyed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"], name="one_elimination_per_school_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"Bordereau n° {self.number}"

    def mentions(self) -> list[tuple[str, int]]:
        return [("school", self.school_id)]


class EliminationLine(SchoolOwned):
    """One kind of document on it: how many, from when to when, how large, under which rule."""

    elimination = models.ForeignKey(Elimination, models.CASCADE, related_name="lines")
    name = models.CharField(max_length=160)
    rule = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    oldest = models.DateField()
    newest = models.DateField()
    size = models.PositiveBigIntegerField()
