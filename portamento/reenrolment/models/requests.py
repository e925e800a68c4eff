"""What a campaign asks for, and whom it asks: closed lists, all in plain words."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.schools.scope import SchoolOwned


class Residence(models.TextChoices):
    ALL = "", _("Peu importe")
    RESIDENT = "resident", _("Familles résidentes")
    OUTSIDE = "outside", _("Familles d’une autre commune")


class Payment(models.TextChoices):
    """« Paiement en 8 »: the plan a household has chosen."""

    ALL = "", _("Peu importe")
    SEVERAL = "several", _("Paiement en plusieurs fois")
    DEBIT = "debit", _("Paiement par prélèvement")
    FIRST_DEBIT = "first_debit", _("Premier paiement par prélèvement")


class Age(models.TextChoices):
    ALL = "", _("Peu importe")
    MINOR = "minor", _("Élèves mineurs")
    ADULT = "adult", _("Élèves majeurs")


class Seniority(models.TextChoices):
    ALL = "", _("Peu importe")
    NEWCOMER = "newcomer", _("Élèves dans leur première année")
    KNOWN = "known", _("Élèves déjà là l’an dernier")


class Request(SchoolOwned):
    """A document kind asked for by a campaign. Requests of one `choice` replace each other.

    Whoever meets every criterion that is set is asked; one of the arts, disciplines and levels
    named is enough.
    """

    campaign = models.ForeignKey("reenrolment.Campaign", models.CASCADE, related_name="requests")
    kind = models.ForeignKey("documents.DocumentKind", models.PROTECT, related_name="+")
    residence = models.CharField(max_length=8, choices=Residence.choices, blank=True)
    quotient = models.BooleanField(default=False)  # not where the highest tranche was chosen
    payment = models.CharField(max_length=11, choices=Payment.choices, blank=True)
    age = models.CharField(max_length=5, choices=Age.choices, blank=True)
    seniority = models.CharField(max_length=8, choices=Seniority.choices, blank=True)
    arts = models.CharField(max_length=40, blank=True)  # codes, parted by commas
    disciplines = models.ManyToManyField("catalog.Discipline", blank=True, related_name="+")
    levels = models.ManyToManyField("catalog.Level", blank=True, related_name="+")
    choice = models.CharField(max_length=20, blank=True)
    due_on = models.DateField(null=True, blank=True)
    blocking = models.BooleanField(default=True)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "campaign", "kind"], name="one_request_per_campaign_and_kind"
            )
        ]

    def __str__(self) -> str:
        return self.kind.name
