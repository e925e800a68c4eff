"""What the office sets up, kept in the process until `School.setup_version` moves."""

from collections.abc import Callable
from typing import Any

from portamento.foundation import clock
from portamento.foundation.text import alphabetically
from portamento.schools.models import Commune, School, SchoolYear, new_setup_version
from portamento.schools.scope import current

_kept: dict[tuple[int, str], tuple[int, Any]] = {}


def kept(name: str, make: Callable[[], Any]) -> Any:
    """`make()`, or what it gave before for this school and set-up version.

    The values are shared between requests: hand out tuples and rows nobody writes to.
    """
    school = current()
    version, value = _kept.get((school.pk, name), (0, None))
    if version != school.setup_version:
        value = make()
        _kept[(school.pk, name)] = (school.setup_version, value)
    return value


def changed() -> None:
    """Call inside each action that sets something up."""
    school = current()
    school.setup_version = new_setup_version()
    School.objects.filter(pk=school.pk).update(setup_version=school.setup_version)


def years() -> tuple[SchoolYear, ...]:
    return kept("years", lambda: tuple(SchoolYear.objects.order_by("starts_in")))


def communes() -> tuple[Commune, ...]:
    return kept("communes", lambda: tuple(alphabetically(Commune.objects.order_by("pk"))))


def current_year() -> SchoolYear | None:
    """The school year of today, None where the office has not made it yet."""
    school = current()
    start = school.starting_year(clock.today())
    return next((year for year in years() if year.starts_in == start), None)


def is_resident(postcode: str, city: str) -> bool:
    """Whether that address lies in one of the school's resident communes."""
    return any(commune.matches(postcode, city) for commune in communes())
