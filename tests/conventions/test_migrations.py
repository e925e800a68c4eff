"""The models and the migrations say the same."""

from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from django.db import models

from portamento.schools.models import School
from portamento.schools.scope import SchoolOwned

OURS = [
    model
    for model in apps.get_models()
    if model.__module__.startswith("portamento.") and not model._meta.abstract
]
OF_NO_SCHOOL = {School}


@pytest.mark.django_db
def test_no_migration_is_missing():
    said = StringIO()
    call_command("makemigrations", check=True, dry_run=True, stdout=said)
    assert "No changes" in said.getvalue()


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_every_row_belongs_to_a_school(model):
    assert issubclass(model, SchoolOwned) or model in OF_NO_SCHOOL


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_a_promise_of_uniqueness_names_its_school_or_one_row(model):
    """A rule that held across schools would tell one what the other has."""
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint):
            assert set(constraint.fields) & ({"school"} | row_fields(model)), constraint.name


def row_fields(model) -> set[str]:
    """Keys to rows of a school, which pins the school as well."""
    return {
        field.name
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model in OURS
    }


@pytest.mark.parametrize("model", OURS, ids=lambda model: model.__name__)
def test_no_order_is_silent_and_no_save_is_special(model):
    """The order is said where it is wanted; saving does nothing but save."""
    assert not model._meta.ordering
    assert model.save is models.Model.save or model.__name__ == "Account"
