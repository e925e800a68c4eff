"""One school at a time."""

from datetime import UTC, date, datetime

import pytest

from portamento.families.models import Family
from portamento.foundation import clock, text
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


def test_a_school_reads_its_own_wall_clock(db):
    closes = datetime(2027, 6, 15, 20, 0, tzinfo=UTC)
    valmont = make.school()
    overseas = make.school("ouest", "Conservatoire de l’Ouest", "Ouest", time_zone="Indian/Reunion")
    with scope(valmont), clock.at(closes):
        assert text.deadline(closes) == "mardi 15 juin, 21\u00a0h\u00a059"
        assert clock.today() == date(2027, 6, 15)
    with scope(overseas), clock.at(closes):
        assert text.deadline(closes) == "mardi 15 juin, 23\u00a0h\u00a059"
        assert clock.today() == date(2027, 6, 16)
