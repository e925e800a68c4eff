"""Who people are: civil identity and the ways to reach them."""

import re
from datetime import date

from django.db import models

from portamento.families.choices import Answer, Civility, FamilySituation, Pcs, SchoolLevel, Sex
from portamento.foundation import periods, text
from portamento.schools.scope import SchoolOwned, scoped


def phone_digits(number: str) -> str:
    """« +33 6 00 00 00 01 » and « 06.00.00.00.01 » are one number."""
    digits = re.sub(r"\D", "", number)
    return re.sub(r"^(0033|33(?=\d{9}$))", "0", digits)


class Contacts(models.Model):
    """Address and telephones, of a person or of a pupil as one household gives them."""

    address = models.TextField(blank=True)
    postcode = models.CharField(max_length=10, blank=True)
    city = models.CharField(max_length=80, blank=True)
    phone_home = models.CharField(max_length=30, blank=True)
    phone_work = models.CharField(max_length=30, blank=True)
    fax = models.CharField(max_length=30, blank=True)
    mobile = models.CharField(max_length=30, blank=True)

    CONTACT_FIELDS = (
        *("address", "postcode", "city", "phone_home", "phone_work", "fax", "mobile"),
    )

    class Meta:
        abstract = True

    def address_lines(self) -> list[str]:
        return [*self.address.splitlines(), f"{self.postcode} {self.city}".strip()]

    def phones(self) -> list[str]:
        return [self.phone_home, self.mobile, self.phone_work]

    def digits(self) -> str:
        """The telephones as searched: `0600000001 0500000002`."""
        return " ".join(number for number in map(phone_digits, self.phones()) if number)


class PersonQuerySet(models.QuerySet):
    def named_like(self, words: str):
        """Every word of the search begins a word of the name, accents and case aside.

        A telephone, written in any way, finds its person too.
        """
        rows = self
        if re.fullmatch(r"[\d\s.+()\-]{4,}", words.strip()):
            words = phone_digits(words)
        for word in text.fold(words).split():
            rows = rows.filter(search__contains=f" {word}")
        return rows

    def twins(self, last_name: str, first_name: str, born_on: date | None) -> list["Person"]:
        """People of the same name, accents and case aside, whose birth date does not differ."""
        name = text.fold(f"{first_name} {last_name}")
        alike = self.filter(search__startswith=f" {name}").select_related("guardian", "pupil")
        same_day = [row for row in alike if not (row.born_on and born_on) or row.born_on == born_on]
        return [row for row in same_day if text.fold(row.full_name) == name]


class Person(Contacts, SchoolOwned):
    """Civil identity and contacts; Guardian and Pupil are its roles."""

    last_name = models.CharField(max_length=80)
    first_name = models.CharField(max_length=80)
    civility = models.CharField(max_length=10, choices=Civility.choices, blank=True)
    sex = models.CharField(max_length=1, choices=Sex.choices, blank=True)
    family_situation = models.CharField(max_length=10, choices=FamilySituation.choices, blank=True)
    profession = models.CharField(max_length=80, blank=True)
    pcs = models.CharField(max_length=2, choices=Pcs.choices, blank=True)
    phone_1 = models.CharField(max_length=30, blank=True)
    phone_1_label = models.CharField(max_length=30, blank=True)
    phone_2 = models.CharField(max_length=30, blank=True)
    phone_2_label = models.CharField(max_length=30, blank=True)
    phone_3 = models.CharField(max_length=30, blank=True)
    phone_3_label = models.CharField(max_length=30, blank=True)
    born_on = models.DateField(null=True, blank=True)
    birth_place = models.CharField(max_length=80, blank=True)
    search = models.CharField(max_length=400, blank=True, db_index=True)
    version = models.PositiveIntegerField(default=1)
    objects = scoped(PersonQuerySet)
    SEARCH_LENGTH = 400

    def __str__(self) -> str:
        return self.full_name

    @property
    def full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    def alphabetical(self) -> tuple[str, str]:
        """Where a list by name puts them: accents and capitals do not count."""
        return text.fold(self.last_name), text.fold(self.first_name)

    def phones(self) -> list[str]:
        return [*super().phones(), self.phone_1, self.phone_2, self.phone_3]

    def search_key(self) -> str:
        """What `named_like` looks in; actions that write a name or telephone store it."""
        return f" {text.fold(self.full_name)} {self.digits()}".rstrip()


class Pupil(SchoolOwned):
    """A person who takes lessons; coordinates are each household's (Membership)."""

    person = models.OneToOneField(Person, models.PROTECT, related_name="pupil")
    number = models.CharField(max_length=20, blank=True)
    school_level = models.CharField(max_length=8, choices=SchoolLevel.choices, blank=True)
    school_attended = models.CharField(max_length=80, blank=True)
    school_class = models.CharField(max_length=30, blank=True)
    left_on = models.DateField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1)

    def __str__(self) -> str:
        return self.person.full_name

    @property
    def first_name(self) -> str:
        return self.person.first_name

    @property
    def full_name(self) -> str:
        return self.person.full_name

    def is_minor(self, on: date) -> bool:
        """Unknown birth date: taken for a minor, the protective side, but for a guardian."""
        born = self.person.born_on
        if born is None:
            return not hasattr(self.person, "guardian")
        return periods.age(born, on) < 18

    def mentions(self) -> list[tuple[str, int]]:
        return [("pupil", self.pk)]


class PupilYear(SchoolOwned):
    """What is answered anew each school year; no row, or an empty answer: « Pas de réponse »."""

    pupil = models.ForeignKey(Pupil, models.CASCADE, related_name="years")
    year = models.ForeignKey("schools.SchoolYear", models.PROTECT, related_name="+")
    image_right = models.CharField(max_length=3, choices=Answer.choices, blank=True)
    may_leave_alone = models.CharField(max_length=3, choices=Answer.choices, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["school", "pupil", "year"], name="one_answer_per_pupil_and_year"
            )
        ]
