"""Families (foyers), their guardians, and the links to pupils."""

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q

from portamento.families.choices import Relation
from portamento.families.models.persons import Contacts, Person, Pupil
from portamento.foundation import text
from portamento.schools.scope import SchoolOwned, scoped


class FamilyQuerySet(models.QuerySet):
    def by_name(self):
        """As people look names up: accents and capitals do not count, in any database."""
        return self.order_by("search", "name", "pk")

    def matching(self, words: str):
        """By name of the household or of anyone in it, identifiant, e-mail, telephone, number."""
        word, people = words.strip(), Person.objects.named_like(words)
        guardians = Guardian.objects.filter(
            Q(person__in=people)
            | Q(account__identifier__istartswith=word)
            | Q(account__email__icontains=word)
        )
        pupils = Membership.objects.filter(
            Q(pupil__person__in=people) | Q(pupil__number__iexact=word)
        )
        return self.filter(
            Q(pk__in=guardians.values("family"))
            | Q(pk__in=pupils.values("family"))
            | Q(search__contains=f" {text.fold(word)}")
        )

    def with_guardian(self, *conditions: Q):
        """Where one who still acts for the household is so."""
        acting = Guardian.objects.filter(*conditions, family=OuterRef("pk"), left_on=None)
        return self.filter(Exists(acting))


class Family(SchoolOwned):
    """A household (foyer): one or more guardians, and the pupils they enrol or pay for."""

    name = models.CharField(max_length=120)
    number = models.CharField(max_length=20, blank=True)
    note = models.TextField(blank=True)
    search = models.CharField(max_length=160, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)
    objects = scoped(FamilyQuerySet)

    def __str__(self) -> str:
        return self.name

    def search_key(self) -> str:
        """What `matching` looks in; actions that write a name or number store it.

        Two spaces before the number put « Bonnet » before « Bonnet-Bonnet » in lists.
        """
        return f" {text.fold(self.name)}  {text.fold(self.number)}".rstrip()

    def mentions(self) -> list[tuple[str, int]]:
        return [("family", self.pk)]


class Guardian(SchoolOwned):
    """A responsible adult of one family, with an own account."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="guardian")
    family = models.ForeignKey(Family, models.PROTECT, related_name="guardians")
    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="guardian"
    )
    rank = models.PositiveSmallIntegerField(default=1)
    left_on = models.DateField(null=True, blank=True)

    def __str__(self) -> str:
        return self.person.full_name

    @property
    def full_name(self) -> str:
        return self.person.full_name

    def mentions(self) -> list[tuple[str, int]]:
        return [("guardian", self.pk), ("family", self.family_id)]


class MembershipQuerySet(models.QuerySet):
    def in_order(self):
        return self.order_by("pupil__person__born_on", "pupil__person__first_name", "pk")


class Membership(Contacts, SchoolOwned):
    """A pupil in a family: primary home or not, who pays, and where to reach the pupil there.

    `follows` ticked (« Utiliser les coordonnées du responsable légal »): the coordinates are those
    of that guardian from then on. Else they are this row's own, unseen by the other household.
    """

    family = models.ForeignKey(Family, models.CASCADE, related_name="memberships")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="memberships")
    primary = models.BooleanField(default=True)
    payer_share = models.PositiveSmallIntegerField(default=100)
    address_hidden = models.BooleanField(default=True)
    follows = models.ForeignKey(
        Guardian, models.SET_NULL, null=True, blank=True, related_name="followed_by"
    )
    email = models.EmailField(blank=True)
    emergency_contact = models.CharField(max_length=120, blank=True)
    emergency_phone = models.CharField(max_length=30, blank=True)
    version = models.PositiveIntegerField(default=1)
    objects = scoped(MembershipQuerySet)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "family", "pupil"], name="one_membership_per_family_and_pupil"
            ),
            models.CheckConstraint(
                condition=models.Q(payer_share__lte=100), name="payer_share_is_a_percentage"
            ),
        ]

    def coordinates(self) -> Contacts:
        """Where the pupil is reached, as this household gives it."""
        return self.follows.person if self.follows_id else self

    def mentions(self) -> list[tuple[str, int]]:
        return [("pupil", self.pupil_id), ("family", self.family_id)]


class Tie(SchoolOwned):
    """Between one guardian and one pupil: what they are to each other, and what that allows."""

    guardian = models.ForeignKey(Guardian, models.CASCADE, related_name="ties")
    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="ties")
    relation = models.CharField(max_length=12, choices=Relation.choices, default=Relation.MOTHER)
    authority = models.BooleanField(default=True)
    may_reenrol = models.BooleanField(default=True)
    receives_letters = models.BooleanField(default=True)
    emergency = models.BooleanField(default=True)
    protected = models.BooleanField(default=False)  # a court's order: neither told nor shown

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "guardian", "pupil"], name="one_tie_per_guardian_and_pupil"
            )
        ]

    def mentions(self) -> list[tuple[str, int]]:
        return [("guardian", self.guardian_id), ("pupil", self.pupil_id)]
