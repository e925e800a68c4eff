"""Who may file late, and until when."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.doors.fields import Moment, Pick
from portamento.office.campaigns.forms import LAST_MINUTE
from portamento.office.families import rows as households


class Search(forms.Form):
    """Whom to open it for."""

    q = forms.CharField(label=_("Nom, numéro ou téléphone de la famille"), required=False)


class Late(forms.Form):
    """One family, and its own last minute."""

    family = Pick(label=_("Famille"), widget=forms.RadioSelect)
    until = Moment(label=_("Dernière minute pour envoyer"))

    def __init__(self, *args, families=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["family"].offer(families)
        told = [(one.pk, f"{one.name} ({households.row(one).hint})") for one in families]
        self.fields["family"].choices = told

    def clean_until(self):
        return self.cleaned_data["until"] + LAST_MINUTE
