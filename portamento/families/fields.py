"""All fields of the guide's two identity screens: label, home, how one is typed and read.

Sources: the guide's screens « Famille, Identité » and « Élèves, Identité ». Which of them a school
shows is `policy`'s; whose rows hold them is `holders`'.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from portamento.families import choices
from portamento.families.models import Membership, Person, Pupil
from portamento.families.models.policies import Whose
from portamento.foundation import clock, text


class Store(Enum):
    """Which row keeps a field."""

    PERSON = "person"
    CONTACT = "contact"  # a guardian's person, or what one household gives of a pupil
    EMAIL = "email"  # the account of who signs in, else the household's row of the pupil
    PUPIL = "pupil"
    HOUSEHOLD = "household"
    YEAR = "year"  # answered anew each school year


class Group(Enum):
    """Fields that stand together on the page."""

    IDENTITY = _("Identité")
    ADDRESS = _("Adresse")
    REACH = _("Pour vous joindre")
    SCHOOL = _("École ou études")
    CONSENT = _("Autorisations")
    EMERGENCY = _("En cas d’urgence")


PHONE = RegexValidator(
    r"^\+?[\d\s.()\-]{6,30}$",
    _("Écrivez un numéro de téléphone, par exemple 05 00 00 00 00."),
)
# Foreign ones have letters, a space or a dash, and are shorter or longer than ours.
POSTCODE = RegexValidator(
    r"^[A-Za-z\d][A-Za-z\d \-]{2,8}[A-Za-z\d]$",
    _("Écrivez un code postal, par exemple 16000."),
)
EMAIL = {"invalid": _("Écrivez une adresse e-mail, par exemple nom@exemple.fr.")}


def past(day: date) -> None:
    """A birth date that cannot be is a slip of the keys."""
    if not date(1900, 1, 1) <= day <= clock.today():
        raise ValidationError(_("Vérifiez cette date."))


class Line(forms.CharField):
    """Text on one line, whatever was pasted: letters and lists print it as it is."""

    def to_python(self, value):
        return " ".join(super().to_python(value).split())


class Lines(forms.CharField):
    """Text in several lines, kept with one sort of line end."""

    widget = forms.Textarea(attrs={"rows": 3})

    def to_python(self, value):
        written = super().to_python(value).replace("\r\n", "\n").replace("\r", "\n")
        return "\n".join(line.strip() for line in written.split("\n")).strip()


@dataclass(frozen=True)
class Field:
    """One field; `policy_of` names the one whose policy it shares."""

    name: str
    label: Any
    store: Store
    group: Group
    make: Callable[..., forms.Field] = Line
    choices: Any = None
    autocomplete: str = ""
    inputmode: str = ""
    wide: bool = False
    short: bool = False
    starts: bool = False  # begins a line where two fit
    policy_of: str = ""
    needed: bool = False  # a person cannot do without: never hidden

    def form_field(self, **more: Any) -> forms.Field:
        """How it is typed; required or not is the policy's to say."""
        options: dict[str, Any] = {"label": self.label, "required": False}
        if self.choices is not None:
            options["choices"] = self.choices.choices
        elif self.make is not forms.DateField:
            options["max_length"] = self.longest()
        made = self.make(**options | more)
        if self.inputmode == "tel":
            made.validators.append(PHONE)
            made.widget.input_type = "tel"
        if self.autocomplete == "postal-code":
            made.validators.append(POSTCODE)
        if self.make is forms.EmailField:
            made.error_messages |= EMAIL
        if self.make is forms.DateField:
            made.widget.input_type = "date"
            made.validators.append(past)
        return made

    def longest(self) -> int | None:
        if self.store is Store.EMAIL:
            return 254
        model = {Store.PUPIL: Pupil, Store.HOUSEHOLD: Membership}.get(self.store, Person)
        return model._meta.get_field(self.name).max_length or 400

    def text(self, value: Any) -> str:
        """A stored or cleaned value as the text that changes are compared by."""
        if isinstance(value, date):
            return value.isoformat()
        return "" if value is None else str(value)

    def value(self, written: str) -> Any:
        """The other way round."""
        if self.make is forms.DateField:
            return date.fromisoformat(written) if written else None
        return written

    def show(self, written: str) -> str:
        """As people read it."""
        if self.choices is not None:
            return str(dict(self.choices.choices).get(written, written)) if written else ""
        if self.make is forms.DateField and written:
            return text.day(date.fromisoformat(written))
        return ", ".join(written.splitlines())


def _choice(name: str, label, store: Store, group: Group, options, **more) -> Field:
    return Field(name, label, store, group, forms.ChoiceField, options, **more)


def _phone(name: str, label, **more) -> Field:
    return Field(name, label, Store.CONTACT, Group.REACH, inputmode="tel", **more)


def _further_phone(number: int) -> tuple[Field, Field]:
    name = f"phone_{number}"
    return (
        Field(
            *(name, _("Tél %d") % number, Store.PERSON, Group.REACH),
            inputmode="tel",
            starts=True,
        ),
        Field(
            f"{name}_label",
            _("Intitulé du Tél %d") % number,
            Store.PERSON,
            Group.REACH,
            policy_of=name,
        ),
    )


def _person(name: str, label, **more) -> Field:
    return Field(name, label, Store.PERSON, Group.IDENTITY, **more)


ALL: tuple[Field, ...] = (
    _choice("civility", _("Civilité"), Store.PERSON, Group.IDENTITY, choices.Civility),
    _choice("sex", _("Sexe (M/F)"), Store.PERSON, Group.IDENTITY, choices.Sex),
    _person("last_name", _("Nom"), autocomplete="family-name", needed=True),
    _person("first_name", _("Prénom"), autocomplete="given-name", needed=True),
    _person("born_on", _("Date de naissance"), make=forms.DateField, autocomplete="bday"),
    _choice(
        *("family_situation", _("Situation familiale"), Store.PERSON, Group.IDENTITY),
        choices.FamilySituation,
    ),
    _person("birth_place", _("Lieu de naissance")),
    _person("profession", _("Profession"), autocomplete="organization-title"),
    _choice("pcs", _("Code socio-professionnel"), Store.PERSON, Group.IDENTITY, choices.Pcs),
    Field(
        "follows",
        _("Utiliser les coordonnées du responsable légal"),
        Store.HOUSEHOLD,
        Group.ADDRESS,
    ),
    Field(
        *("address", _("Adresse"), Store.CONTACT, Group.ADDRESS, Lines),
        autocomplete="street-address",
        wide=True,
    ),
    Field(
        *("postcode", _("CP"), Store.CONTACT, Group.ADDRESS),
        autocomplete="postal-code",
        inputmode="numeric",
        short=True,
    ),
    Field("city", _("Ville"), Store.CONTACT, Group.ADDRESS, autocomplete="address-level2"),
    _phone("phone_home", _("Tél domicile"), autocomplete="home tel"),
    _phone("phone_work", _("Tél pro"), autocomplete="work tel"),
    _phone("fax", _("Télécopie"), autocomplete="fax tel"),
    *_further_phone(1),
    *_further_phone(2),
    *_further_phone(3),
    Field(
        *("email", _("E-mail"), Store.EMAIL, Group.REACH, forms.EmailField),
        autocomplete="email",
        wide=True,
    ),
    _phone("mobile", _("Mobile"), autocomplete="mobile tel"),
    _choice(
        *("school_level", _("Niveau scolaire"), Store.PUPIL, Group.SCHOOL), choices.SchoolLevel
    ),
    Field("school_attended", _("Établissement scolaire"), Store.PUPIL, Group.SCHOOL),
    Field("school_class", _("Classe"), Store.PUPIL, Group.SCHOOL, short=True),
    _choice("image_right", _("Droit à l’image"), Store.YEAR, Group.CONSENT, choices.Answer),
    _choice(
        *("may_leave_alone", _("Autorisation de sortie"), Store.YEAR, Group.CONSENT), choices.Answer
    ),
    Field("emergency_contact", _("Personne à prévenir"), Store.HOUSEHOLD, Group.EMERGENCY),
    Field(
        *("emergency_phone", _("Tél. urgence"), Store.HOUSEHOLD, Group.EMERGENCY), inputmode="tel"
    ),
)
NAMED: dict[str, Field] = {field.name: field for field in ALL}
YEARLY: frozenset[str] = frozenset(field.name for field in ALL if field.store is Store.YEAR)
CONTACTS: frozenset[str] = frozenset(field.name for field in ALL if field.store is Store.CONTACT)
FURTHER_PHONES: frozenset[str] = frozenset(
    name for name in NAMED if name.startswith("phone_") and NAMED[name].store is Store.PERSON
)

_of_a_pupil = {
    *{"born_on", "birth_place", "follows", "school_level", "school_attended", "school_class"},
    *{"image_right", "may_leave_alone", "emergency_contact", "emergency_phone"},
}
_of_an_adult = {"profession", "pcs", *FURTHER_PHONES}
_without: dict[str, set[str]] = {
    Whose.GUARDIAN: _of_a_pupil,
    Whose.MINOR: _of_an_adult,
    Whose.ADULT: {"may_leave_alone"},
}
# The guide's two screens: a guardian begins with the name, a pupil with the civility.
_guardian_first = ("last_name", "first_name")


def _in_order(whose: str) -> list[Field]:
    if whose != Whose.GUARDIAN:
        return list(ALL)
    return sorted(ALL, key=lambda field: field.name not in _guardian_first)


OF: dict[str, tuple[Field, ...]] = {
    whose: tuple(field for field in _in_order(whose) if field.name not in left_out)
    for whose, left_out in _without.items()
}


def named(name: str) -> Field:
    return NAMED[name]
