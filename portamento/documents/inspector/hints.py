"""Compares what was read with what was expected. Values in, advice out; nothing native here."""

from collections.abc import Iterator, Sequence
from datetime import date

from portamento.documents.inspector.answers import Hint, HintCode, Reading
from portamento.foundation.text import fold

ENOUGH_CHARACTERS = 60  # fewer are a title or a stamp: no name is missed there


def compared(
    reading: Reading,
    *,
    today: date,
    pages: Sequence[int] = (),
    since: date | None = None,
    names: Sequence[str] = (),
) -> Iterator[Hint]:
    """`pages`: the counts that would do. `since`: the oldest day that would. `names`: the family's
    last names, one of which ought to be there."""
    if pages and reading.pages not in pages:
        yield Hint(HintCode.PAGE_COUNT, fact=str(reading.pages))
    newest = newest_day(reading, today)
    if since and newest and newest < since:
        yield Hint(HintCode.OLD_DATE, fact=newest.isoformat())
    if names and _speaks_of_others(reading, names):
        yield Hint(HintCode.OTHER_NAME)


def newest_day(reading: Reading, today: date) -> date | None:
    """The latest day written that is not to come: a term to pay by says nothing of age."""
    days = (date.fromisoformat(each.day) for each in reading.dates)
    return max((day for day in days if day <= today), default=None)


def _speaks_of_others(reading: Reading, names: Sequence[str]) -> bool:
    words = _words(reading.text())
    if len(words) < ENOUGH_CHARACTERS:
        return False
    return not any(f" {_words(name)} " in f" {words} " for name in names if _words(name))


def _words(text: str) -> str:
    """Letters only, one blank between words: « Lefèvre-Dubois » is « lefevre dubois »."""
    return " ".join("".join(c if c.isalnum() else " " for c in fold(text)).split())
