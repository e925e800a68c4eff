"""manage.py doctor: whether what must hold everywhere still holds. Changes nothing."""

from collections.abc import Iterator

from django.apps import apps
from django.core.management.base import BaseCommand, CommandError
from django.db import models
from django.db.models import F

from portamento.audit import chain
from portamento.schools.models import School
from portamento.schools.scope import SchoolOwned, scope


class Command(BaseCommand):
    help = "Checks that no key crosses schools and that the journal is whole."

    def handle(self, **options):
        found = [*crossings(), *broken_journals()]
        for line in found:
            self.stderr.write(line)
        if found:
            raise CommandError(f"{len(found)} found.")
        self.stdout.write("All is well.")


def crossings() -> Iterator[str]:
    """Rows whose key leads into another school. The operator's tool looks at every school."""
    for model, field in keys():
        rows = model._base_manager.exclude(**{f"{field.name}__school": F("school")})
        rows = rows.exclude(**{field.name: None})
        for pk in rows.order_by("pk").values_list("pk", flat=True):
            yield f"{model.__name__} {pk}: its {field.name} is of another school"


def keys() -> Iterator[tuple[type[models.Model], models.ForeignKey]]:
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
