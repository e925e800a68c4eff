"""What the direction fills in about someone of the team."""

from django import forms
from django.core.validators import RegexValidator
from django.utils.translation import gettext_lazy as _

from portamento.accounts.roles import Role

PLAIN = RegexValidator(
    r"^[A-Za-z0-9._-]+$", _("Des lettres sans accent, des chiffres, un point ou un tiret.")
)
ROLES = [(role.value, role.label) for role in Role if role]


class Member(forms.Form):
    """Someone of the team."""

    name = forms.CharField(label=_("Prénom et nom"), max_length=160)
    email = forms.EmailField(label=_("E-mail"), max_length=254)
    role = forms.ChoiceField(label=_("Rôle"), choices=ROLES, widget=forms.RadioSelect)


class NewMember(Member):
    """Someone new: the identifiant is made from the name when none is given."""

    identifier = forms.CharField(
        label=_("Identifiant"), max_length=60, required=False, validators=[PLAIN]
    )
    field_order = ("name", "email", "identifier", "role")
