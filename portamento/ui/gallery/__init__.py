"""What the page of all components needs to be shown; nothing of it is real."""

from datetime import date

from django import forms
from django.core.paginator import Paginator

ANSWERS = [("oui", "Oui"), ("non", "Non")]
DAYS = [("lundi", "Lundi"), ("mardi", "Mardi"), ("mercredi", "Mercredi"), ("samedi", "Samedi")]
SITES = [("valmont", "Valmont"), ("Autres sites", [("bellerive", "Bellerive")])]


class Every(forms.Form):
    """One field of each kind that `ui.field` knows."""

    nom = forms.CharField(max_length=60, initial="Martin")
    mobile = forms.CharField(widget=forms.TextInput(attrs={"type": "tel"}), required=False)
    naissance = forms.DateField(
        label="Date de naissance",
        widget=forms.DateInput(attrs={"type": "date"}),
        initial=date(2015, 6, 3),
    )
    identifiant = forms.CharField(initial="martin")
    site = forms.ChoiceField(choices=SITES, initial="valmont")
    code_postal = forms.CharField(label="Code postal", max_length=5)
    mot = forms.CharField(
        label="Un mot pour la scolarité", widget=forms.Textarea(attrs={"rows": 3}), required=False
    )
    image = forms.ChoiceField(
        label="Lina peut-elle être photographiée\u202f?", choices=ANSWERS, widget=forms.RadioSelect
    )
    jours = forms.MultipleChoiceField(
        label="Jours possibles", choices=DAYS, widget=forms.CheckboxSelectMultiple, required=False
    )
    piece = forms.FileField(label="Pièce jointe", required=False)
    secret = forms.CharField(label="Mot de passe", min_length=12, widget=forms.PasswordInput)
    accord = forms.BooleanField(label="J’accepte le règlement des études")
    version = forms.IntegerField(widget=forms.HiddenInput, initial=1)


class Wrong(forms.Form):
    email = forms.EmailField(label="E-mail")
    reponse = forms.ChoiceField(label="Réponse", choices=ANSWERS, widget=forms.RadioSelect)

    def clean(self):
        self.add_error("reponse", "Choisissez une réponse.")


class Sought(forms.Form):
    q = forms.CharField(label="Nom de l’élève", required=False)


def context() -> dict:
    """For `render(request, "ui/gallery.html", gallery.context())`."""
    return {
        "form": Every(auto_id="exemple-%s"),
        "sought": Sought(auto_id="recherche-%s"),
        # Apart: a page that holds a failed form is titled « Erreur », and this one has not failed.
        "apart": {"wrong": Wrong({"email": "claire.martin"}, auto_id="refus-%s")},
        "page": Paginator(range(90), 10).page(4),
    }
