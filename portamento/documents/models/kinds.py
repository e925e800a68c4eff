"""Kinds of paper a school asks for."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.documents import signed
from portamento.documents.models.files import StoredFile
from portamento.schools.scope import SchoolOwned


class Owner(models.TextChoices):
    FAMILY = "family", _("Liés à la famille")
    PUPIL = "pupil", _("Liés à l’élève")


class Validity(models.TextChoices):
    MONTHS = "months", _("Un nombre de mois")
    YEAR = "year", _("L’année scolaire demandée")
    UNTIL_CHANGED = "until_changed", _("Jusqu’à un changement")
    ONCE = "once", _("Demandé une seule fois")


class Sensitivity(models.TextChoices):
    ORDINARY = "ordinary", _("Ordinaire")
    INCOME = "income", _("Revenus")
    BANK = "bank", _("Banque")
    HEALTH = "health", _("Santé")


class Retention(models.TextChoices):
    """How long a document of a kind is kept; `retention.RULES` says what each means in law."""

    CLASS = "", _("La durée de sa classe")
    TARIFF = "tariff", _("Deux mois après la fixation du tarif")
    YEAR = "year", _("Jusqu’à la fin de l’année scolaire")
    SEASON = "season", _("Un an après la saison")
    MANDATE = "mandate", _("Treize mois après le dernier prélèvement")
    RIGHTS = "rights", _("Cinq ans après la saison")


class DocumentKind(SchoolOwned):
    """A kind of paper. `{avis}` and `{revenus}` in the name are the tax years of the campaign."""

    name = models.CharField(max_length=160)
    why = models.CharField(max_length=300, blank=True)
    owner = models.CharField(max_length=6, choices=Owner.choices, default=Owner.FAMILY)
    validity = models.CharField(max_length=14, choices=Validity.choices, default=Validity.YEAR)
    months = models.PositiveSmallIntegerField(default=3)
    sensitivity = models.CharField(
        max_length=10, choices=Sensitivity.choices, default=Sensitivity.ORDINARY
    )
    retention = models.CharField(max_length=10, choices=Retention.choices, blank=True)
    reasons = models.TextField(blank=True)
    form = models.CharField(max_length=14, choices=signed.Form.choices, blank=True)
    file_too = models.BooleanField(default=False)  # beside the form, a paper is accepted as well
    taken = models.TextField(blank=True)  # examples of what is accepted, one a line
    not_taken = models.TextField(blank=True)
    model_file = models.ForeignKey(
        StoredFile, models.PROTECT, null=True, blank=True, related_name="+"
    )
    model_url = models.URLField(blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    pages_from = models.PositiveSmallIntegerField(default=0)  # 0: any number of pages
    pages_to = models.PositiveSmallIntegerField(default=0)
    active = models.BooleanField(default=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    def page_counts(self) -> range | None:
        """How many pages it ordinarily has; None where nobody has said."""
        if not self.pages_from:
            return None
        return range(self.pages_from, max(self.pages_from, self.pages_to) + 1)
