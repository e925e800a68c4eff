"""Bills as the régie enters them: lines, instalments, and the PDF; families consult them."""

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.schools.scope import SchoolOwned, scoped


class Series(models.TextChoices):
    """The guide's two tabs."""

    FEES = "fees", _("Cotisations")
    RENTALS = "rentals", _("Locations")


class State(models.TextChoices):
    DRAFT = "draft", _("Brouillon")
    ISSUED = "issued", _("À régler")
    PAID = "paid", _("Réglée")
    CANCELLED = "cancelled", _("Annulée")


class BillQuerySet(models.QuerySet):
    def visible(self):
        """What a family sees: everything but drafts."""
        return self.exclude(state=State.DRAFT)

    def newest_first(self):
        return self.order_by("-issued_on", "-pk")


class Bill(SchoolOwned):
    """One bill of one family. An issued bill is never edited: cancel and issue again."""

    family = models.ForeignKey("families.Family", models.PROTECT, related_name="bills")
    year = models.ForeignKey("schools.SchoolYear", models.PROTECT, related_name="+")
    series = models.CharField(max_length=8, choices=Series.choices, default=Series.FEES)
    number = models.CharField(max_length=30)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    issued_on = models.DateField(null=True, blank=True)
    total_cents = models.IntegerField(default=0)
    note = models.CharField(max_length=300, blank=True)
    paper = models.ForeignKey("mailroom.Paper", models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    objects = scoped(BillQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "number"], name="one_bill_per_number")
        ]

    def household_id(self) -> int:
        return self.family_id

    def mentions(self) -> list[tuple[str, int]]:
        return [("bill", self.pk), ("family", self.family_id)]


class BillLine(SchoolOwned):
    """What is charged; negative amounts are reductions."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="lines")
    position = models.PositiveSmallIntegerField()
    label = models.CharField(max_length=160)
    amount_cents = models.IntegerField()


class InstalmentState(models.TextChoices):
    DUE = "due", _("À venir")
    PAID = "paid", _("Payée")
    REJECTED = "rejected", _("Rejetée, à régler")


class Instalment(SchoolOwned):
    """One due date of a bill; they add up to its total."""

    bill = models.ForeignKey(Bill, models.CASCADE, related_name="instalments")
    due_on = models.DateField()
    amount_cents = models.IntegerField()
    state = models.CharField(
        max_length=8, choices=InstalmentState.choices, default=InstalmentState.DUE
    )

    def is_late(self, today: date) -> bool:
        return self.state == InstalmentState.DUE and self.due_on < today
