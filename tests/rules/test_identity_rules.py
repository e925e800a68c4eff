"""What changed on an identity page."""

import pytest

from portamento.families import rules

STORED = {"city": "Valmont", "mobile": "1"}


@pytest.mark.parametrize(
    ("waiting", "typed", "new", "undone"),
    [
        ({}, {"city": "Valmont"}, {}, set()),
        ({}, {"city": "Alice"}, {"city": ("Valmont", "Alice")}, set()),
        ({"city": "Alice"}, {"city": "Alice"}, {}, set()),
        ({"city": "Alice"}, {"city": "Brou"}, {"city": ("Valmont", "Brou")}, set()),
        ({"city": "Alice"}, {"city": "Valmont"}, {}, {"city"}),
        ({"city": "Alice"}, {"mobile": ""}, {"mobile": ("1", "")}, set()),
        ({"city": "Valmont"}, {"city": "Valmont"}, {}, set()),
    ],
)
def test_only_what_changed_is_asked(waiting, typed, new, undone):
    found = rules.difference(STORED, waiting, typed)
    assert found == rules.Difference(new, frozenset(undone))
    assert bool(found) == bool(new or undone)


@pytest.mark.parametrize(("before", "after"), [(True, False), (False, True)])
def test_moving_in_or_out_of_the_communes_changes_the_tariff(before, after):
    assert rules.changes_tariff(resident_before=before, resident_after=after)
    assert not rules.changes_tariff(resident_before=before, resident_after=before)
