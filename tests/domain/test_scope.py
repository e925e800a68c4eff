"""One school at a time."""

import pytest

from portamento.families.models import Family
from portamento.schools.scope import OutsideScope, scope
from tests import make


def test_outside_a_scope_any_query_raises(db):
    with pytest.raises(OutsideScope):
        Family.objects.count()


def test_rows_of_one_school_are_invisible_from_the_other(db):
    valmont, bellerive = make.school(), make.school("bellerive", "Bellerive", "Bellerive")
    with scope(valmont):
        Family.objects.create(name="Martin")
    with scope(bellerive):
        assert not Family.objects.exists()
    with scope(valmont):
        assert Family.objects.get().school_id == valmont.pk
