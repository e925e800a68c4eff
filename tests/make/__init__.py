"""Short builders over real actions: `make.school()`, `make.family()`, `make.dossier()`."""

from tests.make.campaigns import asked, campaign, kind, plan, terms, year_ahead
from tests.make.catalog import course, discipline, enrolment, level, teacher
from tests.make.dossiers import document, dossier
from tests.make.families import family, guardian, pupil, relate
from tests.make.schools import school

__all__ = [
    "asked",
    "campaign",
    "course",
    "discipline",
    "document",
    "dossier",
    "enrolment",
    "family",
    "guardian",
    "kind",
    "level",
    "plan",
    "pupil",
    "relate",
    "school",
    "teacher",
    "terms",
    "year_ahead",
]
