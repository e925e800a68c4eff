"""Finds the days written in a line of French text."""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from portamento.foundation.text import fold

MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
SHORT = ("janv", "fevr", "mars", "avr", "mai", "juin", "juil", "aout", "sept", "oct", "nov", "dec")
BY_NAME = {name: number for names in (MONTHS, SHORT) for number, name in enumerate(names, 1)}
IN_NUMBERS = re.compile(
    r"(?<![\d/.-])(\d{1,2})\s?([/.-])\s?(\d{1,2})\s?\2\s?(\d{4}|\d{2})(?![\d/-]|\.\d)"
)
FROM_THE_YEAR = re.compile(r"(?<!\d)(\d{4})-(\d{2})-(\d{2})(?!\d)")
IN_WORDS = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:er)?\s+({'|'.join(BY_NAME)})[a-z]*\.?\s+(\d{{4}})(?!\d)"
)
EARLIEST, LATEST = 1900, 2100


def found(text: str) -> Iterator[str]:
    """Each whole date as YYYY-MM-DD."""
    for day, _, month, year in IN_NUMBERS.findall(text):
        yield from _day(year, month, day)
    for year, month, day in FROM_THE_YEAR.findall(text):
        yield from _day(year, month, day)
    for day, month, year in IN_WORDS.findall(fold(text)):
        yield from _day(year, BY_NAME[month], day)


def _day(year: str, month: str | int, day: str) -> Iterator[str]:
    whole_year = int(year) + (2000 if len(year) == 2 else 0)
    with suppress(ValueError):  # the 31st of June
        if EARLIEST <= whole_year <= LATEST:
            yield date(whole_year, int(month), int(day)).isoformat()
