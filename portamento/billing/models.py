"""Bills as the régie enters them: lines, instalments, and the PDF; families consult them."""

from datetime import date

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from portamento.billing.rules import Due
from portamento.families.models import Family
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
        return self.order_by(models.F("issued_on").desc(nulls_first=True), "-pk")

    def overdue(self, today: date):
        """Issued, with an instalment that was rejected or whose day has passed."""
        passed = Q(state=InstalmentState.DUE, due_on__lt=today)
        rejected = Q(state=InstalmentState.REJECTED)
        late = Instalment.objects.filter(passed | rejected, bill=OuterRef("pk"))
        return self.filter(Exists(late), state=State.ISSUED)

    def matching(self, words: str):
        """By number, or by whatever a household is found by."""
        families = Family.objects.matching(words).values("pk")
        return self.filter(Q(number__icontains=words.strip()) | Q(family__in=families))

    def with_rows(self):
        """With lines and instalments, and without the bytes of the PDF."""
        rows = self.select_related("year", "paper").defer("paper__content", "paper__facts")
        return rows.prefetch_related(
            models.Prefetch("lines", BillLine.objects.order_by("position", "pk")),
            models.Prefetch("instalments", Instalment.objects.order_by("due_on", "pk")),
        )


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

    def dues(self) -> list[Due]:
        """Its instalments as the rules read them, in the order they are held."""
        return [one.as_due() for one in self.instalments.all()]

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

    def as_due(self) -> Due:
        return Due(self.due_on, self.amount_cents, self.state)
