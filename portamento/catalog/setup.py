"""The catalogue as pages read it: kept in the process, no query once warm."""

from portamento.catalog.models import Discipline, Level, Teacher
from portamento.foundation import clock, text
from portamento.schools.setup import kept


def disciplines() -> tuple[Discipline, ...]:
    """All of them, also those no longer taught."""
    return kept("disciplines", lambda: tuple(sorted(Discipline.objects.all(), key=_place)))


def _place(one: Discipline) -> tuple[str, str, int]:
    return one.art, text.fold(one.name), one.pk


def disciplines_on_offer() -> tuple[Discipline, ...]:
    """What a family may ask for."""
    return tuple(one for one in disciplines() if one.offered)


def levels() -> tuple[Level, ...]:
    return kept("levels", lambda: tuple(Level.objects.order_by("rank", "code", "pk")))


def levels_in_use(*, keep: int | None = None) -> tuple[Level, ...]:
    """What is offered today; `keep` is the level a row already has, offered for that row."""
    today = clock.today()
    return tuple(level for level in levels() if level.is_used(today) or level.pk == keep)


def teachers() -> tuple[Teacher, ...]:
    return kept("teachers", lambda: tuple(Teacher.objects.order_by("name", "pk")))
