"""What families answer on the screen instead of on paper, and the words they answer to."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portamento.schools.scope import SchoolOwned


class Form(models.TextChoices):
    """How a kind of document is handed in: as a file, or through one of our four forms."""

    PAPER = "", _("Papier : un fichier à importer")
    PAYMENT = "payment", _("Formulaire à l’écran : modalités de règlement")
    MANDATE = "mandate", _("Formulaire à l’écran : mandat de prélèvement SEPA")
    HEALTH = "health", _("Formulaire à l’écran : fiche sanitaire de liaison")
    AUTHORISATIONS = "authorisations", _("Formulaire à l’écran : autorisations")


class FormText(SchoolOwned):
    """One version of the words around a form; never changed once somebody may have signed it."""

    kind = models.ForeignKey("documents.DocumentKind", models.CASCADE, related_name="texts")
    number = models.PositiveSmallIntegerField()
    intro = models.TextField(blank=True)
    consent = models.TextField()
    published_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "number"], name="one_form_text_per_kind_and_number"
            )
        ]


class Filled(SchoolOwned):
    """One person's answers to a form: a draft, then signed and the source of a document.

    `content` lies encrypted whatever the form: answers, and once signed all that the record says.
    """

    kind = models.ForeignKey("documents.DocumentKind", models.PROTECT, related_name="+")
    family = models.ForeignKey("families.Family", models.PROTECT, related_name="+")
    pupil = models.ForeignKey("families.Pupil", models.PROTECT, null=True, related_name="+")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    document = models.OneToOneField(
        "documents.Document", models.CASCADE, null=True, related_name="filled"
    )
    text = models.ForeignKey(FormText, models.PROTECT, null=True, related_name="+")
    reference = models.CharField(max_length=35, blank=True)  # of a mandate: its RUM
    content = models.BinaryField(null=True)
    sealed_key = models.BinaryField(null=True)
    bound_to = models.CharField(max_length=80)
    saved_at = models.DateTimeField()
    signed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "kind", "family", "author"],
                condition=Q(document=None, pupil=None),
                name="one_draft_per_form_family_and_author",
            ),
            models.UniqueConstraint(
                fields=["school", "kind", "family", "pupil", "author"],
                condition=Q(document=None, pupil__isnull=False),
                name="one_draft_per_form_pupil_and_author",
            ),
            models.UniqueConstraint(
                fields=["school", "reference"],
                condition=~Q(reference=""),
                name="one_mandate_per_reference",
            ),
        ]

    def mentions(self) -> list[tuple[str, int]]:
        pupil = [("pupil", self.pupil_id)] if self.pupil_id else []
        return [("family", self.family_id), *pupil]
