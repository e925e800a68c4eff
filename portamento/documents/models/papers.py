"""What families handed in, where each stands, and what was read on it."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.documents.models.files import GONE, StoredFile
from portamento.documents.models.kinds import DocumentKind, Sensitivity
from portamento.schools.scope import SchoolOwned, scoped

HEALTH = "health"  # mentioned beside a document of health, by letters that say what is on it


class State(models.TextChoices):
    RECEIVED = "received", _("À contrôler")
    ACCEPTED = "accepted", _("Accepté")
    REFUSED = "refused", _("À refaire")
    EXPIRED = "expired", _("Date dépassée")
    MOOT = "moot", _("Sans objet")
    REPLACED = "replaced", _("Remplacé")


class DocumentQuerySet(models.QuerySet):
    def standing(self):
        """Handed in and not refused nor out of date."""
        return self.filter(state__in=[State.RECEIVED, State.ACCEPTED])

    def to_check(self):
        """What waits for the office's look; whose time is over waits no more."""
        return self.filter(state=State.RECEIVED).exclude(file__check_state__in=GONE)

    def newest_first(self):
        return self.order_by("-received_at", "-pk")

    def beside(self, document: "Document"):
        """What the household gave for the same thing, that one included."""
        return self.filter(
            kind=document.kind_id, family=document.family_id, pupil=document.pupil_id
        )

    def untold(self):
        """Refused, the family not told of it, and no other one handed in since."""
        since = Document.objects.every_school().filter(  # one household's: of the same school
            models.Q(pupil=models.OuterRef("pupil")) | models.Q(pupil=None),
            kind=models.OuterRef("kind"),
            family=models.OuterRef("family"),
            pk__gt=models.OuterRef("pk"),
        )
        return self.filter(~models.Exists(since), state=State.REFUSED, told_at=None)


class Document(SchoolOwned):
    """One paper handed in by a family, for itself or for one pupil; seen by that family only."""

    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="documents")
    family = models.ForeignKey("families.Family", models.PROTECT, related_name="documents")
    pupil = models.ForeignKey(
        "families.Pupil", models.PROTECT, null=True, blank=True, related_name="documents"
    )
    name = models.CharField(max_length=180)  # the kind's when it came, its years written out
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="document")
    state = models.CharField(max_length=10, choices=State.choices, default=State.RECEIVED)
    reason = models.CharField(max_length=20, blank=True)
    note = models.CharField(max_length=500, blank=True)
    handed_in_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    received_at = models.DateTimeField()
    on_screen = models.BooleanField(default=False)  # signed here: its file is our record of it
    covers_until = models.DateField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    decided_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)
    rotation = models.PositiveSmallIntegerField(default=0)  # degrees clockwise, as it is looked at
    elimination = models.ForeignKey(
        "documents.Elimination", models.PROTECT, null=True, related_name="documents"
    )
    version = models.PositiveIntegerField(default=1)
    objects = scoped(DocumentQuerySet)

    class Meta:
        indexes = [models.Index(fields=["school", "family", "kind"])]

    def household_id(self) -> int:
        return self.family_id

    def mentions(self) -> list[tuple[str, int]]:
        pupil = [("pupil", self.pupil_id)] if self.pupil_id else []
        return [("document", self.pk), ("family", self.family_id), *pupil]

    def delicate(self) -> list[tuple[str, int]]:
        """What a letter mentions too that repeats its file's name or why it was refused."""
        return [(HEALTH, self.pk)] if self.kind.sensitivity == Sensitivity.HEALTH else []


class KeptReading(SchoolOwned):
    """A value read on a document and confirmed by somebody of the office: it goes when that does.

    Of an account number, only what is shown of it: the paper itself holds the rest.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="kept_readings")
    what = models.CharField(max_length=20)  # `readings.proposal.Kind`
    value = models.CharField(max_length=40)
    page = models.PositiveSmallIntegerField()
    line = models.CharField(max_length=200, blank=True)
    kept_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    kept_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "document", "what"], name="one_kept_reading_per_document_and_kind"
            )
        ]
