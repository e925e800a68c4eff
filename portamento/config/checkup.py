"""Whether what must hold everywhere still holds: `manage.py doctor`, and every night."""

import logging
from collections.abc import Iterator

from django.apps import apps
from django.db import models
from django.db.models import F

from portamento.audit import chain
from portamento.documents import integrity
from portamento.schools.models import School
from portamento.schools.scope import SchoolOwned, scope

log = logging.getLogger("portamento.doctor")


def findings() -> Iterator[str]:
    """A sentence for the operator for each thing that is wrong."""
    yield from crossings()
    yield from broken_journals()
    yield from integrity.findings()


def nightly() -> int:
    """Tells the log; how many there are."""
    found = list(findings())
    for line in found:
        log.error(line)
    return len(found)


def crossings() -> Iterator[str]:
    """Rows whose key leads into another school. The operator's tool looks at every school."""
    for model, field in relations():
        rows = model._base_manager.exclude(**{f"{field.name}__school": F("school")})
        rows = rows.exclude(**{field.name: None})
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            yield f"{model.__name__} {pk}: its {field.name} is of another school"


def relations() -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
    """Every key from a school's row to a school's row."""
    for model in apps.get_models():
        if issubclass(model, SchoolOwned):
            for field in model._meta.concrete_fields:
                if field.is_relation and issubclass(field.related_model, SchoolOwned):
                    yield model, field


def broken_journals() -> Iterator[str]:
    for school in School.objects.order_by("pk"):
        with scope(school):
            if event := chain.broken_at():
                yield f"{school}: the journal was changed at event {event.pk}"
