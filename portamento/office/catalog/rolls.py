"""Lists of pupils per course, teacher and level: on screen, printed, as a spreadsheet."""

from dataclasses import dataclass

from django.db.models import Prefetch
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.catalog import setup as catalog
from portamento.catalog.models import Course, Level, Teacher
from portamento.doors import sheets
from portamento.doors.downloads import attachment
from portamento.doors.page import render
from portamento.enrolments.models import Enrolment
from portamento.families.models import Membership
from portamento.foundation import text
from portamento.office.catalog import forms


@dataclass(frozen=True)
class Sort:
    """What a list is of: its rows, and where an enrolment says so."""

    model: type
    title: str
    paths: tuple[str, ...]
    of_year: bool


SORTS = {
    "cours": Sort(Course, lazy("Cours"), ("course",), of_year=False),
    "enseignant": Sort(Teacher, lazy("Enseignant"), ("course__teacher",), of_year=True),
    "niveau": Sort(Level, lazy("Niveau"), ("level", "course__level"), of_year=True),
}
HEADS = (
    *(lazy("Nom"), lazy("Prénom"), lazy("Né le"), lazy("Cours"), lazy("Niveau")),
    *(lazy("Horaire"), lazy("Salle"), lazy("Téléphone")),
)


def rolls(request):
    """Which list."""
    filters = forms.Filters.of(request)
    year = filters.year
    courses = Course.objects.of_year(year).select_related("level", "teacher").by_name()
    groups = (
        ("enseignant", _("Par enseignant"), catalog.teachers()),
        ("niveau", _("Par niveau"), catalog.levels()),
        ("cours", _("Par cours"), courses),
    )
    context = {"filters": filters, "year": year, "groups": groups}
    return render(request, "office/catalog/rolls.html", context)


def roll(request, by, pk):
    of, year, lines = found(request, by, pk)
    context = {"by": by, "of": of, "year": year, "lines": lines, "sort": SORTS[by].title}
    return render(request, "office/catalog/roll.html", context)


def sheet(request, by, pk):
    """The same list for a spreadsheet."""
    of, year, lines = found(request, by, pk)
    rows = [line.cells() for line in lines]
    content = sheets.workbook(str(of), [str(head) for head in HEADS], rows)
    name = f"liste-{text.fold(str(of)).replace(' ', '-')}-{year.label}.xlsx"
    return attachment(content, name=name, content_type=sheets.CONTENT_TYPE)


def found(request, by: str, pk: int):
    """What the list is of, its year and its lines."""
    if by not in SORTS:
        raise Http404
    sort = SORTS[by]
    of = get_object_or_404(sort.model.objects.all(), pk=pk)
    year = forms.Filters.of(request).year if sort.of_year else of.year
    rows = Enrolment.objects.active().of_year(year)
    rows = rows.filter(**{sort.paths[0]: of}) | level_of_course(rows, sort, of)
    return of, year, [Line(row) for row in with_people(rows)]


def level_of_course(rows, sort: Sort, of):
    """An enrolment without a level of its own has that of its course."""
    if len(sort.paths) == 1:
        return rows.none()
    return rows.filter(**{sort.paths[0]: None, sort.paths[1]: of})


def with_people(rows):
    homes = Membership.objects.select_related("follows__person").order_by("-primary", "pk")
    rows = rows.with_course().select_related("pupil__person")
    rows = rows.prefetch_related(Prefetch("pupil__memberships", queryset=homes))
    return sorted(rows, key=place)


def place(row: Enrolment) -> tuple:
    """By course, then by name."""
    course = (text.fold(row.course.name), row.course_id)
    return *course, row.pupil.person.alphabetical(), row.pk


class Line:
    """One pupil in one course."""

    def __init__(self, enrolment: Enrolment):
        person = enrolment.pupil.person
        self.last_name, self.first_name = person.last_name, person.first_name
        self.born_on = person.born_on
        self.course = enrolment.course
        self.level = enrolment.level_label()
        self.phone = phone_of(enrolment.pupil)
        self.family_id = next((one.family_id for one in enrolment.pupil.memberships.all()), None)

    @property
    def born(self) -> str:
        return f"{self.born_on:%d/%m/%Y}" if self.born_on else ""

    def cells(self) -> list:
        when, room = self.course.schedule(), self.course.room
        names = [self.last_name, self.first_name, self.born_on]
        return [*names, self.course.name, self.level, when, room, self.phone]


def phone_of(pupil) -> str:
    """The first telephone of the main home."""
    for home in pupil.memberships.all():
        reach = home.coordinates()
        if reach.mobile or reach.phone_home:
            return reach.mobile or reach.phone_home
    return ""
