"""What the direction fills in when a list comes back signed."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.foundation import clock


class Visa(forms.Form):
    """Who signed, when, under which number."""

    on = forms.DateField(
        label=_("Date du visa"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    approved_by = forms.CharField(
        label=_("Signé par"),
        max_length=160,
        help_text=_("Le directeur ou la directrice des Archives départementales."),
    )
    reference = forms.CharField(label=_("Numéro du visa"), max_length=60, required=False)

    def clean_on(self):
        if self.cleaned_data["on"] > clock.today():
            raise forms.ValidationError(_("Cette date n’est pas encore arrivée."))
        return self.cleaned_data["on"]


class Sure(forms.Form):
    """« Je confirme », for what cannot be undone."""

    sure = forms.BooleanField(label=_("Je confirme : les documents seront détruits pour de bon"))
