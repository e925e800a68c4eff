"""Files as they lie: what was handed in, what the school offers, and how they fare."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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


GONE = (Check.CLOSED, Check.FORGOTTEN)  # its time is over: nobody opens it any more


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

    def is_awaited(self) -> bool:
        """Inspector or antivirus have not answered yet: nobody may look at it."""
        return self.check_state == Check.PENDING

    def is_rejected(self) -> bool:
        """Looked at, and not accepted: it is to be handed in anew."""
        return self.check_state in {Check.UNREADABLE, Check.INFECTED}
