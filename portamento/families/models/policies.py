"""Which fields a school shows, lets edit, requires, and whether a change awaits validation."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from portamento.schools.scope import SchoolOwned


class Whose(models.TextChoices):
    """Kinds of person a policy speaks of."""

    GUARDIAN = "guardian", _("Responsable")
    MINOR = "minor", _("Élève mineur")
    ADULT = "adult", _("Élève majeur")


class Subject(models.TextChoices):
    """Whom a change request is about: a guardian, or a pupil as one household knows them."""

    GUARDIAN = "guardian", _("Responsable")
    PUPIL = "pupil", _("Élève")


class Mode(models.TextChoices):
    HIDDEN = "hidden", _("Masqué")
    SHOWN = "shown", _("Affiché")
    EDITABLE = "editable", _("Modifiable")
    REQUIRED = "required", _("Obligatoire")


class FieldPolicy(SchoolOwned):
    """One field of one kind of person in one school; what has no row has the default."""

    whose = models.CharField(max_length=8, choices=Whose.choices)
    field = models.CharField(max_length=40)
    mode = models.CharField(max_length=8, choices=Mode.choices, default=Mode.EDITABLE)
    awaits = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "whose", "field"], name="one_policy_per_kind_and_field"
            )
        ]
