"""One dossier per pupil and campaign, its wishes, and what each household answers once."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.schools.scope import SchoolOwned, scoped


class QfChoice(models.TextChoices):
    """What a resident household answers about its quotient familial."""

    NONE = "", _("Pas encore répondu")
    PROOF = "proof", _("Je fournis un justificatif")
    HIGHEST = "highest", _("Je choisis la tranche la plus haute, sans justificatif")


class HouseholdAnswers(SchoolOwned):
    """Asked once per paying household and campaign, shown on each of its pupils' pages."""

    family = models.ForeignKey("families.Family", models.CASCADE, related_name="answers")
    campaign = models.ForeignKey(
        "reenrolment.Campaign", models.CASCADE, related_name="household_answers"
    )
    plan = models.ForeignKey(
        "reenrolment.PaymentPlan", models.PROTECT, null=True, blank=True, related_name="+"
    )
    signed_plan = models.ForeignKey(  # what « Modalités de règlement » was signed for, on screen
        "reenrolment.PaymentPlan", models.SET_NULL, null=True, blank=True, related_name="+"
    )
    qf_choice = models.CharField(max_length=8, choices=QfChoice.choices, blank=True)
    highest_applied_at = models.DateTimeField(null=True)
    waived = models.JSONField(default=dict)  # read by `waivers`
    quotient_cents = models.PositiveIntegerField(null=True)
    quotient_month = models.DateField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "family", "campaign"], name="one_answer_per_family_and_campaign"
            )
        ]

    def household_id(self) -> int:
        return self.family_id

    def mentions(self) -> list[tuple[str, int]]:
        return [("family", self.family_id), ("campaign", self.campaign_id)]


class Stays(models.TextChoices):
    """Whether a pupil re-enrols is an answer, not a state."""

    NONE = "", _("Pas encore répondu")
    YES = "yes", _("Se réinscrit")
    NO = "no", _("Ne se réinscrit pas")


class State(models.TextChoices):
    DRAFT = "draft", _("Brouillon, pas encore envoyé")
    SUBMITTED = "submitted", _("Envoyé")
    IN_REVIEW = "in_review", _("En cours d’examen")
    SENT_BACK = "sent_back", _("À compléter")
    ACCEPTED = "accepted", _("Accepté")
    REFUSED = "refused", _("Refusé")
    WITHDRAWN = "withdrawn", _("Retiré")
    PLACED = "placed", _("Cours attribués")
    CONFIRMED = "confirmed", _("Inscription confirmée")


class DossierQuerySet(models.QuerySet):
    def sent(self):
        return self.exclude(state__in=[State.DRAFT, State.WITHDRAWN])

    def with_people(self):
        return self.select_related("pupil__person", "family", "campaign__year")


class Dossier(SchoolOwned):
    """A pupil's re-enrolment in one campaign, filed by one household."""

    pupil = models.ForeignKey("families.Pupil", models.PROTECT, related_name="dossiers")
    campaign = models.ForeignKey("reenrolment.Campaign", models.PROTECT, related_name="dossiers")
    family = models.ForeignKey("families.Family", models.PROTECT, related_name="dossiers")
    reference = models.CharField(max_length=20)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    stays = models.CharField(max_length=3, choices=Stays.choices, blank=True)
    wanted = models.TextField(blank=True)
    message = models.TextField(blank=True)
    agrees = models.BooleanField(default=False)
    terms = models.ForeignKey(
        "reenrolment.Terms", models.PROTECT, null=True, blank=True, related_name="+"
    )
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    opened_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    first_sent_at = models.DateTimeField(null=True, db_index=True)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    reason = models.TextField(blank=True)
    disagreement = models.TextField(blank=True)
    disagreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True)
    paper = models.ForeignKey("mailroom.Paper", models.SET_NULL, null=True, related_name="+")
    version = models.PositiveIntegerField(default=1)
    objects = scoped(DossierQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pupil", "campaign"], name="one_dossier_per_pupil_and_campaign"
            ),
            models.UniqueConstraint(
                fields=["school", "reference"], name="one_dossier_per_reference"
            ),
        ]
        indexes = [models.Index(fields=["school", "campaign", "state"])]

    def __str__(self) -> str:
        return self.reference

    def mentions(self) -> list[tuple[str, int]]:
        return [("dossier", self.pk), ("pupil", self.pupil_id), ("family", self.family_id)]


class Outcome(models.TextChoices):
    """What the office made of a wish."""

    OPEN = "", _("À l’étude")
    PLACED = "placed", _("Place attribuée")
    WAITING = "waiting", _("Liste d’attente")
    DECLINED = "declined", _("Non retenu")


class Dispense(models.TextChoices):
    """What the office answered to a dispense asked for."""

    OPEN = "", _("À décider")
    GRANTED = "granted", _("Dispense accordée")
    DECLINED = "declined", _("Dispense non accordée")


class Wish(SchoolOwned):
    """One line of a dossier: a course of this year to go on with or stop, or a new discipline."""

    dossier = models.ForeignKey(Dossier, models.CASCADE, related_name="wishes")
    enrolment = models.ForeignKey(
        "enrolments.Enrolment", models.PROTECT, null=True, blank=True, related_name="+"
    )
    discipline = models.ForeignKey(
        "catalog.Discipline", models.PROTECT, null=True, blank=True, related_name="+"
    )
    wanted = models.BooleanField(default=True)
    rank = models.PositiveSmallIntegerField(default=1)
    dispense_asked = models.BooleanField(default=False)
    dispense_reason = models.CharField(max_length=500, blank=True)
    dispense = models.CharField(max_length=8, choices=Dispense.choices, blank=True)
    dispense_answer = models.CharField(max_length=300, blank=True)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, blank=True)
    outcome_note = models.CharField(max_length=300, blank=True)
    place = models.ForeignKey(
        "enrolments.Enrolment", models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "dossier", "enrolment"],
                condition=models.Q(enrolment__isnull=False),
                name="one_wish_per_dossier_and_enrolment",
            ),
            models.CheckConstraint(
                condition=models.Q(enrolment__isnull=False) | models.Q(discipline__isnull=False),
                name="a_wish_is_a_course_or_a_discipline",
            ),
        ]

    def mentions(self) -> list[tuple[str, int]]:
        return self.dossier.mentions()

    def awaits_dispense(self) -> bool:
        """Asked for, and not answered yet."""
        return self.dispense_asked and not self.dispense
