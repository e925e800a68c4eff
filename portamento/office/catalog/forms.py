"""What the scolarité fills in about courses."""

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.catalog import setup as catalog
from portamento.catalog.models import Art, Course, Part
from portamento.doors.fields import Day, Hour, Pick
from portamento.foundation import text
from portamento.schools import setup

WEEKDAYS = [(str(index), text.initials_upper(name)) for index, name in enumerate(text.DAYS)]
NEEDS_REASON = {Course.Opening.CLOSED, Course.Opening.FULL}


def usual_year():
    """This school year; where the office has not made it, the last one."""
    return setup.current_year() or next(reversed(setup.years()), None)


class Filters(forms.Form):
    """What the list shows."""

    annee = Pick(label=_("Année"), required=False)
    discipline = Pick(label=_("Discipline"), required=False)
    enseignant = Pick(label=_("Enseignant"), required=False)
    niveau = Pick(label=_("Niveau"), required=False)
    jour = forms.TypedChoiceField(
        label=_("Jour"),
        choices=[("", _("Tous les jours")), *WEEKDAYS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    places = forms.BooleanField(label=_("Avec de la place"), required=False)

    COLUMNS = {
        "discipline": "discipline",
        "enseignant": "teacher",
        "niveau": "level",
        "jour": "weekday",
    }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["annee"].offer(reversed(setup.years()))
        self.fields["discipline"].offer(catalog.disciplines(), blank=_("Toutes"))
        self.fields["enseignant"].offer(catalog.teachers(), blank=_("Tous"))
        self.fields["niveau"].offer(catalog.levels(), blank=_("Tous"))

    @classmethod
    def of(cls, request) -> "Filters":
        """What the address asks for; the year is this one unless it says another."""
        data = request.GET.copy()
        data.setdefault("annee", str(getattr(usual_year(), "pk", "")))
        return cls(data)

    def given(self, name: str):
        """A filter that makes no sense is none."""
        self.is_valid()
        return self.cleaned_data.get(name)

    @property
    def year(self):
        return self.given("annee") or usual_year()

    def narrow(self, courses):
        """The courses that fit."""
        asked = {column: self.given(name) for name, column in self.COLUMNS.items()}
        courses = courses.of_year(self.year)
        courses = courses.filter(
            **{column: value for column, value in asked.items() if value is not None}
        )
        return courses.with_room() if self.given("places") else courses


class CourseSheet(forms.Form):
    """One course."""

    discipline = Pick(label=_("Discipline"))
    name = forms.CharField(
        label=_("Nom du cours"),
        max_length=120,
        help_text=_("Comme les familles le lisent : « Violoncelle », « Orchestre des cordes »."),
    )
    level = Pick(label=_("Niveau"), required=False)
    teacher = Pick(label=_("Enseignant"), required=False)
    kind = forms.ChoiceField(label=_("Sorte"), choices=Course.Kind.choices)
    capacity = forms.IntegerField(
        label=_("Nombre de places"),
        min_value=0,
        max_value=9999,
        required=False,
        help_text=_("Vide : sans limite."),
    )
    weekday = forms.TypedChoiceField(
        label=_("Jour"),
        choices=[("", _("À confirmer")), *WEEKDAYS],
        coerce=int,
        empty_value=None,
        required=False,
    )
    starts_at = Hour(label=_("De"), required=False)
    ends_at = Hour(label=_("À"), required=False)
    room = forms.CharField(label=_("Salle"), max_length=40, required=False)
    place = forms.CharField(
        label=_("Lieu"), max_length=80, required=False, help_text=_("L’antenne, s’il y en a.")
    )
    opening = forms.ChoiceField(
        label=_("Ouvert à la réinscription"), choices=Course.Opening.choices
    )
    reserved_cycle = forms.TypedChoiceField(
        label=_("Réservé au cycle"),
        choices=[("", _("Aucun")), ("1", "1"), ("2", "2"), ("3", "3")],
        coerce=int,
        empty_value=None,
        required=False,
    )
    opening_reason = forms.CharField(
        label=_("Pourquoi"),
        max_length=200,
        required=False,
        help_text=_("Une phrase que la famille lira."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["discipline"].offer(catalog.disciplines())
        levels = catalog.levels_in_use(keep=self.initial.get("level"))
        self.fields["level"].offer(levels, blank=_("Selon l’élève"))
        self.fields["teacher"].offer(catalog.teachers(), blank=_("À confirmer"))

    def clean(self):
        given = super().clean()
        starts, ends = given.get("starts_at"), given.get("ends_at")
        if ends and (not starts or ends <= starts):
            self.add_error("ends_at", _("Un cours finit après avoir commencé."))
        opening = given.get("opening")
        if opening == Course.Opening.RESERVED and not given.get("reserved_cycle"):
            self.add_error("reserved_cycle", _("Choisissez le cycle auquel il est réservé."))
        if opening in NEEDS_REASON and not given.get("opening_reason"):
            self.add_error("opening_reason", _("Dites aux familles pourquoi."))
        return given


class NewCourse(CourseSheet):
    """One course more, of a year that is chosen."""

    year = Pick(label=_("Année"))
    field_order = ("year",)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["year"].offer(reversed(setup.years()))


class Preparation(forms.Form):
    """What the copies of the year's courses keep."""

    keep_times = forms.BooleanField(
        label=_("Reprendre les jours, horaires et salles de cette année"),
        required=False,
        help_text=_("Sinon les familles liront « à confirmer » jusqu’à ce que vous les fixiez."),
    )


class Search(forms.Form):
    """Whom to enrol."""

    q = forms.CharField(label=_("Nom de l’élève"), required=False)


class Place(forms.Form):
    """A pupil in the course."""

    pupil = Pick(label=_("Élève"), widget=forms.RadioSelect)
    level = Pick(label=_("Niveau"), required=False)

    def __init__(self, *args, pupils=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pupil"].offer(pupils)
        self.fields["level"].offer(catalog.levels_in_use(), blank=_("Celui du cours"))


class CourseOf(forms.Form):
    """A course more for one pupil."""

    course = Pick(label=_("Cours"))
    level = Pick(label=_("Niveau"), required=False)

    def __init__(self, *args, courses=(), **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["course"].offer(courses)
        named = [(str(one.pk), f"{one}, {one.details()}") for one in courses]
        self.fields["course"].choices = [("", _("Choisissez")), *named]
        self.fields["level"].offer(catalog.levels_in_use(), blank=_("Celui du cours"))


class LevelOf(forms.Form):
    """The level of a pupil in one course."""

    level = Pick(label=_("Niveau"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        levels = catalog.levels_in_use(keep=self.initial.get("level"))
        self.fields["level"].offer(levels, blank=_("Celui du cours"))


class DisciplineSheet(forms.Form):
    """A discipline."""

    name = forms.CharField(label=_("Nom"), max_length=80)
    art = forms.ChoiceField(label=_("Art"), choices=Art.choices)
    part = forms.ChoiceField(
        label=_("Ce qu’elle est dans un cursus"),
        choices=Part.choices,
        help_text=_("Une dominante demande formation musicale et pratique collective."),
    )
    offered = forms.BooleanField(
        label=_("Les familles peuvent la demander"), required=False, initial=True
    )


class Usual(forms.Form):
    """What most conservatoires have, and this one not yet; ticked for a school that begins."""

    names = forms.MultipleChoiceField(
        label=_("À ajouter"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Cochez au moins une ligne.")},
    )

    def __init__(self, *args, offered=(), begins: bool, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["names"].choices = offered
        self.fields["names"].initial = [value for value, _label in offered] if begins else []


class LevelSheet(forms.Form):
    """A level."""

    code = forms.CharField(label=_("Sigle"), max_length=12, help_text=_("Par exemple 2C3."))
    name = forms.CharField(label=_("Nom"), max_length=60)
    cycle = forms.TypedChoiceField(
        label=_("Cycle"),
        choices=[("", _("Hors cycle")), ("1", "1"), ("2", "2"), ("3", "3")],
        coerce=int,
        empty_value=None,
        required=False,
    )
    rank = forms.IntegerField(
        label=_("Rang"), min_value=0, max_value=999, help_text=_("Du plus petit au plus avancé.")
    )
    needs_bundle = forms.BooleanField(
        label=_("La dominante demande formation musicale et pratique collective"),
        required=False,
        initial=True,
    )
    valid_from = Day(label=_("En usage depuis"), required=False)
    valid_until = Day(label=_("En usage jusqu’au"), required=False)


class TeacherSheet(forms.Form):
    """Someone who gives courses."""

    name = forms.CharField(
        label=_("Nom"), max_length=80, help_text=_("Comme les familles le lisent : « Mme Castel ».")
    )
    email = forms.EmailField(label=_("E-mail"), required=False)
