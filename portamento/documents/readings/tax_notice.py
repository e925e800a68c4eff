"""Reference income, parts and year on an « avis d’impôt » or « de situation déclarative »."""

import re
from collections.abc import Iterator
from decimal import Decimal

from portamento.documents.inspector.answers import Line
from portamento.documents.readings import numbers
from portamento.documents.readings.proposal import Kind, Proposal, proposals
from portamento.foundation.text import fold

INCOME = re.compile(r"revenu fiscal de reference|\brfr\b")
PARTS = re.compile(r"nombre de parts?(?:\(s\))?|\bnb\.? de parts?|\bparts?\b(?= ?:)")
FROM_THE_STATE = re.compile(
    r"avis d.? ?(?:impot|imposition|situation)|finances publiques|impots?\b"
)
YEAR = re.compile(r"revenus? (?:percus )?(?:de (?:l annee )?|en )?(20\d\d)\b")
# The number of a line of the notice, or a year the income is of: neither is an amount.
ASIDE = re.compile(
    r"\(?\b(?:ligne|case|l\.) ?\d{1,2}\)?|\((?:\d{1,2})\)|\b(?:annee|en|de|pour) 20\d\d\b"
)
LINE_NUMBER = re.compile(r"^[\s.:;]*\d{1,2}(?= (?:; )?\d{1,3}(?: \d{3})+\b)")
LIMIT = re.compile(r"plafon|seuil|inferieur|superieur|limite|bareme|precedent")
FRACTION = re.compile(r"(?<![\d,.])(\d{1,2}(?:[.,]\d{1,2})?)(?![\d,.]\d|\d| \d)")
HIGHEST = 10_000_000
NEAR = 2
MOST_PARTS = 20


def read(lines: list[Line]) -> list[Proposal]:
    """What a tax notice says; nothing on another paper."""
    rows = numbers.rows(list(lines))
    if not any(FROM_THE_STATE.search(fold(row.text)) for row in rows):
        return []
    incomes = [each for place in _labels(rows, INCOME) for each in _income(rows, place)]
    parts = [each for place in _labels(rows, PARTS) for each in _parts(rows, place)]
    years = [(int(match[1]), row) for row in rows for match in YEAR.finditer(_heading(row))]
    return [
        *proposals(Kind.REFERENCE_INCOME, incomes),
        *proposals(Kind.PARTS, parts),
        *(proposals(Kind.INCOME_YEAR, years[:1]) if incomes or parts else ()),
    ]


def _labels(rows: list[Line], label: re.Pattern) -> Iterator[int]:
    for place, row in enumerate(rows):
        text = fold(row.text)
        if label.search(text) and not LIMIT.search(text):
            yield place


def _heading(row: Line) -> str:
    """« Impôt 2026 sur les revenus de 2025 »: a line on the income itself is not a heading."""
    text = fold(row.text)
    return "" if INCOME.search(text) or LIMIT.search(text) else text


def _income(rows: list[Line], place: int) -> Iterator[tuple[int, Line]]:
    text = fold(rows[place].text)
    tail = LINE_NUMBER.sub("", ASIDE.sub(" ; ", text[INCOME.search(text).end() :]))
    found = [(int(amount), rows[place]) for amount, _ in _sums(tail)]
    if found:
        yield from found if len(found) == 1 else ()
        return
    for row in _below(rows, place):
        text = fold(row.text)
        if re.fullmatch(r"[\s:;\d.€]*(?:euros?)?", text) and (sums := _sums(text)):
            yield from [(int(sums[0][0]), row)] if len(sums) == 1 else ()
            return


def _sums(text: str) -> list[tuple[Decimal, bool]]:
    return [each for each in numbers.sums(text) if each[0] < HIGHEST]


def _below(rows: list[Line], place: int) -> Iterator[Line]:
    for row in rows[place + 1 : place + 1 + NEAR]:
        text = fold(row.text)
        if row.page != rows[place].page or INCOME.search(text) or PARTS.search(text):
            return
        yield row


def _parts(rows: list[Line], place: int) -> Iterator[tuple[Decimal, Line]]:
    text = fold(rows[place].text)
    tail = ASIDE.sub(" ; ", text[PARTS.search(text).end() :])
    if match := FRACTION.search(tail):
        yield from _sensible(match[1], rows[place])
        return
    for row in _below(rows, place):
        if match := re.fullmatch(r"[\s:;]*(\d{1,2}(?:[.,]\d{1,2})?)[\s;]*", fold(row.text)):
            yield from _sensible(match[1], row)
            return


def _sensible(digits: str, line: Line) -> Iterator[tuple[Decimal, Line]]:
    """Parts go by quarters."""
    parts = Decimal(digits.replace(",", "."))
    if 1 <= parts <= MOST_PARTS and parts * 4 == int(parts * 4):
        yield parts.normalize(), line
