"""What we wrote to people, and its fate; the papers we print."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.schools.scope import SchoolOwned, scoped


class Fate(models.TextChoices):
    """Where an outgoing letter stands."""

    QUEUED = "queued", _("En attente d’envoi")
    KEPT = "kept", _("Gardé : aucun serveur de courriel")
    SENT = "sent", _("Envoyé")
    REFUSED = "refused", _("Non distribué")
    TO_POST = "to_post", _("À poster")
    POSTED = "posted", _("Posté")
    REPLACED = "replaced", _("Remplacé par un plus récent")


# Written, and not gone: by e-mail or on paper they still may.
STAYS = (Fate.QUEUED, Fate.KEPT, Fate.REFUSED)
UNSENT = (Fate.QUEUED, Fate.KEPT, Fate.TO_POST)


class OutgoingQuerySet(models.QuerySet):
    def due(self, now):
        """To be delivered now: queued, its hour come."""
        return self.filter(state=Fate.QUEUED, send_after__lte=now)

    def about(self, kind: str, pk: int):
        return self.filter(mention_rows__kind=kind, mention_rows__subject_id=pk)

    def newest_first(self):
        return self.order_by("-written_at", "-pk")


class Outgoing(SchoolOwned):
    """One finished letter to one person: the proof, and the queue."""

    kind = models.CharField(max_length=60)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    household_id = models.PositiveBigIntegerField(null=True)
    name = models.CharField(max_length=160)
    address = models.EmailField(blank=True)
    postal = models.TextField(blank=True)
    subject = models.CharField(max_length=200)
    text = models.TextField()
    secret = models.BinaryField(null=True)
    secret_until = models.DateTimeField(null=True)
    paper = models.ForeignKey("Paper", models.SET_NULL, null=True, related_name="letters")
    state = models.CharField(max_length=10, choices=Fate.choices, default=Fate.QUEUED)
    written_at = models.DateTimeField()
    send_after = models.DateTimeField()
    sent_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    message_id = models.CharField(max_length=120)
    problem = models.CharField(max_length=300, blank=True)
    version = models.PositiveIntegerField(default=1)
    objects = scoped(OutgoingQuerySet)

    class Meta:
        indexes = [models.Index(fields=["state", "send_after"])]

    def mentions(self) -> list[tuple[str, int]]:
        return [("letter", self.pk), *self.mention_rows.values_list("kind", "subject_id")]


class LetterMention(SchoolOwned):
    """A subject the letter is about."""

    letter = models.ForeignKey(Outgoing, models.CASCADE, related_name="mention_rows")
    kind = models.CharField(max_length=12)
    subject_id = models.PositiveBigIntegerField()

    class Meta:
        indexes = [models.Index(fields=["school", "kind", "subject_id"])]


class Wording(SchoolOwned):
    """A letter's text as this school's office has written it."""

    kind = models.CharField(max_length=60)
    text = models.TextField()
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["school", "kind"], name="one_wording_per_letter")
        ]


class Paper(SchoolOwned):
    """A PDF of ours: the transaction freezes the facts, the worker makes the file."""

    template = models.CharField(max_length=30)
    facts = models.JSONField()
    name = models.CharField(max_length=120)
    household_id = models.PositiveBigIntegerField(null=True)
    wanted_at = models.DateTimeField()
    made_at = models.DateTimeField(null=True)
    content = models.BinaryField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
