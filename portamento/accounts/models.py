"""People who sign in, and the short-lived secrets that let them in."""

from datetime import datetime

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import models
from django.db.models import Q

from portamento.accounts.roles import ROLES, Role
from portamento.foundation import clock, text
from portamento.schools.prepared import Mark
from portamento.schools.scope import SchoolOwned, scoped


class AccountQuerySet(models.QuerySet):
    def staff(self):
        return self.exclude(role=Role.FAMILY)

    def families(self):
        return self.filter(role=Role.FAMILY)


class Account(AbstractBaseUser, SchoolOwned):
    """One person's way in. `email` is the only address of someone who signs in."""

    identifier = models.CharField(max_length=60)
    email = models.EmailField(blank=True)
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=10, choices=Role.choices, blank=True, default=Role.FAMILY)
    is_active = models.BooleanField(default=True)
    email_refused_at = models.DateTimeField(null=True)
    invited_at = models.DateTimeField(null=True)
    connected_at = models.DateTimeField(null=True)
    last_login = models.DateTimeField(null=True)
    version = models.PositiveIntegerField(default=1)

    USERNAME_FIELD = "identifier"
    REQUIRED_FIELDS = []
    objects = scoped(AccountQuerySet)
    acting_for_family_id: int | None = None
    must_change = False  # true for the requests of a session opened by a provisional secret

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "identifier"], name="one_account_per_school_and_identifier"
            )
        ]
        indexes = [models.Index(fields=["school", "email"])]

    def __str__(self) -> str:
        return self.name

    @property
    def is_staff_member(self) -> bool:
        return bool(self.role)

    def may(self, right: str) -> bool:
        return right in ROLES[self.role]

    def own_words(self) -> list[str]:
        """What a password of theirs may not contain: own names and identifier."""
        return [word for word in text.fold(f"{self.name} {self.identifier}").split() if word]

    def household_id(self) -> int | None:
        """The family whose adult this is; staff have none."""
        guardian = getattr(self, "guardian", None)
        return guardian.family_id if guardian else None

    def postal(self) -> str:
        """Where to write on paper; '' where no address is known."""
        guardian = getattr(self, "guardian", None)
        lines = guardian.person.address_lines() if guardian else []
        return "\n".join(line for line in lines if line)

    def mentions(self) -> list[tuple[str, int]]:
        return [("account", self.pk)]


class LiveQuerySet(models.QuerySet):
    """Secrets live until used, replaced or out of date."""

    def live(self, at: datetime | Mark | None = None):
        return self.filter(ended_at=None, expires_at__gt=at or clock.now())

    def end(self) -> int:
        return self.filter(ended_at=None).update(ended_at=clock.now())


class ProvisionalSecret(SchoolOwned):
    """A provisional password (and the link that does the same): 24 h, single use, hash only."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="provisional_secrets")
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    objects = scoped(LiveQuerySet)

    class Meta:
        indexes = [models.Index(fields=["digest"])]
        constraints = [
            models.UniqueConstraint(
                fields=["school", "account"],
                condition=Q(ended_at=None),
                name="one_live_provisional_secret_per_account",
            )
        ]


class EmailConfirmation(SchoolOwned):
    """A new address of an account, waiting for the click on the link sent to it."""

    account = models.ForeignKey(Account, models.CASCADE, related_name="email_confirmations")
    email = models.EmailField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    objects = scoped(LiveQuerySet)

    class Meta:
        indexes = [models.Index(fields=["digest"])]


class FailedAttempt(SchoolOwned):
    """One failed sign-in: identifier (known or not) and address, both as keyed digests."""

    identifier_digest = models.CharField(max_length=64)
    address_digest = models.CharField(max_length=64)
    at = models.DateTimeField()

    class Meta:
        indexes = [
            models.Index(fields=["school", "identifier_digest", "at"]),
            models.Index(fields=["school", "address_digest", "at"]),
        ]
