"""Queries put into words once, then asked again and again with other values.

Django words a query anew each time it is asked. For one that joins half the tables of a household
that takes several times as long as answering it, and was the larger part of a page's work.
"""

import copy
import functools
from collections.abc import Callable, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from weakref import WeakKeyDictionary

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Expression, QuerySet
from django.db.models.sql.compiler import SQLCompiler

from portamento.foundation import clock
from portamento.schools.scope import default_id

# What a query set makes of each row: of the model's instances, or tuples of which columns.
SHAPE = ("_iterable_class", "_fields", "_prefetch_related_lookups")


class Mark(Expression):
    """Stands in a query for a value that comes later: what a filter compares a column with."""

    def __init__(self, place: int):
        super().__init__()
        self.place = place

    def along(self, **others: "Mark") -> "Mark":
        """Itself as a row's id, with marks for what else is asked of that row."""
        self.__dict__.update(others)
        return self

    def as_sql(self, compiler, connection):
        return "%s", [self]


class Prepared:
    """The rows of `make(*marks)`, whatever the values that come in the marks' places.

    `make` is called once for each school, with as many marks as there are values, and gives a query
    set. All that differs from one asking to the next is a value: who asks is a mark, and so is the
    moment (asking for the time raises clock.Stopped).
    """

    def __init__(self, make: Callable[..., QuerySet]):
        self.make = make
        self.worded: dict[int | None, tuple[QuerySet, Words]] = {}

    def __call__(self, *values: Any) -> list:
        """Its rows, in their order. Raises ValueError where the query has no place for a value."""
        school = default_id()
        if school not in self.worded:
            self.worded[school] = self.word(len(values))
        rows, words = self.worded[school]
        asked = QuerySet(rows.model, query=replace(words, values=values), using=rows.db)
        for name in SHAPE:
            setattr(asked, name, getattr(rows, name))
        return list(asked)

    def word(self, count: int) -> tuple[QuerySet, "Words"]:
        with clock.stopped():
            rows = self.make(*[Mark(place) for place in range(count)])
        compiler = rows.query.get_compiler(using=rows.db)
        sql, params = compiler.as_sql()
        said = {param.place for param in params if isinstance(param, Mark)}
        if said != set(range(count)):
            raise ValueError(f"A prepared query leaves out a value: {sql}")
        return rows, Words(compiler, sql, tuple(params))


@dataclass(frozen=True)
class Words:
    """In place of a query set's query: it can be asked, and nothing else."""

    compiler: SQLCompiler
    sql: str
    params: tuple
    values: tuple = ()
    # By connection: what makes Python of its columns, the same each time.
    converters: MutableMapping = field(default_factory=WeakKeyDictionary)

    def get_compiler(self, using: str) -> SQLCompiler:
        asking = copy.copy(self.compiler)
        asking.connection = connections[using]
        given = [written(value, asking.connection) for value in self.values]
        params = tuple(given[one.place] if isinstance(one, Mark) else one for one in self.params)
        asking.as_sql = lambda: (self.sql, params)
        asking.get_converters = functools.partial(self.get_converters, asking.connection)
        return asking

    def get_converters(self, connection: BaseDatabaseWrapper, columns: list) -> dict:
        known = self.converters.get(connection)
        if known is None:
            asking = copy.copy(self.compiler)
            asking.connection = connection
            known = self.converters[connection] = asking.get_converters(columns)
        return known


def written(value: Any, connection: BaseDatabaseWrapper) -> Any:
    """A value as that database takes it."""
    if isinstance(value, datetime):
        return connection.ops.adapt_datetimefield_value(value)
    return value
