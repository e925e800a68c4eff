"""Identity as the office types it: the fields the school shows, all of them editable."""

from types import SimpleNamespace

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.families import fields, policy
from portamento.families.choices import Civility, Relation
from portamento.families.fields import Field, Group, Store
from portamento.families.holders import Holder
from portamento.families.models import Guardian, Person, Pupil
from portamento.families.models.policies import Whose
from portamento.foundation import text
from portamento.schools import setup

# Hidden from families or not, the office writes there, and the tariff follows the address.
ALWAYS = {"email", "address", "postcode", "city"}
NAMES = ("last_name", "first_name")
UNRELATED = _("Sans lien, impossible de réinscrire l’élève ni de recevoir ses courriers.")
TIE_BOXES = {
    "authority": _("Autorité parentale"),
    "may_reenrol": _("Peut réinscrire l’élève"),
    "receives_letters": _("Reçoit les courriers sur l’élève"),
    "emergency": _("À appeler en cas d’urgence"),
}
# Asked when a pupil joins a household, and the answers of the year; the rest is written after.
JOINING = {Store.PERSON, Store.PUPIL, Store.HOUSEHOLD}
TITLES = {Group.REACH: _("Pour joindre cette personne")}


class Identity(forms.Form):
    """One person's fields, in the groups they stand in on the page."""

    def add(self, shown: list[Field], guardians: tuple[Guardian, ...] = ()) -> None:
        self.shown = shown
        for one in shown:
            options = {"required": one.name in NAMES}
            self.fields[one.name] = one.form_field(**options)
            if one.name == "follows":
                self.fields["follows"] = followed(guardians)

    def groups(self) -> list[tuple[str, list[tuple[Field, forms.BoundField]]]]:
        """(title, [(field, bound)]) for the page."""
        made = []
        for group in Group:
            rows = [(one, self[one.name]) for one in self.shown if one.group is group]
            if rows:
                made.append((TITLES.get(group, group.value), rows))
        return made

    def typed(self) -> dict[str, str]:
        """What was typed, as the text that changes are compared by."""
        return {one.name: one.text(self.cleaned_data[one.name]) for one in self.shown}


class Correction(Identity):
    """An identity that exists: a guardian's, or a pupil's as one household gives it."""

    def __init__(self, *args, holder: Holder, **kwargs):
        super().__init__(*args, **kwargs)
        shown = [one for one in holder.fields() if visible(one, holder.whose)]
        self.add(shown, holder.guardians)
        self.initial = {one.name: one.value(holder.read(one.name)) for one in shown}


def versioned(holder: Holder) -> SimpleNamespace:
    """What `bind(on=…)` carries: one version for all the rows of that person."""
    return SimpleNamespace(version=holder.version())


def visible(field: Field, whose: str) -> bool:
    """The school's policy says what families see; letters and tariff need some all the same."""
    kept = whose == Whose.GUARDIAN and field.name in ALWAYS
    return kept or policy.of(whose)[field.name].visible


def followed(guardians: tuple[Guardian, ...]) -> forms.ChoiceField:
    """Whose coordinates the pupil has."""
    choices = [(str(one.pk), _("Celles %s") % text.of(one.full_name)) for one in guardians]
    return forms.ChoiceField(
        label=_("Coordonnées de l’élève dans ce foyer"),
        choices=[*choices, ("", _("Coordonnées propres, écrites ci-dessous"))],
        required=False,
    )


class NewPerson(Identity):
    """Someone who joins a household; who bears the same name is shown first."""

    certain = forms.BooleanField(label=_("Je confirme : c’est une autre personne"), required=False)
    twins: tuple[Person, ...] = ()

    def relate(self, people: list, question: str, named=str) -> None:
        """One question per person they may be something to."""
        choices = [("", _("Aucun lien")), *Relation.choices]
        self.related = {f"lien_{one.pk}": one for one in people}
        for name, one in self.related.items():
            label = question % named(one.full_name)
            self.fields[name] = forms.ChoiceField(
                label=label, choices=choices, required=False, help_text=UNRELATED
            )

    def links(self) -> list[forms.BoundField]:
        return [self[name] for name in self.related]

    def relations(self) -> dict:
        chosen = {one: self.cleaned_data[name] for name, one in self.related.items()}
        return {one: relation for one, relation in chosen.items() if relation}

    def clean(self):
        data = super().clean()
        if all(data.get(name) for name in NAMES) and not data["certain"]:
            self.twins = Person.objects.twins(
                data["last_name"], data["first_name"], data.get("born_on")
            )
            if self.twins:
                self.add_error("certain", _("Une personne de ce nom existe déjà."))
        return data

    def person(self) -> dict:
        """Identity as the action takes it."""
        return {one.name: self.cleaned_data[one.name] for one in self.shown}


def identifier_field(*, required: bool = False, help_text: str = "") -> forms.RegexField:
    wrong = _("Trois signes au moins : minuscules sans accent, chiffres, point, tiret.")
    return forms.RegexField(
        label=_("Identifiant"),
        regex=r"^[a-z0-9][a-z0-9._\-]{2,59}$",
        required=required,
        help_text=help_text,
        error_messages={"invalid": wrong},
    )


class Identifier(forms.Form):
    """Another identifiant for someone who has one."""

    identifier = identifier_field(required=True)


class NewGuardian(NewPerson):
    identifier = identifier_field(help_text=_("Laissé vide, il est fait à partir du nom."))

    def __init__(self, *args, pupils: list[Pupil], **kwargs):
        super().__init__(*args, **kwargs)
        self.add([one for one in fields.OF[Whose.GUARDIAN] if visible(one, Whose.GUARDIAN)])
        self.relate(pupils, _("Lien avec %s"))


class NewPupil(NewPerson):
    """Coordinates of one's own are written afterwards: most pupils follow a guardian."""

    number = forms.CharField(label=_("Numéro d’élève"), max_length=20, required=False)

    def __init__(self, *args, guardians: tuple[Guardian, ...], **kwargs):
        super().__init__(*args, **kwargs)
        own = [one for one in fields.OF[Whose.MINOR] if visible(one, Whose.MINOR)]
        asked = JOINING | ({Store.YEAR} if setup.current_year() else set())
        self.add([one for one in own if one.store in asked], guardians)
        self.guardians = {str(one.pk): one for one in guardians}
        self.relate(list(guardians), _("Lien %s avec l’élève"), text.of)
        self.only = guardians[0] if len(guardians) == 1 else None
        if self.only:
            self.ask_tie(self.only)
        if guardians:
            self.initial.setdefault("follows", str(guardians[0].pk))

    def ask_tie(self, guardian: Guardian) -> None:
        """With one guardian the whole tie is said here, as it most likely is."""
        self.initial.setdefault(f"lien_{guardian.pk}", likely_relation(guardian))
        for name, label in TIE_BOXES.items():
            self.fields[name] = forms.BooleanField(label=label, required=False, initial=True)

    def boxes(self) -> list[forms.BoundField]:
        return [self[name] for name in TIE_BOXES] if self.only else []

    def tied(self) -> dict[Guardian, dict]:
        """As `add_pupil` takes it: every answer of the only guardian, else the relations."""
        boxes = {name: self.cleaned_data[name] for name in TIE_BOXES} if self.only else {}
        return {one: {"relation": said} | boxes for one, said in self.relations().items()}

    def answers(self) -> dict[str, str]:
        """This year’s, as `add_pupil` takes them."""
        return {name: self.cleaned_data.get(name, "") for name in fields.YEARLY}

    def person(self) -> dict:
        given = {
            name: value for name, value in super().person().items() if name not in fields.YEARLY
        }
        given["follows"] = self.guardians.get(given.pop("follows", ""))
        return given | {"number": self.cleaned_data["number"]}


def likely_relation(guardian: Guardian) -> str:
    """What they are to another pupil, else what their civility suggests; '' where nothing does."""
    known = guardian.ties.exclude(relation=Relation.SELF).order_by("-pk").first()
    if known:
        return known.relation
    by_civility = {Civility.MADAME: Relation.MOTHER, Civility.MONSIEUR: Relation.FATHER}
    return by_civility.get(guardian.person.civility, "")
