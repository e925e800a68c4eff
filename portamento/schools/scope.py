"""One school at a time: which one, and rows that cannot be read without it.

Every row of a school inherits `SchoolOwned`. Outside a scope any query through `objects` raises
`OutsideScope`: forgetting the school is loud.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache
from typing import TYPE_CHECKING

from django.db import models
from django.db.models.sql import Query

from portamento.foundation import clock

if TYPE_CHECKING:
    from portamento.schools.models import School

_current: ContextVar["School | None"] = ContextVar("school", default=None)


class OutsideScope(RuntimeError):
    """A school's rows were asked for without saying which school."""


@contextmanager
def scope(school: "School") -> Iterator["School"]:
    """Everything inside belongs to that school, and reads its wall clock."""
    token = _current.set(school)
    try:
        with clock.hanging_in(school.zone):
            yield school
    finally:
        _current.reset(token)


def current() -> "School":
    """The school in scope; raises OutsideScope."""
    school = _current.get()
    if school is None:
        raise OutsideScope("No school is in scope: open one with schools.scope.scope(school).")
    return school


def in_scope() -> bool:
    return _current.get() is not None


def default_id() -> int | None:
    """The default of each new row's school; without a scope the NOT NULL column refuses it."""
    school = _current.get()
    return school.pk if school else None


def current_id() -> int:
    return current().pk


@lru_cache(maxsize=4096)
def rows_of(model: type[models.Model], school_id: int) -> Query:
    """The query every other one on that school's rows begins with: copied, never changed."""
    return models.QuerySet(model).filter(school_id=school_id).query


class ScopedManager(models.Manager):
    """Only the rows of the school in scope."""

    def get_queryset(self):
        rows = super().get_queryset()
        rows.query = rows_of(self.model, current_id()).chain()
        return rows

    def every_school(self):
        """Unscoped, for the operator's tools and the worker; each use says why in a comment."""
        return super().get_queryset()


def scoped(queryset_class: type[models.QuerySet]) -> models.Manager:
    """A scoped manager with the methods of that queryset."""
    return ScopedManager.from_queryset(queryset_class)()


class SchoolOwned(models.Model):
    """A row of one school."""

    school = models.ForeignKey(
        "schools.School", models.PROTECT, default=default_id, related_name="+", editable=False
    )
    objects = ScopedManager()

    class Meta:
        abstract = True
