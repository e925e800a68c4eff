"""What a bill comes to: examples as tables."""

from datetime import date

import pytest

from portamento.billing import reasons, rules
from portamento.billing.rules import Beat, Due, Problem

OCT, NOV, DEC = date(2026, 10, 5), date(2026, 11, 5), date(2026, 12, 5)
LINES = [("Cursus", 30600), ("Réduction", -5040)]


@pytest.mark.parametrize(
    ("lines", "instalments", "expected"),
    [
        (LINES, [(NOV, 25560)], None),
        (LINES, [(NOV, 12780), (DEC, 12780)], None),
        ([("Exonération", 0)], [], None),
        ([], [], Problem.NO_LINE),
        ([("Réduction", -100)], [], Problem.NEGATIVE_TOTAL),
        ([("Cursus", 100_000_001)], [], Problem.TOO_LARGE),
        ([("Cursus", 3_000_000_000), ("Réduction", -2_999_999_000)], [], Problem.TOO_LARGE),
        (LINES, [], Problem.SUM_DIFFERS),
        (LINES, [(NOV, 25559)], Problem.SUM_DIFFERS),
        (LINES, [(NOV, 25560), (DEC, 0)], Problem.EMPTY_INSTALMENT),
        (LINES, [(NOV, 12780), (NOV, 12780)], Problem.SAME_DAY_TWICE),
    ],
)
def test_what_makes_a_bill(lines, instalments, expected):
    assert rules.problem(lines, instalments) is expected


def test_every_problem_and_every_beat_has_its_sentence():
    assert set(reasons.PROBLEMS) == set(Problem)
    assert set(reasons.BEATS) == set(Beat)


@pytest.mark.parametrize(
    ("total", "parts", "expected"),
    [
        (51200, 8, [6400] * 8),
        (10000, 3, [3334, 3333, 3333]),
        (7, 8, [1] * 7),
        (0, 8, []),
    ],
)
def test_monthly_parts_add_up(total, parts, expected):
    parts = rules.monthly(total, parts, date(2026, 11, 5))
    assert [cents for _, cents in parts] == expected
    assert sum(expected) == total


def test_monthly_parts_end_on_the_last_day_of_short_months():
    days = [day for day, _ in rules.monthly(400, 4, date(2026, 12, 31))]
    assert days == [
        *(date(2026, 12, 31), date(2027, 1, 31)),
        *(date(2027, 2, 28), date(2027, 3, 31)),
    ]


DUES = [Due(OCT, 100, "paid"), Due(NOV, 100, "due"), Due(DEC, 100, "due")]


@pytest.mark.parametrize(
    ("state", "today", "beats", "left", "late"),
    [
        ("issued", OCT, [Beat.PAID, Beat.NEXT, Beat.LATER], 200, 0),
        ("issued", NOV, [Beat.PAID, Beat.NEXT, Beat.LATER], 200, 0),
        ("issued", date(2026, 11, 6), [Beat.PAID, Beat.LATE, Beat.NEXT], 200, 100),
        ("issued", date(2027, 1, 1), [Beat.PAID, Beat.LATE, Beat.LATE], 200, 200),
        ("paid", date(2027, 1, 1), [Beat.PAID, Beat.PAID, Beat.PAID], 0, 0),
        ("draft", date(2027, 1, 1), [Beat.PAID, Beat.LATER, Beat.LATER], 0, 0),
        ("cancelled", date(2027, 1, 1), [Beat.PAID, Beat.LATER, Beat.LATER], 0, 0),
    ],
)
def test_how_instalments_read(state, today, beats, left, late):
    assert rules.beats(state, DUES, today) == beats
    assert rules.remaining(state, 300, DUES) == left
    assert rules.overdue(state, DUES, today) == late


def test_a_rejected_instalment_is_still_to_pay_and_is_not_the_next_one():
    dues = [Due(OCT, 100, "rejected"), Due(NOV, 100, "due")]
    assert rules.beats("issued", dues, date(2026, 10, 1)) == [Beat.REJECTED, Beat.NEXT]
    assert rules.remaining("issued", 200, dues) == 200
    assert rules.overdue("issued", dues, date(2026, 10, 1)) == 100
    assert rules.next_due("issued", dues, date(2026, 10, 1)) == dues[1]


@pytest.mark.parametrize(
    ("number", "after"),
    [
        ("F-2026-0041", "F-2026-0042"),
        ("F-0999", "F-1000"),
        ("99", "100"),
        ("F-2026-A", ""),
        ("", ""),
    ],
)
def test_the_number_proposed_next(number, after):
    assert rules.number_after(number) == after
