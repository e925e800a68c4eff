"""Whom the campaign asks for a document, and by when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.catalog import setup as catalog
from portamento.catalog.models import Art
from portamento.doors.fields import Day, Pick, PickMany
from portamento.office.campaigns.forms import position
from portamento.reenrolment import audience
from portamento.reenrolment.models import Age, Payment, Request, Residence, Seniority


class RequestSheet(forms.Form):
    """A document the campaign asks for."""

    residence = forms.ChoiceField(label=_("Commune"), choices=Residence.choices, required=False)
    payment = forms.ChoiceField(label=_("Règlement"), choices=Payment.choices, required=False)
    quotient = forms.BooleanField(
        label=_("Pas aux familles qui choisissent la tranche la plus haute"),
        required=False,
        help_text=_("Pour un justificatif de revenus ou de quotient familial."),
    )
    age = forms.ChoiceField(label=_("Âge"), choices=Age.choices, required=False)
    seniority = forms.ChoiceField(label=_("Ancienneté"), choices=Seniority.choices, required=False)
    arts = forms.MultipleChoiceField(
        label=_("Musique, danse, théâtre"),
        choices=Art.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    levels = PickMany(label=_("Niveaux"), required=False)
    disciplines = PickMany(label=_("Disciplines"), required=False)
    choice = forms.CharField(
        label=_("Un seul suffit"),
        max_length=20,
        required=False,
        help_text=_(
            "Le même mot pour ceux dont un seul suffit, par exemple « quotient familial »."
        ),
    )
    due_on = Day(
        label=_("Date propre"), required=False, help_text=_("Vide : celle de la campagne.")
    )
    blocking = forms.BooleanField(
        label=_("Sans lui, le dossier est incomplet"), required=False, initial=True
    )
    position = position(_("Place dans la liste"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["levels"].offer(catalog.levels())
        self.fields["disciplines"].offer(catalog.disciplines())

    def clean_arts(self) -> str:
        return ",".join(self.cleaned_data["arts"])


class NewRequest(RequestSheet):
    """A document more."""

    kind = Pick(label=_("Document"))
    field_order = ("kind",)

    def __init__(self, *args, kinds=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].offer(kinds)


def initial_of(asked: Request) -> dict:
    """What is ticked and chosen now."""
    names = ("residence", "payment", "quotient", "age", "seniority", "choice", "due_on")
    names += ("blocking", "position")
    return {name: getattr(asked, name) for name in names} | {
        "arts": audience.codes(asked.arts),
        "levels": [str(level.pk) for level in asked.levels.all()],
        "disciplines": [str(discipline.pk) for discipline in asked.disciplines.all()],
    }
