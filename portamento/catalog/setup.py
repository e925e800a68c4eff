"""The catalogue as pages read it: kept in the process, no query once warm."""

from portamento.catalog.models import Discipline, Level, Teacher
from portamento.foundation import clock
from portamento.foundation.text import alphabetically
from portamento.schools.setup import kept


def disciplines() -> tuple[Discipline, ...]:
    """All of them, also those no longer taught."""
    rows = Discipline.objects.order_by("pk")
    arts = Discipline.get_art_display
    return kept("disciplines", lambda: tuple(alphabetically(alphabetically(rows), arts)))


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
    return kept("teachers", lambda: tuple(alphabetically(Teacher.objects.order_by("pk"))))
