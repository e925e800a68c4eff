"""What the office makes of the catalogue: disciplines, levels, teachers, courses, the next year."""

from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.catalog.models import Course, Discipline, Level, Teacher
from portamento.schools import setup
from portamento.schools.models import SchoolYear
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.edit import edit

# What a copy of a course keeps; day, hours and room are set anew (« à confirmer »).
KEPT = ("discipline", "name", "level", "teacher", "kind", "place", "capacity")
TIMES = ("weekday", "starts_at", "ends_at", "room")


@action
def add_discipline(name: str, *, art: str, part: str, by, offered: bool = True) -> Discipline:
    """A discipline may be taught and asked for from now on."""
    refuse_twin(Discipline, _("Cette discipline existe déjà."), name=name)
    row = Discipline.objects.create(name=name, art=art, part=part, offered=offered)
    record("discipline.added", name=name, art=art, part=part)
    setup.changed()
    return row


@action
def edit_discipline(discipline: Discipline, *, by, **fields) -> None:
    """Renames it, or takes it off the list families choose from."""
    if "name" in fields:
        sentence = _("Cette discipline existe déjà.")
        refuse_twin(Discipline, sentence, apart=discipline.pk, name=fields["name"])
    edit(discipline, "discipline.edited", fields)
    setup.changed()


@action
def add_level(code: str, *, name: str, cycle: int | None, rank: int, by, **fields) -> Level:
    """A level of a cursus (1C1, 2C3, hors cursus), as dated data."""
    refuse_twin(Level, _("Ce niveau existe déjà."), code=code)
    row = Level.objects.create(code=code, name=name, cycle=cycle, rank=rank, **fields)
    record("level.added", name=code)
    setup.changed()
    return row


@action
def edit_level(level: Level, *, by, **fields) -> None:
    """Says anew what a level is called and until when it is given."""
    if "code" in fields:
        refuse_twin(Level, _("Ce niveau existe déjà."), apart=level.pk, code=fields["code"])
    edit(level, "level.edited", fields)
    setup.changed()


@action
def add_teacher(name: str, *, by, email: str = "") -> Teacher:
    """Someone who gives courses, as families read the name."""
    refuse_twin(Teacher, _("Cet enseignant existe déjà."), name=name)
    row = Teacher.objects.create(name=name, email=email)
    record("teacher.added", name=name)
    setup.changed()
    return row


@action
def edit_teacher(teacher: Teacher, *, by, **fields) -> None:
    """The name or address of a teacher, on every course at once."""
    if "name" in fields:
        sentence = _("Cet enseignant existe déjà.")
        refuse_twin(Teacher, sentence, apart=teacher.pk, name=fields["name"])
    edit(teacher, "teacher.edited", fields)
    setup.changed()


def refuse_twin(model, sentence: str, *, apart: int | None = None, **named: str) -> None:
    """Two of the same name would be told apart by nobody."""
    if model.objects.filter(**named).exclude(pk=apart).exists():
        raise NotAllowed(sentence)


@action
def add_course(year: SchoolYear, discipline: Discipline, *, name: str, by, **fields) -> Course:
    """A course of one year; day, hours and room may come later."""
    course = Course.objects.create(year=year, discipline=discipline, name=name, **fields)
    record("course.added", course, name=name, year=year.label)
    setup.changed()
    return course


@action
def edit_course(course: Course, *, by, **fields) -> None:
    """What families read of a course, and how many it holds: never fewer than are in it."""
    if "capacity" in fields and fields["capacity"] != course.capacity:
        set_capacity(course, fields["capacity"])
    edit(course, "course.edited", fields, course)
    setup.changed()


def set_capacity(course: Course, capacity: int | None) -> None:
    """One conditional write, so that a place taken meanwhile is seen."""
    rows = Course.objects.filter(pk=course.pk)
    if capacity is not None:
        rows = rows.filter(taken__lte=capacity)
    if not rows.update(capacity=capacity):
        course.refresh_from_db(fields=["taken"])
        raise NotAllowed(
            _("Ce cours compte déjà %(taken)d inscrits : sa capacité ne peut être moindre.")
            % {"taken": course.taken}
        )


@action
def prepare_next_year(year: SchoolYear, *, by, keep_times: bool = False) -> list[Course]:
    """Copies the year's courses to the next one, but those that close; a second time adds only
    what is new. Days and hours are « à confirmer » unless they are kept."""
    setup.changed()  # holds the school: of two at once the second finds what the first copied
    following, _made = SchoolYear.objects.get_or_create(starts_in=year.starts_in + 1)
    done = Course.objects.of_year(following).exclude(follows=None).values("follows_id")
    courses = Course.objects.of_year(year).exclude(opening=Course.Opening.CLOSED)
    names = (*KEPT, *(TIMES if keep_times else ()))
    copies = Course.objects.bulk_create(
        copy_of(course, following, names) for course in courses.exclude(pk__in=done).by_name()
    )
    record("courses.prepared", year=following.label, copied=len(copies))
    return copies


def copy_of(course: Course, year: SchoolYear, names: tuple[str, ...]) -> Course:
    """The same course a year later, open and empty."""
    columns = [Course._meta.get_field(name).attname for name in names]
    same = {column: getattr(course, column) for column in columns}
    return Course(year=year, follows=course, **same)
