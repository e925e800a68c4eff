"""Of two people who edit one row, the second is told; the journal has old and new."""

import pytest

from portamento.audit.models import Facts
from portamento.catalog import actions as catalog
from portamento.families import actions as families
from portamento.workflow.action import NotAllowed
from tests import make


@pytest.fixture(params=["discipline", "family"])
def edited(request, valmont):
    if request.param == "discipline":
        row = catalog.add_discipline("Alto", art="music", part="main", by=None)
        return row, catalog.edit_discipline
    return make.family("Alto"), families.edit_family


def test_old_and_new_stand_in_the_journal(edited):
    row, edit = edited
    edit(row, name="Harpe", by=None)
    kept = Facts.objects.latest("pk").values
    assert (kept["name"], kept["before"], kept["after"]) == (
        "Harpe",
        {"name": "Alto"},
        {"name": "Harpe"},
    )
    assert row.version == type(row).objects.get(pk=row.pk).version == 2


def test_the_second_of_two_is_refused(edited):
    row, edit = edited
    edit(type(row).objects.get(pk=row.pk), name="Harpe", by=None)
    with pytest.raises(NotAllowed, match="entre-temps"):
        edit(row, name="Orgue", by=None)
    assert type(row).objects.get(pk=row.pk).name == "Harpe"
