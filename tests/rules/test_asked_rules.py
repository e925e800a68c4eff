"""Whom a document is asked of, and what an earlier one still covers."""

from datetime import date
from types import SimpleNamespace

import pytest

from portamento.reenrolment.rules import (
    Attended,
    Whom,
    covers,
    is_asked,
)

HOME = {"pays": True, "resident": True, "qf_choice": "proof", "instalments": 8}
HOME |= {"by_debit": True, "had_mandate": False}
BALLET, VIOLIN = Attended("dance", 1, 12), Attended("music", 2, 23)
CHILD = {"minor": True, "newcomer": False, "attended": frozenset({BALLET, VIOLIN})}


def asked(whom, *, owner="pupil", home=None, child=None) -> bool:
    facts = HOME | CHILD | (home or {}) | (child or {})
    had_mandate = facts.pop("had_mandate")
    return is_asked(Whom(owner, **whom), SimpleNamespace(**facts), had_mandate=had_mandate)


@pytest.mark.parametrize(
    ("whom", "change"),
    [
        ({"residence": "resident"}, {"home": {"resident": False}}),
        ({"residence": "resident", "quotient": True}, {"home": {"qf_choice": "highest"}}),
        ({"payment": "several"}, {"home": {"instalments": 1}}),
        ({"payment": "debit"}, {"home": {"by_debit": False}}),
        ({"payment": "first_debit"}, {"home": {"had_mandate": True}}),
        ({"age": "minor"}, {"child": {"minor": False}}),
        ({"seniority": "known"}, {"child": {"newcomer": True}}),
        ({"arts": frozenset({"dance", "drama"})}, {"child": {"attended": frozenset({VIOLIN})}}),
        ({"disciplines": frozenset({1})}, {"child": {"attended": frozenset({VIOLIN})}}),
        ({"levels": frozenset({12})}, {"child": {"attended": frozenset({VIOLIN})}}),
        (
            {"arts": frozenset({"dance"}), "age": "minor", "residence": "resident"},
            {"child": {"minor": False}},
        ),
    ],
)
def test_whoever_meets_all_criteria_is_asked_and_nobody_else(whom, change):
    assert asked(whom)
    assert not asked(whom, **change)


@pytest.mark.parametrize(
    ("whom", "change"),
    [
        ({"residence": "outside"}, {"home": {"resident": False}}),
        ({"age": "adult"}, {"child": {"minor": False}}),
        ({"seniority": "newcomer"}, {"child": {"newcomer": True}}),
    ],
)
def test_the_contrary_may_be_asked_for(whom, change):
    assert not asked(whom)
    assert asked(whom, **change)


def test_discipline_and_level_are_met_by_one_course():
    assert asked({"disciplines": frozenset({1}), "levels": frozenset({12})})
    assert not asked({"disciplines": frozenset({1}), "levels": frozenset({23})})


def test_a_household_that_pays_nothing_gives_no_family_paper():
    assert asked({}, owner="family")
    assert not asked({}, owner="family", home={"pays": False})
    assert asked({}, owner="pupil", home={"pays": False})


SEASON = {"season_starts": date(2027, 8, 1), "year_ends": date(2028, 7, 31)}


@pytest.mark.parametrize(
    ("validity", "until", "serves"),
    [
        ("months", date(2027, 7, 31), False),
        ("months", date(2027, 8, 1), True),
        ("months", None, False),
        ("year", date(2027, 7, 31), False),
        ("year", date(2028, 7, 31), True),
        ("until_changed", None, True),
        ("once", None, True),
    ],
)
def test_what_an_earlier_paper_still_covers(validity, until, serves):
    assert covers(validity, until, **SEASON) is serves
