"""What the office fills in about a dossier."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.catalog import setup as catalog
from portamento.doors.fields import Pick
from portamento.reenrolment.models import QfChoice

WORD = forms.Textarea(attrs={"rows": 3})


class Acceptance(forms.Form):
    """Accept; « Je confirme » where something moves money or authority, or lacks."""

    note = forms.CharField(
        label=_("Mot à la famille"),
        required=False,
        max_length=1000,
        widget=WORD,
        help_text=_("Ajouté à la lettre."),
    )
    sure = forms.BooleanField(label=_("Je confirme"), required=False)

    def __init__(self, *args, asked: bool = False, **kwargs):
        super().__init__(*args, **kwargs)
        self.asked = asked

    def clean_sure(self):
        if self.asked and not self.cleaned_data["sure"]:
            raise forms.ValidationError(_("Relisez ces points, puis cochez « Je confirme »."))
        return self.cleaned_data["sure"]

    def clean(self):
        """The box has done its part: the word is what remains."""
        return {name: said for name, said in super().clean().items() if name != "sure"}


class Completion(forms.Form):
    """What the family is asked to mend, besides the refused documents."""

    note = forms.CharField(
        label=_("Mot à la famille"),
        required=False,
        max_length=1000,
        widget=WORD,
        help_text=_(
            "Ce qui manque. Les documents à refaire s’ajoutent avec leur motif. Avec un mot, la "
            "famille corrige et valide à nouveau ; sans mot, seuls les documents sont attendus "
            "et le dossier revient de lui-même."
        ),
    )


class Answers(forms.Form):
    """How a household pays, and what it said of its quotient familial."""

    plan = Pick(label=_("Modalité de règlement"), required=False, widget=forms.RadioSelect)
    qf = forms.ChoiceField(
        label=_("Quotient familial"),
        choices=QfChoice.choices,
        required=False,
        widget=forms.RadioSelect,
    )
    sure = forms.BooleanField(
        label=_("Je confirme : la famille l’a demandé"),
        error_messages={"required": _("Cochez : ce choix change ce que la famille paie.")},
    )

    def __init__(self, *args, plans=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["plan"].offer(plans, blank=_("Pas encore choisie"))


class Refusal(forms.Form):
    reason = forms.CharField(
        label=_("Motif du refus"),
        max_length=1000,
        widget=WORD,
        help_text=_("La famille le lira tel quel."),
    )


class Place(forms.Form):
    """Next year's course for one wish."""

    course = forms.TypedChoiceField(label=_("Cours de l’an prochain"), coerce=int)
    level = forms.TypedChoiceField(
        label=_("Niveau l’an prochain"), coerce=int, required=False, empty_value=None
    )

    def __init__(self, *args, candidates, **kwargs):
        super().__init__(*args, **kwargs)
        self.candidates = {one.pk: one for one in candidates}
        self.levels = {level.pk: level for level in catalog.levels()}
        self.fields["course"].choices = [(pk, one.words) for pk, one in self.candidates.items()]
        coded = [(pk, level.code) for pk, level in self.levels.items()]
        self.fields["level"].choices = [("", _("Aucun, ou celui du cours")), *coded]

    def clean(self):
        data = super().clean()
        if course := self.candidates.get(data.get("course")):
            data["course"] = course.course
        data["level"] = self.levels.get(data.get("level"))
        return data


class Word(forms.Form):
    """A sentence for the family, for what waits or is not kept."""

    note = forms.CharField(label=_("Phrase pour la famille"), required=False, max_length=300)


class Discipline(forms.Form):
    discipline = forms.TypedChoiceField(label=_("Discipline"), coerce=int)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.known = {one.pk: one for one in catalog.disciplines_on_offer()}
        named = [(pk, one.name) for pk, one in self.known.items()]
        self.fields["discipline"].choices = [("", _("Choisissez")), *named]

    def clean_discipline(self):
        return self.known[self.cleaned_data["discipline"]]
