"""What a password must be, and how long one waits: as tables."""

from datetime import timedelta

import pytest

from portamento.accounts.rules import (
    GUIDE,
    LONG,
    MOST_A_DAY,
    WAIT_SECONDS,
    Fault,
    password_faults,
    wait_after,
)


def faults(password, rule=GUIDE, words=("martin", "li"), **more):
    found = {"folded": password.lower(), "own_words": list(words), "common": False}
    return password_faults(password, rule=rule, **(found | more))


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("Abcdefg1", []),
        ("Abcdefghijklmno1", []),
        ("Abcdef1", [Fault.SHORT]),
        ("Abcdefghijklmnop1", [Fault.TOO_LONG]),
        ("abcdefg1", [Fault.NO_UPPER]),
        ("ABCDEFG1", [Fault.NO_LOWER]),
        ("Abcdefgh", [Fault.NO_DIGIT]),
        ("Éàçèùôî1", []),
        ("xMartin12", [Fault.OWN_NAME]),
        ("Liberte27", []),
        ("", [Fault.SHORT, Fault.NO_UPPER, Fault.NO_LOWER, Fault.NO_DIGIT]),
    ],
)
def test_the_rule_of_the_guide(password, expected):
    assert faults(password) == expected


@pytest.mark.parametrize(
    ("password", "expected"),
    [
        ("x" * 12, []),
        ("x" * 128, []),
        ("x" * 11, [Fault.SHORT]),
        ("x" * 129, [Fault.TOO_LONG]),
        ("trois mots sans rapport", []),
        ("chez martin le soir", [Fault.OWN_NAME]),
    ],
)
def test_the_long_rule_asks_for_length_only(password, expected):
    assert faults(password, LONG) == expected


def test_common_and_provisional_ones_are_refused():
    assert faults("Abcdefg1", common=True) == [Fault.COMMON]
    assert faults("Abcdefg1", provisional=True) == [Fault.PROVISIONAL]


def test_the_wait_grows_and_passes_a_minute_after_five_failures():
    waits = [wait_after(failures) for failures in range(MOST_A_DAY + 1)]
    assert waits == sorted(waits)
    assert wait_after(2) == timedelta(0)
    assert wait_after(5) > timedelta(minutes=1)
    assert wait_after(MOST_A_DAY) == timedelta(seconds=WAIT_SECONDS[-1])
