"""What the office types about letters."""

from django import forms
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from portamento.families.models import Family
from portamento.mailroom import wording
from portamento.mailroom.models import Fate


class Filters(forms.Form):
    q = forms.CharField(
        label=_("Famille, destinataire, adresse ou objet"), required=False, max_length=120
    )
    sort = forms.ChoiceField(
        label=_("Ce qu’il est devenu"),
        required=False,
        choices=[("", _("Tous les courriers")), *Fate.choices],
    )

    def narrow(self, letters):
        """The letters that fit; a filter that makes no sense narrows nothing."""
        if not self.is_valid():
            return letters
        if words := self.cleaned_data["q"]:
            households = Family.objects.matching(words).values("pk")
            letters = letters.filter(
                Q(household_id__in=households)
                | Q(name__icontains=words)
                | Q(address__icontains=words)
                | Q(subject__icontains=words)
            )
        if fate := self.cleaned_data["sort"]:
            letters = letters.filter(state=fate)
        return letters


class Resending(forms.Form):
    email = forms.EmailField(
        label=_("Adresse e-mail"),
        required=False,
        help_text=_("Corrigée s’il le faut. Sans adresse, le courrier est à poster."),
    )


class Printing(forms.Form):
    two_sided = forms.BooleanField(
        label=_("Imprimer en recto verso"),
        required=False,
        initial=True,
        help_text=_(
            "Chaque courrier commence alors sur une feuille à lui, une page blanche au besoin."
        ),
    )


class OwnWords(forms.Form):
    text = forms.CharField(label=_("Texte"), widget=forms.Textarea(attrs={"rows": 22}))

    def __init__(self, *args, kind: str, **kwargs):
        super().__init__(*args, **kwargs)
        self.kind = kind

    def clean_text(self):
        text = self.cleaned_data["text"].replace("\r\n", "\n").strip() + "\n"
        if found := wording.problems(self.kind, text):
            raise forms.ValidationError(found)
        return text
