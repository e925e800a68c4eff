"""What is confirmed apart: authority, the right to re-enrol, protection, and who pays."""

from typing import Any

from django import forms
from django.http import HttpResponseRedirect
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portamento.doors import fields
from portamento.families import access
from portamento.families.choices import Relation
from portamento.families.models import Family, Membership, Pupil, Tie


class Confirmed(forms.Form):
    """Some answers move more than words: they are said again before they are kept."""

    confirm = forms.BooleanField(label=_("Je confirme ce changement"), required=False)
    grave: tuple[str, ...] = ()
    moved: tuple[str, ...] = ()

    def clean(self):
        data = super().clean()
        self.moved = tuple(
            str(self.fields[name].label)
            for name in self.grave
            if name in data and data[name] != self.before(name)
        )
        if self.moved and not data.get("confirm"):
            said = _("Vous changez : %s. Cochez pour confirmer.") % ", ".join(self.moved)
            self.add_error("confirm", said)
        return data

    def before(self, name: str) -> Any:
        return self.initial.get(name)

    def answers(self) -> dict[str, Any]:
        return {name: value for name, value in self.cleaned_data.items() if name != "confirm"}


class Link(Confirmed):
    """What a guardian is to a pupil."""

    relation = forms.ChoiceField(label=_("Lien avec l’élève"), choices=Relation.choices)
    authority = forms.BooleanField(label=_("Autorité parentale"), required=False)
    may_reenrol = forms.BooleanField(label=_("Peut réinscrire l’élève"), required=False)
    receives_letters = forms.BooleanField(
        label=_("Reçoit les courriers sur l’élève"), required=False
    )
    emergency = forms.BooleanField(label=_("À appeler en cas d’urgence"), required=False)
    protected = forms.BooleanField(
        label=_("Protection : décision de justice"),
        required=False,
        help_text=_("Cette personne ne reçoit rien sur l’élève et n’en voit ni cours ni dossier."),
    )
    grave = ("authority", "may_reenrol", "protected")
    TIE = ("relation", "authority", "may_reenrol", "receives_letters", "emergency", "protected")

    def __init__(self, *args, tie: Tie | None, likely: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        usual = dict.fromkeys(("authority", "may_reenrol", "receives_letters", "emergency"), True)
        usual |= {"relation": likely} if likely else {}
        stored = {name: getattr(tie, name) for name in self.TIE} if tie else usual
        self.initial = stored | {"confirm": False}
        self.is_new = tie is None

    def before(self, name: str) -> Any:
        """A first link is said on this very page: only protection is confirmed."""
        if self.is_new and name != "protected":
            return self.data.get(name) is not None
        return bool(super().before(name))

    def tie(self) -> dict[str, Any]:
        return self.answers()


def next_one(family: Family, pupil: Pupil) -> HttpResponseRedirect:
    """To the next guardian of the household whose tie with that pupil is still to be said."""
    untied = access.guardians(family).exclude(ties__pupil=pupil).first()
    if untied is None:
        return redirect("office:families.show", pk=family.pk)
    url = reverse("office:families.edit_tie", kwargs={"pk": untied.pk, "pupil_pk": pupil.pk})
    return redirect(f"{url}?suite=1")


class Place(Confirmed):
    """A pupil's place in a household: main home, what it pays, what the other one sees."""

    primary = forms.BooleanField(label=_("Foyer principal de l’élève"), required=False)
    payer_share = forms.IntegerField(
        label=_("Part payée par ce foyer, en %"),
        min_value=0,
        max_value=100,
        help_text=_("Entre 0 et 100. L’autre foyer, s’il y en a un, paie le reste."),
    )
    address_hidden = forms.BooleanField(label=_("Adresse masquée à l’autre foyer"), required=False)
    grave = ("payer_share",)

    def __init__(self, *args, membership: Membership, **kwargs):
        super().__init__(*args, **kwargs)
        names = ("primary", "payer_share", "address_hidden")
        self.initial = {name: getattr(membership, name) for name in names} | {"confirm": False}
        self.shared = membership.pupil.memberships.count() > 1
        if not self.shared:
            del self.fields["primary"], self.fields["payer_share"]
            self.grave = ()


class Sharing(forms.Form):
    """Which household, and what it pays."""

    family = forms.TypedChoiceField(label=_("Foyer"), coerce=int, widget=forms.RadioSelect)
    payer_share = forms.IntegerField(
        label=_("Part payée par ce foyer, en %"), min_value=0, max_value=100, initial=50
    )
    confirm = forms.BooleanField(
        label=_("Je confirme que ce foyer verra l’élève et paiera cette part")
    )

    def __init__(self, *args, families, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["family"].choices = [(one.pk, named(one)) for one in families]


def named(family) -> str:
    adults = ", ".join(one.full_name for one in family.adults)
    return f"{family.name} ({adults})" if adults else family.name


class Departure(forms.Form):
    """The day a pupil leaves the conservatoire."""

    on = forms.DateField(
        label=_("Date du départ"),
        widget=forms.DateInput(attrs={"type": "date"}, format=fields.DAY_FORMAT),
        validators=[fields.plausible],
    )


class Access(forms.Form):
    """What lets an adult pupil in."""

    email = forms.EmailField(label=_("E-mail"), required=False)
    identifier = forms.RegexField(
        label=_("Identifiant"),
        regex=r"^[a-z0-9][a-z0-9._\-]{2,59}$",
        required=False,
        help_text=_("Laissé vide, il est fait à partir du nom."),
    )
