"""What the office types about households."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portamento.doors.fields import whole
from portamento.reenrolment.models import Dossier

NEVER, UNSENT, REFUSED, NO_EMAIL = "jamais", "non-envoye", "refusee", "sans-email"
CONDITIONS = {
    NEVER: Q(account__connected_at=None),
    UNSENT: Q(account__invited_at=None, account__connected_at=None),
    REFUSED: Q(account__email_refused_at__isnull=False),
    NO_EMAIL: Q(account__email=""),
}


class Filters(forms.Form):
    q = forms.CharField(
        label=_("Nom, téléphone, e-mail, identifiant, numéro ou référence"),
        required=False,
        max_length=120,
    )
    etat = forms.ChoiceField(
        label=_("Accès au portail"),
        required=False,
        choices=[
            ("", _("Toutes les familles")),
            (NEVER, _("Jamais connectées")),
            (UNSENT, _("Identifiant non envoyé")),
            (REFUSED, _("Adresse e-mail refusée")),
            (NO_EMAIL, _("Sans adresse e-mail")),
        ],
    )

    def narrow(self, families):
        """The households that fit; a filter that makes no sense narrows nothing."""
        if not self.is_valid():
            return families
        if words := self.cleaned_data["q"]:
            filed = Dossier.objects.filter(reference__iexact=words.strip()).values("family")
            families = families.matching(words) | families.filter(pk__in=filed)
        if state := self.cleaned_data["etat"]:
            families = families.with_guardian(CONDITIONS[state])
        return families


class Household(forms.Form):
    name = forms.CharField(
        label=_("Nom du foyer"), max_length=120, help_text=_("Celui qu’on lit dans les listes.")
    )
    number = forms.CharField(label=_("Numéro de famille"), max_length=20, required=False)
    note = forms.CharField(
        label=_("Note interne"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Lue par la scolarité seulement, jamais par la famille."),
    )


class Chosen(forms.Form):
    """Ticked families, or all those of the list as it is filtered."""

    famille = forms.TypedMultipleChoiceField(coerce=int, required=False)
    tout = forms.BooleanField(required=False)

    def __init__(self, *args, ticked=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["famille"].choices = [(pk, pk) for pk in ticked if whole(pk) is not None]

    def clean(self):
        data = super().clean()
        if not data.get("famille") and not data.get("tout"):
            raise forms.ValidationError(_("Cochez au moins une famille."))
        return data
