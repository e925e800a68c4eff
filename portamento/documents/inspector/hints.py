"""Compares what was read with what was expected. Values in, advice out; nothing native here."""

from collections.abc import Collection, Container, Iterator, Sequence
from datetime import date

from portamento.documents.inspector.answers import Hint, HintCode, Reading
from portamento.foundation.text import fold

ENOUGH_CHARACTERS = 60  # fewer are a title or a stamp: no name is missed there


def compared(
    *,
    pages: int,
    newest: date | None,
    named: bool | None,
    counts: Container[int] | None = None,
    since: date | None = None,
    years: Collection[int] = (),
    year: int | None = None,
) -> Iterator[Hint]:
    """Of a whole document. `counts`: the numbers of pages that would do. `since`: the oldest day
    that would. `named` is `names_one_of`. `years` of income are told, `year` is asked for."""
    if counts is not None and pages not in counts:
        yield Hint(HintCode.PAGE_COUNT, fact=str(pages))
    if since and newest and newest < since:
        yield Hint(HintCode.OLD_DATE, fact=newest.isoformat())
    if named is False:
        yield Hint(HintCode.OTHER_NAME)
    if year and years and year not in years:
        yield Hint(HintCode.OTHER_YEAR, fact=str(max(years)))


def newest_day(reading: Reading, today: date) -> date | None:
    """The latest day written that is not to come: a term to pay by says nothing of age."""
    days = (date.fromisoformat(each.day) for each in reading.dates)
    return max((day for day in days if day <= today), default=None)


def names_one_of(reading: Reading, names: Sequence[str]) -> bool | None:
    """Whether one of these last names is written; None where there is too little to read."""
    words = _words(reading.text())
    if len(words) < ENOUGH_CHARACTERS:
        return None
    return any(f" {_words(name)} " in f" {words} " for name in names if _words(name))


def _words(text: str) -> str:
    """Letters only, one blank between words: « Lefèvre-Dubois » is « lefevre dubois »."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
