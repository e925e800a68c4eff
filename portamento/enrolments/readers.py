"""Questions pages ask about enrolments."""

from collections.abc import Iterable

from portamento.enrolments.models import Enrolment
from portamento.schools.models import SchoolYear


def of_pupils(pks: Iterable[int], year: SchoolYear | None) -> dict[int, list[Enrolment]]:
    """Each pupil's places of that year, with all that a list of courses shows, in one query."""
    rows = Enrolment.objects.filter(pupil__in=list(pks)).active().of_year(year)
    found: dict[int, list[Enrolment]] = {}
    for row in rows.with_course().in_order():
        found.setdefault(row.pupil_id, []).append(row)
    return found
