"""What is taught: `make.course("Violoncelle", level="2C3")` makes what it needs."""

from portamento.catalog import actions
from portamento.catalog.models import Art, Course, Discipline, Level, Part, Teacher
from portamento.enrolments import actions as enrolment_actions
from portamento.enrolments.models import Enrolment
from portamento.schools import setup


def discipline(name="Violoncelle", *, part=Part.MAIN, art=Art.MUSIC) -> Discipline:
    """The discipline of that name, made where it does not exist."""
    found = Discipline.objects.filter(name=name).first()
    return found or actions.add_discipline(name, art=art, part=part, by=None)


def level(code="2C3") -> Level:
    """1C1 … 3C3 say their cycle; any other code has none."""
    cycle = int(code[0]) if code[:1].isdigit() else None
    rank = cycle * 10 + int(code[-1]) if cycle and code[-1].isdigit() else 0
    found = Level.objects.filter(code=code).first()
    return found or actions.add_level(code, name=code, cycle=cycle, rank=rank, by=None)


def teacher(name="Mme Castel") -> Teacher:
    found = Teacher.objects.filter(name=name).first()
    return found or actions.add_teacher(name, by=None)


def course(name="Violoncelle", *, of=None, level_code="", year=None, **fields) -> Course:
    """A course of this school year, of the discipline that has its name unless `of` is given."""
    return actions.add_course(
        year or setup.current_year(),
        of or discipline(name),
        name=name,
        level=level(level_code) if level_code else None,
        by=None,
        **fields,
    )


def enrolment(pupil, of=None, *, level_code="", **fields) -> Enrolment:
    """The pupil in that course, or in a new one."""
    return enrolment_actions.enrol(
        pupil,
        of or course(),
        level=level(level_code) if level_code else None,
        by=None,
        **fields,
    )
