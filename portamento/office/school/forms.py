"""What the direction fills in about its school."""

import re
from datetime import date

from django import forms
from django.core.validators import RegexValidator
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _

from portamento.administration.logos import MOST_BYTES
from portamento.documents.readings.bank import is_creditor
from portamento.foundation import text
from portamento.mailroom.envelope import ACCENTS
from portamento.schools.models import Accent, Accessibility, PasswordRule

HOST = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,63}")
MONTHS = [(index, name) for index, name in enumerate(text.MONTHS, start=1)]
POSTCODE = RegexValidator(r"^\d{5}$", _("Cinq chiffres."))
INSEE = RegexValidator(r"^(\d{5}|2[AB]\d{3})$", _("Cinq caractères, par exemple 16015 ou 2A004."))
MARKDOWN = _("Une ligne vide sépare les paragraphes. **gras**, - liste, [mot](https://adresse).")


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Identity(forms.Form):
    """Who the school is and how families reach it."""

    name = forms.CharField(label=_("Nom du conservatoire"), max_length=120)
    town = forms.CharField(label=_("Ville"), max_length=80)
    address = forms.CharField(label=_("Adresse du service scolarité"), widget=lines(3))
    phone = forms.CharField(label=_("Téléphone"), max_length=20)
    hours = forms.CharField(label=_("Heures d’ouverture"), max_length=200, required=False)
    email = forms.EmailField(label=_("E-mail de la scolarité"))
    sender = forms.EmailField(
        label=_("Adresse d’envoi des messages"),
        required=False,
        help_text=_("Celle d’où partent les messages du portail ; vide : l’e-mail ci-dessus."),
    )
    host_names = forms.CharField(
        label=_("Noms de domaine"),
        widget=lines(2),
        required=False,
        help_text=_(
            "Un par ligne. Qui arrive par l’un d’eux n’a pas à choisir son conservatoire. "
            "Le service informatique doit aussi les déclarer."
        ),
    )

    def clean_address(self) -> str:
        return self.cleaned_data["address"].replace("\r\n", "\n")

    def clean_host_names(self) -> str:
        hosts = self.cleaned_data["host_names"].lower().split()
        wrong = [host for host in hosts if not HOST.fullmatch(host)]
        if wrong:
            raise forms.ValidationError(_("« %s » n’est pas un nom de domaine.") % wrong[0])
        return "\n".join(dict.fromkeys(hosts))


def swatch(accent: str, label: str) -> str:
    """The colour itself beside its name; the name alone says it too."""
    return format_html(
        '<span class="row"><svg width="28" height="18" aria-hidden="true">'
        '<rect width="28" height="18" rx="2" fill="{}"/></svg>{}</span>',
        ACCENTS[accent],
        label,
    )


class Look(forms.Form):
    """One of the six tested colours."""

    accent = forms.ChoiceField(label=_("Couleur"), widget=forms.RadioSelect)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["accent"].choices = [
            (value, swatch(value, label)) for value, label in Accent.choices
        ]


class Logo(forms.Form):
    """The school's mark."""

    file = forms.FileField(
        label=_("Fichier"),
        widget=forms.FileInput(attrs={"accept": ".png,.jpg,.jpeg,.svg"}),
        help_text=_("PNG, JPEG ou SVG, 200 Ko au plus."),
    )

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("Ce logo dépasse 200 Ko : enregistrez-le en plus petit."))
        return file.read()


class Rules(forms.Form):
    """Passwords, and the day the school's year turns."""

    password_rule = forms.ChoiceField(
        label=_("Mot de passe des familles"),
        choices=PasswordRule.choices,
        widget=forms.RadioSelect,
        help_text=_("L’équipe a toujours la règle longue."),
    )
    year_turns_day = forms.IntegerField(label=_("L’année tourne le"), min_value=1, max_value=31)
    year_turns_month = forms.TypedChoiceField(label=_("Mois"), choices=MONTHS, coerce=int)

    def clean(self):
        given = super().clean()
        day, month = given.get("year_turns_day"), given.get("year_turns_month")
        try:
            date(2001, month or 1, day or 1)  # no leap year: the day must come each year
        except ValueError:
            self.add_error("year_turns_day", _("Ce jour n’existe pas chaque année."))
        return given


class Creditor(forms.Form):
    """Who debits the accounts of families that pay by direct debit."""

    creditor_id = forms.CharField(
        label=_("Identifiant du créancier (ICS)"),
        max_length=20,
        required=False,
        help_text=_(
            "FR, deux chiffres, trois signes, six chiffres. Vide : le mandat se signe sur papier."
        ),
    )
    creditor_name = forms.CharField(
        label=_("Nom du créancier"),
        max_length=70,
        required=False,
        help_text=_("Souvent la collectivité ou sa régie. Vide : le nom du conservatoire."),
    )
    creditor_address = forms.CharField(
        label=_("Adresse du créancier"),
        widget=lines(3),
        required=False,
        help_text=_("Vide : l’adresse du service scolarité."),
    )

    def clean_creditor_id(self) -> str:
        ics = "".join(self.cleaned_data["creditor_id"].split()).upper()
        if ics and not is_creditor(ics):
            raise forms.ValidationError(
                _("Cet ICS n’est pas valable : recopiez-le, par exemple FR76ZZZ000000.")
            )
        return ics

    def clean_creditor_address(self) -> str:
        return self.cleaned_data["creditor_address"].replace("\r\n", "\n")


class Texts(forms.Form):
    """The school's words outside campaigns."""

    welcome = forms.CharField(
        label=_("Accueil des familles"), widget=lines(4), required=False, help_text=MARKDOWN
    )
    legal_notice = forms.CharField(
        label=_("Mentions légales"),
        widget=lines(8),
        required=False,
        help_text=_("Éditeur, directeur de la publication, hébergeur (loi du 21 juin 2004)."),
    )
    personal_data = forms.CharField(
        label=_("Données personnelles"),
        widget=lines(8),
        required=False,
        help_text=_("Finalités, durées, droits, délégué à la protection des données (RGPD)."),
    )


class Audit(forms.Form):
    """What an audit of accessibility found."""

    accessibility = forms.ChoiceField(
        label=_("État"),
        choices=Accessibility.choices,
        widget=forms.RadioSelect,
        help_text=_("Sans audit valide : « non conforme » (RGAA)."),
    )
    accessibility_text = forms.CharField(
        label=_("Déclaration"),
        widget=lines(8),
        required=False,
        help_text=_("Résultat de l’audit, contenus non accessibles, date, voies de recours."),
    )

    def clean(self):
        given = super().clean()
        audited = given.get("accessibility") != Accessibility.NONE
        if audited and not given.get("accessibility_text", "").strip():
            self.add_error("accessibility_text", _("Dites quel audit l’a établi, et quand."))
        return given


class NewCommune(forms.Form):
    """A commune whose inhabitants pay the residents’ tariff."""

    name = forms.CharField(label=_("Commune"), max_length=80)
    insee = forms.CharField(label=_("Code INSEE"), max_length=5, validators=[INSEE])
    postcode = forms.CharField(label=_("Code postal"), max_length=5, validators=[POSTCODE])
