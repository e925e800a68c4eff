"""What people fill in about their password."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from portamento.accounts import passwords
from portamento.accounts.models import Account
from portamento.families.fields import EMAIL
from portamento.portal.signin.forms import LONGEST, AtSchool


class Lost(AtSchool):
    """Mot de passe perdu."""

    identifier = forms.CharField(label=_("Identifiant"), max_length=LONGEST)
    email = forms.EmailField(label=_("E-mail"), max_length=LONGEST, error_messages=EMAIL)


class NewPassword(forms.Form):
    """Mot de passe: the current one, unless a provisional one was just typed, and the new twice."""

    identifier = forms.CharField(label=_("Identifiant"), disabled=True, required=False)
    current_password = forms.CharField(
        label=_("Mot de passe actuel"), max_length=LONGEST, strip=False, widget=forms.PasswordInput
    )
    new_password = forms.CharField(
        label=_("Saisir le nouveau mot de passe"), strip=False, widget=forms.PasswordInput
    )
    new_password_again = forms.CharField(
        label=_("Ressaisir le nouveau mot de passe"), strip=False, widget=forms.PasswordInput
    )

    def __init__(self, *args, account: Account, knows: Callable[[str], bool] | None, **kwargs):
        super().__init__(*args, **kwargs)
        self.account, self.knows = account, knows
        self.fields["identifier"].initial = account.identifier
        if knows is None:
            del self.fields["current_password"]

    def clean_new_password(self):
        new = self.cleaned_data["new_password"]
        if faults := passwords.faults(new, self.account):
            raise forms.ValidationError(faults)
        return new

    def clean(self):
        given = super().clean()
        new, again = given.get("new_password"), given.get("new_password_again")
        if new and again and new != again:
            self.add_error("new_password_again", _now("Les deux saisies ne sont pas les mêmes."))
        current = given.get("current_password")
        # The current one is tried last and alone: each try is a slow one, and is counted.
        if current and not self.errors and not self.knows(current):
            self.add_error("current_password", _now("Ce n’est pas votre mot de passe actuel."))
        return given
