"""What the scolarité fills in about a kind of document."""

import re

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.documents.inspector.limits import MAX_PAGES
from portamento.documents.models import DocumentKind, Owner, Retention, Sensitivity, Validity
from portamento.documents.signed import Form
from portamento.office.campaigns.forms import MARKDOWN, Pdf, lines, position

YEARS = re.compile(r"\{(\w*)\}")
KNOWN = {"avis", "revenus"}
DOSSIER = "dossier"  # the pupil's, and good for one year: no document of it serves another one
WHOM = (
    (Owner.FAMILY.value, _("La famille")),
    (Owner.PUPIL.value, _("L’élève")),
    (DOSSIER, _("Le dossier : l’élève, pour une seule réinscription")),
)


def whom(kind: DocumentKind) -> str:
    """Whose it is, as the form asks it."""
    of_one_year = kind.owner == Owner.PUPIL and kind.validity == Validity.YEAR
    return DOSSIER if of_one_year else kind.owner


class KindSheet(forms.Form):
    """A kind of document."""

    name = forms.CharField(
        label=_("Nom du document"),
        max_length=160,
        help_text=_(
            "{avis} et {revenus} deviennent les années fiscales de la campagne : pour 2027-2028, "
            "« Avis d’imposition {avis} sur les revenus {revenus} » se lit 2026 et 2025."
        ),
    )
    why = forms.CharField(
        label=_("Pourquoi, ou comment"),
        max_length=300,
        required=False,
        help_text=_("Une phrase que la famille lira sous le nom."),
    )
    form = forms.ChoiceField(
        label=_("Comment la famille le donne"),
        choices=Form.choices,
        required=False,
        help_text=_("Un formulaire à l’écran se remplit et se signe sans rien imprimer."),
    )
    file_too = forms.BooleanField(
        label=_("Avec un formulaire à l’écran, accepter aussi un fichier"), required=False
    )
    owner = forms.ChoiceField(
        label=_("Pour"),
        choices=WHOM,
        help_text=_("Ce qui est pour le dossier est toujours bon pour l’année scolaire demandée."),
    )
    validity = forms.ChoiceField(label=_("Bon pour"), choices=Validity.choices)
    months = forms.IntegerField(
        label=_("Nombre de mois"),
        min_value=1,
        max_value=60,
        initial=3,
        required=False,
        help_text=_(
            "Pour « Un nombre de mois ». "
            "Redemandé par la campagne si, déposé avant elle, il n’est plus valable à la rentrée."
        ),
    )
    sensitivity = forms.ChoiceField(
        label=_("Ce qu’il contient"),
        choices=Sensitivity.choices,
        help_text=_("Fixe qui peut le lire et combien de temps il est gardé."),
    )
    retention = forms.ChoiceField(
        label=_("Conservé"),
        choices=Retention.choices,
        required=False,
        help_text=_("À convenir avec votre délégué à la protection des données."),
    )
    reasons = forms.CharField(
        label=_("Motifs de refus"),
        widget=lines(4),
        required=False,
        help_text=_("Un par ligne, en plus des motifs communs à tous les documents."),
    )
    taken = forms.CharField(
        label=_("Ce qui est accepté"),
        widget=lines(3),
        required=False,
        help_text=_("Un exemple par ligne. La famille le lit sous le nom du document."),
    )
    not_taken = forms.CharField(
        label=_("Ce qui ne l’est pas"),
        widget=lines(3),
        required=False,
        help_text=_("Un exemple par ligne : ce que vous refusez souvent."),
    )
    pages_from = forms.IntegerField(
        label=_("Nombre de pages attendu, au moins"),
        min_value=0,
        max_value=MAX_PAGES,
        required=False,
        help_text=_("La famille est avertie d’un autre nombre, sans être bloquée. Vide : aucun."),
    )
    pages_to = forms.IntegerField(
        label=_("Nombre de pages attendu, au plus"),
        min_value=0,
        max_value=MAX_PAGES,
        required=False,
    )
    file = Pdf(label=_("Modèle à remplir (PDF)"), required=False)
    drop_file = forms.BooleanField(label=_("Retirer le modèle"), required=False)
    model_url = forms.URLField(
        label=_("Ou adresse du modèle"), required=False, assume_scheme="https"
    )
    position = position(_("Place dans la liste"))
    active = forms.BooleanField(
        label=_("Proposé aux prochaines campagnes"), required=False, initial=True
    )

    def clean_name(self) -> str:
        name = self.cleaned_data["name"]
        unknown = set(YEARS.findall(name)) - KNOWN
        if unknown or name.count("{") != name.count("}"):
            raise forms.ValidationError(_("Seuls {avis} et {revenus} sont remplacés."))
        return name

    def clean(self) -> dict:
        facts = super().clean()
        if facts.get("owner") == DOSSIER:
            facts |= {"owner": Owner.PUPIL.value, "validity": Validity.YEAR.value}
        if facts.get("validity") == Validity.MONTHS and not facts.get("months"):
            self.add_error("months", _("Indiquez le nombre de mois."))
        return facts

    def clean_pages_from(self) -> int:
        return self.cleaned_data["pages_from"] or 0

    def clean_pages_to(self) -> int:
        return self.cleaned_data["pages_to"] or 0


class FormTextSheet(forms.Form):
    """The words around a form on the screen: a new version for whoever signs from now on."""

    intro = forms.CharField(
        label=_("En haut du formulaire"), widget=lines(5), required=False, help_text=MARKDOWN
    )
    consent = forms.CharField(
        label=_("Ce que la famille accepte en signant"),
        widget=lines(8),
        help_text=_("{annee} et {prenom} deviennent l’année demandée et le prénom de l’élève."),
    )
