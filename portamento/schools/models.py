"""A School is what decides and bills: one conservatoire, the tenant. Its years and communes."""

import secrets
from datetime import date
from zoneinfo import ZoneInfo

from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.foundation import text
from portamento.schools.scope import SchoolOwned


class Accent(models.TextChoices):
    """The look's six tested colours."""

    PETROLE = "petrole", _("Pétrole")
    OUTREMER = "outremer", _("Outremer")
    PRUNE = "prune", _("Prune")
    GRENAT = "grenat", _("Grenat")
    CUIVRE = "cuivre", _("Cuivre")
    SAPIN = "sapin", _("Sapin")


class PasswordRule(models.TextChoices):
    """The guide's rule for families, or a longer one without composition (CNIL 2022-100)."""

    GUIDE = "guide", _("8 à 16 caractères, une majuscule, une minuscule, un chiffre")
    LONG = "long", _("12 caractères au moins, sans autre règle")


class Accessibility(models.TextChoices):
    """RGAA: without a valid audit a site must say « non conforme »."""

    NONE = "non", _("non conforme")
    PARTIAL = "partiellement", _("partiellement conforme")
    FULL = "totalement", _("totalement conforme")


def new_setup_version() -> int:
    """Random, not counted: what a rolled back transaction had kept is never met again."""
    return secrets.randbits(31)


class School(models.Model):
    """One conservatoire (« Site »)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    town = models.CharField(max_length=80)
    accent = models.CharField(max_length=12, choices=Accent.choices, default=Accent.PETROLE)
    logo = models.BinaryField(null=True, editable=False)
    logo_type = models.CharField(max_length=40, blank=True)
    host_names = models.TextField(blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.TextField(blank=True)
    email = models.EmailField(blank=True)
    sender = models.EmailField(blank=True)
    hours = models.CharField(max_length=200, blank=True)
    password_rule = models.CharField(
        max_length=8, choices=PasswordRule.choices, default=PasswordRule.GUIDE
    )
    year_turns_month = models.PositiveSmallIntegerField(default=8)
    year_turns_day = models.PositiveSmallIntegerField(default=1)
    time_zone = models.CharField(max_length=40, default="Europe/Paris")
    creditor_id = models.CharField(max_length=35, blank=True)  # ICS, given by the Banque de France
    creditor_name = models.CharField(max_length=70, blank=True)
    creditor_address = models.TextField(blank=True)
    welcome = models.TextField(blank=True)
    legal_notice = models.TextField(blank=True)
    personal_data = models.TextField(blank=True)
    accessibility = models.CharField(
        max_length=16, choices=Accessibility.choices, default=Accessibility.NONE
    )
    accessibility_text = models.TextField(blank=True)
    setup_version = models.PositiveIntegerField(default=new_setup_version)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.time_zone)

    @property
    def creditor(self) -> str:
        """Who debits accounts: often not the conservatoire itself but its collectivité."""
        return self.creditor_name or self.name

    def hosts(self) -> list[str]:
        return self.host_names.split()

    def starting_year(self, on: date) -> int:
        """The calendar year in which the school year of that day began."""
        turned = (on.month, on.day) >= (self.year_turns_month, self.year_turns_day)
        return on.year if turned else on.year - 1

    def mentions(self) -> list[tuple[str, int]]:
        return [("school", self.pk)]


class SchoolYear(SchoolOwned):
    """2026-2027."""

    starts_in = models.PositiveSmallIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "starts_in"], name="one_year_per_school_and_start"
            )
        ]

    def __str__(self) -> str:
        return self.label

    @property
    def label(self) -> str:
        return f"{self.starts_in}-{self.starts_in + 1}"

    @property
    def following_label(self) -> str:
        return f"{self.starts_in + 1}-{self.starts_in + 2}"


class Commune(SchoolOwned):
    """A commune whose inhabitants pay the residents' tariff."""

    name = models.CharField(max_length=80)
    insee = models.CharField(max_length=5)
    postcode = models.CharField(max_length=5)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "insee", "postcode"], name="one_commune_per_school_and_postcode"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.postcode})"

    def matches(self, postcode: str, city: str) -> bool:
        """One postcode may serve several communes: the name decides with it."""
        return self.postcode == postcode.strip() and text.fold(self.name) == text.fold(city)
