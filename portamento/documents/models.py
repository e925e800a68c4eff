"""Kinds of paper a school asks for, and what families handed in. They know nothing of campaigns."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.documents import signed
from portamento.schools.scope import SchoolOwned, scoped


class Check(models.TextChoices):
    """Where a file stands: what inspector and antivirus said, then whether it is still here."""

    MAKING = "making", _("En préparation")  # ours: the worker prints what was signed
    PENDING = "pending", _("Contrôle en cours")
    CLEAN = "clean", _("Lisible")
    UNREADABLE = "unreadable", _("Illisible")
    INFECTED = "infected", _("Virus détecté")
    CLOSED = "closed", _("En attente d’élimination")
    FORGOTTEN = "forgotten", _("Effacé")


class Damage(models.TextChoices):
    """What the nightly reading of every file found."""

    NONE = "", _("Intact")
    MISSING = "missing", _("Introuvable")
    CHANGED = "changed", _("Modifié")


class StoredFileQuerySet(models.QuerySet):
    def clean(self):
        return self.filter(check_state=Check.CLEAN)

    def kept(self):
        """Whose bytes must be there."""
        return self.exclude(check_state__in=[Check.FORGOTTEN, Check.MAKING])


class StoredFile(SchoolOwned):
    """A file under a random key; the name a person gave it is data."""

    key = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=160)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    pages = models.PositiveSmallIntegerField(default=0)
    check_state = models.CharField(max_length=10, choices=Check.choices, default=Check.PENDING)
    problem = models.CharField(max_length=20, blank=True)
    stored_at = models.DateTimeField()
    attempts = models.PositiveSmallIntegerField(default=0)
    claimed_until = models.DateTimeField(null=True)
    sealed_key = models.BinaryField(null=True)
    scanned_at = models.DateTimeField(null=True)
    verified_at = models.DateTimeField(null=True)
    damage = models.CharField(max_length=8, choices=Damage.choices, blank=True)
    objects = scoped(StoredFileQuerySet)

    def is_servable(self) -> bool:
        """An unchecked file is never served, nor one that is no longer what was handed in."""
        return self.check_state == Check.CLEAN and not self.damage

    def is_rejected(self) -> bool:
        """Looked at, and not accepted: it is to be handed in anew."""
        return self.check_state in {Check.UNREADABLE, Check.INFECTED}


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


class SheetQuerySet(models.QuerySet):
    def of(self, family, kind: DocumentKind, pupil=None):
        """What waits for one document, in its order."""
        rows = self.filter(family=family, kind=kind, pupil=pupil)
        return rows.select_related("file").order_by("position", "pk")


class Sheet(SchoolOwned):
    """A file sent for a document that does not count yet: first its family looks at its pages.

    `file` is a PDF, which a photo became when it arrived. `looks` is [[code, page], …].
    """

    family = models.ForeignKey("families.Family", models.PROTECT, related_name="sheets")
    kind = models.ForeignKey(DocumentKind, models.PROTECT, related_name="sheets")
    pupil = models.ForeignKey(
        "families.Pupil", models.PROTECT, null=True, blank=True, related_name="sheets"
    )
    position = models.PositiveSmallIntegerField()
    file = models.OneToOneField(StoredFile, models.PROTECT, related_name="sheet")
    looks = models.JSONField(default=list)
    newest_on = models.DateField(null=True)
    named = models.BooleanField(null=True)
    sent_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    sent_at = models.DateTimeField()
    objects = scoped(SheetQuerySet)

    class Meta:
        indexes = [models.Index(fields=["school", "family", "kind"])]

    def mentions(self) -> list[tuple[str, int]]:
        pupil = [("pupil", self.pupil_id)] if self.pupil_id else []
        return [("family", self.family_id), *pupil]


class EliminationState(models.TextChoices):
    """Public archives are destroyed once the Archives départementales have agreed, never before."""

    PREPARED = "prepared", _("En attente de visa")
    APPROVED = "approved", _("Visa reçu")
    DESTROYED = "destroyed", _("Détruit")
    CANCELLED = "cancelled", _("Abandonné")


class Elimination(SchoolOwned):
    """One « bordereau d’élimination »; it is kept for ever, what it lists is not."""

    number = models.PositiveIntegerField()
    state = models.CharField(
        max_length=10, choices=EliminationState.choices, default=EliminationState.PREPARED
    )
    made_at = models.DateTimeField()
    approved_on = models.DateField(null=True)
    approved_by = models.CharField(max_length=160, blank=True)
    reference = models.CharField(max_length=60, blank=True)
    destroyed_at = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "number"], name="one_elimination_per_school_and_number"
            )
        ]

    def __str__(self) -> str:
        return f"Bordereau n° {self.number}"

    def mentions(self) -> list[tuple[str, int]]:
        return [("school", self.school_id)]


class EliminationLine(SchoolOwned):
    """One kind of document on it: how many, from when to when, how large, under which rule."""

    elimination = models.ForeignKey(Elimination, models.CASCADE, related_name="lines")
    name = models.CharField(max_length=160)
    rule = models.CharField(max_length=10)
    number = models.PositiveIntegerField()
    oldest = models.DateField()
    newest = models.DateField()
    size = models.PositiveBigIntegerField()
