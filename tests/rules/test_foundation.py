"""Money, periods and days as people read and type them: examples as tables."""

from datetime import UTC, date, datetime

import pytest

from portamento.foundation import money, periods, text
from portamento.foundation.periods import Period


@pytest.mark.parametrize(
    ("cents", "words"),
    [
        (0, "0,00 €"),
        (5, "0,05 €"),
        (124850, "1 248,50 €"),
        (100_000_000, "1 000 000,00 €"),
        (-5040, "− 50,40 €"),
    ],
)
def test_money_is_written_as_in_french(cents, words):
    assert money.euros(cents) == words.replace(" ", money.NARROW)
    assert money.cents(money.euros(cents)) == cents


@pytest.mark.parametrize(
    ("typed", "cents"),
    [
        *(("64", 6400), ("12,5", 1250), ("12.50", 1250), (" 1 248,50 € ", 124850), ("-3", -300)),
        ("1\u00a0248,50\u202f€", 124850),
    ],
)
def test_money_is_read_as_it_is_typed(typed, cents):
    assert money.cents(typed) == cents


@pytest.mark.parametrize("typed", ["", "douze", "1,234", "1,2,3", "--1", "9999999999", "1e3"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(money.NotAnAmount):
        money.cents(typed)


@pytest.mark.parametrize(
    ("total", "parts", "shares"),
    [
        (100, 3, [34, 33, 33]),
        (25560, 8, [3195] * 8),
        (25561, 2, [12781, 12780]),
        (1, 2, [1, 0]),
        (0, 2, [0, 0]),
    ],
)
def test_shares_add_up_to_the_cent(total, parts, shares):
    assert money.split(total, parts) == shares
    assert sum(shares) == total


JUNE, JULY = date(2027, 6, 15), date(2027, 7, 15)


@pytest.mark.parametrize(
    ("start", "end", "day", "holds"),
    [
        (JUNE, JULY, JUNE, True),
        (JUNE, JULY, JULY, True),
        (JUNE, JULY, date(2027, 6, 14), False),
        (JUNE, JULY, date(2027, 7, 16), False),
        (None, JULY, date(1990, 1, 1), True),
        (JUNE, None, date(2090, 1, 1), True),
        (None, None, JUNE, True),
    ],
)
def test_a_period_holds_both_its_ends(start, end, day, holds):
    assert Period(start, end).holds(day) is holds


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2027, 6, 15), 3, date(2027, 9, 15)),
        (date(2027, 11, 30), 3, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2027, 12, 31), 1, date(2028, 1, 31)),
        (date(2027, 3, 31), -1, date(2027, 2, 28)),
        (date(2027, 6, 15), 0, date(2027, 6, 15)),
        (date(2027, 6, 15), 60, date(2032, 6, 15)),
    ],
)
def test_months_later(day, months, later):
    assert periods.add_months(day, months) == later


@pytest.mark.parametrize(
    ("born", "on", "years"),
    [
        (date(2009, 6, 15), date(2027, 6, 14), 17),
        (date(2009, 6, 15), date(2027, 6, 15), 18),
        (date(2008, 2, 29), date(2026, 2, 28), 17),
        (date(2008, 2, 29), date(2026, 3, 1), 18),
    ],
)
def test_full_years(born, on, years):
    assert periods.age(born, on) == years


@pytest.mark.parametrize(
    ("closes_at", "words"),
    [
        (datetime(2027, 6, 15, 22, tzinfo=UTC), "mardi 15 juin, 23 h 59"),
        (datetime(2027, 6, 15, 10, tzinfo=UTC), "mardi 15 juin, 11 h 59"),
        (datetime(2027, 12, 31, 23, tzinfo=UTC), "vendredi 31 décembre, 23 h 59"),
        (datetime(2027, 6, 15, 21, 59, 30, tzinfo=UTC), "mardi 15 juin, 23 h 59"),
        (datetime(2027, 6, 1, 22, tzinfo=UTC), "mardi 1er juin, 23 h 59"),
    ],
)
def test_a_deadline_is_the_last_minute_in_which_one_may_send(closes_at, words):
    """On the school's clock, in summer and in winter."""
    assert text.deadline(closes_at).replace(text.NBSP, " ") == words
