"""A campaign: when, in which words, on which terms, and which documents it asks for."""

import hashlib
from datetime import datetime

from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.families.choices import SchoolLevel
from portamento.schools.scope import SchoolOwned


class Campaign(SchoolOwned):
    """Re-enrolment for one coming school year. It closes exclusively at `closes_at`."""

    year = models.ForeignKey("schools.SchoolYear", models.PROTECT, related_name="campaigns")
    opens_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    intro = models.TextField(blank=True)
    documents_text = models.TextField(blank=True)
    models_url = models.URLField(blank=True)
    before_text = models.TextField(blank=True)
    after_text = models.TextField(blank=True)
    strict = models.BooleanField(default=False)
    complete_by = models.DateField(null=True, blank=True)
    top_tranche = models.PositiveSmallIntegerField(default=11)
    top_tranche_from = models.DateField(null=True, blank=True)
    numbered = models.PositiveIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "year"], name="one_campaign_per_year"),
            models.CheckConstraint(
                condition=models.Q(opens_at__lt=models.F("closes_at")),
                name="a_campaign_opens_before_it_closes",
            ),
        ]

    def __str__(self) -> str:
        return self.year.label

    def is_open(self, at: datetime) -> bool:
        return self.opens_at <= at < self.closes_at

    def closes_for(self, family) -> datetime:
        """Later than for the others where the office has left that household a delay."""
        later = self.reopenings.filter(family=family).values_list("until", flat=True)
        return max([self.closes_at, *later])

    def is_over(self, at: datetime) -> bool:
        return at >= self.closes_at

    def mentions(self) -> list[tuple[str, int]]:
        return [("campaign", self.pk)]


class Terms(SchoolOwned):
    """One version of the « règlement » families accept; never changed once published."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="terms")
    name = models.CharField(max_length=120, default="Règlement des études")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(blank=True)
    file = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "campaign", "number"], name="one_terms_version_per_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.name}, version {self.number}"

    @staticmethod
    def digest(text: str, file_sha256: str = "") -> str:
        return hashlib.sha256(f"{text}\n{file_sha256}".encode()).hexdigest()


class PaymentPlan(SchoolOwned):
    """« En une fois », « En 8 fois par prélèvement »."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="plans")
    name = models.CharField(max_length=80)
    instalments = models.PositiveSmallIntegerField(default=1)
    by_debit = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.name


class Block(SchoolOwned):
    """Words of the office on the Réinscription page, for all or for some pupils."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="blocks")
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    levels = models.ManyToManyField("catalog.Level", blank=True, related_name="+")
    disciplines = models.ManyToManyField("catalog.Discipline", blank=True, related_name="+")
    school_levels = models.CharField(max_length=200, blank=True)
    file = models.ForeignKey(
        "documents.StoredFile", models.PROTECT, null=True, blank=True, related_name="+"
    )
    position = models.PositiveSmallIntegerField(default=0)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.title or self.text[:40]

    def audience(self) -> str:
        """For whom, in words: « 1C1, 1C2 · Violon »; « tous » where nothing narrows it."""
        named = (
            [level.code for level in self.levels.all()],
            [discipline.name for discipline in self.disciplines.all()],
            [str(SchoolLevel(code).label) for code in self.school_levels.split(",") if code],
        )
        return " · ".join(", ".join(one) for one in named if one) or _("tous")


class Reopening(SchoolOwned):
    """The campaign opened again for one family until a date (« hors délai »)."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="reopenings")
    family = models.ForeignKey("families.Family", models.CASCADE, related_name="reopenings")
    until = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "campaign", "family"],
                name="one_reopening_per_campaign_and_family",
            )
        ]
