"""What people fill in to come in."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.schools.models import School

LONGEST = 254


class AtSchool(forms.Form):
    """« Site » : hidden where there is one school."""

    site = forms.ChoiceField(label=_("Site"))

    def __init__(self, *args, schools: list[School], **kwargs):
        super().__init__(*args, **kwargs)
        self.schools = {school.slug: school for school in schools}
        choices = [(school.slug, school.name) for school in schools]
        alone = len(schools) == 1
        self.fields["site"].choices = choices if alone else [("", _("Choisissez")), *choices]
        if alone:
            self.fields["site"].widget = forms.HiddenInput()
            self.initial["site"] = choices[0][0]

    def school(self) -> School:
        """The one chosen, of a valid form."""
        return self.schools[self.cleaned_data["site"]]


class SignIn(AtSchool):
    """Connexion."""

    identifier = forms.CharField(label=_("Identifiant"), max_length=LONGEST)
    password = forms.CharField(
        label=_("Mot de passe"), max_length=LONGEST, strip=False, widget=forms.PasswordInput
    )
