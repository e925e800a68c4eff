"""What the scolarité fills in about a campaign."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.catalog import setup as catalog
from portamento.doors.fields import Day, Moment, PickMany
from portamento.families.choices import SchoolLevel
from portamento.foundation import clock
from portamento.schools.models import SchoolYear
from portamento.schools.scope import current

LAST_MINUTE = timedelta(minutes=1)
MARKDOWN = _(
    "Une ligne vide sépare les paragraphes. **gras**, - liste, [mot](https://adresse) pour un lien."
)
MOST_PDF_BYTES = 20_000_000
LAST = 999  # place in a list
AHEAD = 1  # years one may prepare beyond the last that has its campaign


def position(label) -> forms.IntegerField:
    return forms.IntegerField(label=label, min_value=0, max_value=LAST, initial=1)


def lines(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class Pdf(forms.FileField):
    """A file of the school's own; its content is checked when it is stored."""

    widget = forms.FileInput(attrs={"accept": ".pdf,application/pdf"})

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file and file.size > MOST_PDF_BYTES:
            raise forms.ValidationError(_("Ce fichier dépasse 20 Mo."))
        return file


class Dates(forms.Form):
    """When a campaign runs, and how strict it is."""

    opens_at = Moment(label=_("Ouvre le"))
    last_minute = Moment(
        label=_("Dernière minute pour envoyer"),
        help_text=_("Par exemple le 15 juin à 23 h 59 : cette minute compte encore."),
    )
    strict = forms.BooleanField(
        label=_("Refuser l’envoi tant qu’il manque un document"),
        required=False,
        help_text=_("Sinon le dossier part « incomplet » et la famille sait ce qu’il lui reste."),
    )
    complete_by = Day(
        label=_("Documents à compléter avant le"),
        required=False,
        help_text=_("Pour un dossier envoyé incomplet."),
    )
    top_tranche = forms.IntegerField(
        label=_("Numéro de la tranche la plus haute"), min_value=1, max_value=99, initial=11
    )
    top_tranche_from = Day(
        label=_("Appliquée à partir du"),
        required=False,
        help_text=_("Aux familles résidentes qui n’ont donné aucun justificatif."),
    )

    def clean(self):
        given = super().clean()
        opens, last = given.get("opens_at"), given.pop("last_minute", None)
        if last:
            # The rules close exclusively; people mean the minute they write to count.
            given["closes_at"] = last + LAST_MINUTE
        if opens and last and last <= opens:
            self.add_error("last_minute", _("La campagne doit ouvrir avant de fermer."))
        return given


class NewCampaign(Dates):
    """A campaign for a year that has none: the next one, or another from this year on."""

    year = forms.TypedChoiceField(label=_("Pour l’année"), coerce=int)
    field_order = ("year",)

    def __init__(self, *args, taken=(), **kwargs):
        super().__init__(*args, **kwargs)
        this = current().starting_year(clock.today())
        ahead = range(this, max([this, *taken]) + AHEAD + 1)
        free = [SchoolYear(starts_in=start) for start in ahead if start not in taken]
        self.fields["year"].choices = [(one.starts_in, one.label) for one in free]
        self.initial.setdefault("year", next(one.starts_in for one in free if one.starts_in > this))


class Texts(forms.Form):
    """The school's own words on the pages of the campaign."""

    intro = forms.CharField(
        label=_("En haut de la réinscription"),
        widget=lines(5),
        required=False,
        help_text=MARKDOWN,
    )
    before_text = forms.CharField(
        label=_("Avant l’ouverture"), widget=lines(4), required=False, help_text=MARKDOWN
    )
    after_text = forms.CharField(
        label=_("Après la fermeture"),
        widget=lines(4),
        required=False,
        help_text=_("Ce que peut faire une famille en retard."),
    )
    documents_text = forms.CharField(
        label=_("Au-dessus des pièces à fournir"), widget=lines(3), required=False
    )
    models_url = forms.URLField(
        label=_("Adresse où télécharger les modèles"),
        required=False,
        assume_scheme="https",
    )


class TermsSheet(forms.Form):
    """A new version of what families accept."""

    name = forms.CharField(label=_("Titre"), max_length=120, initial=_("Règlement des études"))
    text = forms.CharField(label=_("Texte"), widget=lines(12), required=False, help_text=MARKDOWN)
    file = Pdf(label=_("Ou le règlement en PDF"), required=False)

    def clean(self):
        given = super().clean()
        if not self.errors and not given["text"].strip() and not given["file"]:
            self.add_error("text", _("Écrivez le texte du règlement, ou joignez-le en PDF."))
        return given


class PlanSheet(forms.Form):
    """A way to pay."""

    name = forms.CharField(label=_("Nom"), max_length=80)
    instalments = forms.IntegerField(
        label=_("Nombre d’échéances"), min_value=1, max_value=12, initial=1
    )
    by_debit = forms.BooleanField(
        label=_("Par prélèvement"),
        required=False,
        help_text=_("Un RIB et un mandat peuvent alors être demandés."),
    )
    position = position(_("Place dans la liste"))


class BlockSheet(forms.Form):
    """Words of the office, for all or for some."""

    title = forms.CharField(label=_("Titre"), max_length=120, required=False)
    text = forms.CharField(label=_("Texte"), widget=lines(6), help_text=MARKDOWN)
    file = Pdf(label=_("Fichier joint (PDF)"), required=False)
    drop_file = forms.BooleanField(label=_("Retirer le fichier joint"), required=False)
    levels = PickMany(label=_("Niveaux"), required=False)
    disciplines = PickMany(label=_("Disciplines"), required=False)
    school_levels = forms.MultipleChoiceField(
        label=_("Classes"),
        choices=[choice for choice in SchoolLevel.choices if choice[0]],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    position = position(_("Place sur la page"))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["levels"].offer(catalog.levels())
        self.fields["disciplines"].offer(catalog.disciplines())

    def clean_school_levels(self) -> str:
        return ",".join(self.cleaned_data["school_levels"])
