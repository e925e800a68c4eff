"""The « quotient familial » and its month, on an attestation of the CAF or the MSA."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from portamento.documents.inspector.answers import Line
from portamento.documents.readings import numbers
from portamento.documents.readings.proposal import Kind, Proposal, Value, proposals
from portamento.foundation.text import fold

LABEL = re.compile(r"quotient familial|\bqf\b|\bq\. ?f\.")
FROM_A_FUND = re.compile(r"\bcaf\b|allocations? familiales?|\bmsa\b|mutualite sociale|allocataire")
# A limit, a scale or the tax authorities' own « quotient familial » is not the family's.
OTHER = re.compile(
    r"plafon|bareme|seuil|inferieur|superieur|tranche|\bparts?\b|impot|comprise? entre"
)
NOT_ISSUED = re.compile(r"\bnee?\b|naissance|droits?\b.*jusqu|valable|fin de|ouvert")
# « de moins de 3 mois », « 2 enfants »: counted, and no amount.
COUNTED = re.compile(r"(?<![\d,.])\d{1,2} ?(?:mois|ans?|jours?|enfants?|personnes?|pages?)\b")
ISSUED = re.compile(r"\b(fait|etabli|edite|delivre|etablie|editee|delivree|date)\b|, ?le ")
MONTH_OF = re.compile(r"\bmois\b|periode|au titre|\bpour\b|situation")
ALONE = re.compile(r"[\s:;=]*(\d{1,3}(?:[ .]\d{3})*|\d+)(?:,(\d\d))?[ ]?(?:€|euros?|eur)?[\s*.;]*")
HIGHEST = 30_000
NEAR = 2  # lines below the label
MONTHS_SHOWN = 13


def read(lines: list[Line]) -> list[Proposal]:
    """Each quotient and each month that may be meant; nothing on a paper of somebody else."""
    rows = numbers.rows(list(lines))
    if not any(FROM_A_FUND.search(fold(row.text)) for row in rows):
        return []
    places = list(_labels(rows))
    amounts = [found for place in places for found in _amounts(rows, place)]
    if not amounts:
        return []
    return [
        *proposals(Kind.QUOTIENT, amounts),
        *proposals(Kind.QUOTIENT_MONTH, _months(rows, places)),
    ]


def _labels(rows: list[Line]) -> Iterator[int]:
    for place, row in enumerate(rows):
        text = fold(row.text)
        if LABEL.search(text) and not OTHER.search(text):
            yield place


def _amounts(rows: list[Line], place: int) -> Iterator[tuple[Value, Line]]:
    text = fold(rows[place].text)
    tail = COUNTED.sub(" ; ", text[LABEL.search(text).end() :])
    found = numbers.sums(tail)
    chosen = [amount for amount, euro in found if euro] or [amount for amount, _ in found]
    if chosen:
        # After « Quotient familial », the first amount is its own; without a euro, the only one.
        if found[0][1] or len(chosen) == 1 or any(euro for _, euro in found):
            yield from _plausible(chosen[0], rows[place])
        return
    for row in _column(rows, place):
        yield from _plausible(_alone(row), row)


def _column(rows: list[Line], place: int) -> Iterator[Line]:
    """Rows that hold an amount alone, just below the label: one, or one for each month."""
    begun = False
    for step, row in enumerate(rows[place + 1 : place + 1 + MONTHS_SHOWN]):
        held = _alone(row) is not None
        if row.page != rows[place].page or LABEL.search(fold(row.text)):
            return
        if not held and (begun or step + 1 >= NEAR):
            return
        if held and (not begun or numbers.months(fold(row.text))):
            begun = True
            yield row


def _alone(row: Line) -> Decimal | None:
    """The amount of a line that holds nothing else but, perhaps, its month."""
    text = numbers.without_dates(fold(row.text))
    match = ALONE.fullmatch(text)
    if match is None:
        return None
    return Decimal(re.sub(r"\D", "", match[1])) + Decimal(match[2] or 0) / 100


def _plausible(amount: Decimal, line: Line) -> Iterator[tuple[Value, Line]]:
    if amount <= HIGHEST:
        yield (int(amount) if amount == int(amount) else amount), line


def _months(rows: list[Line], places: list[int]) -> list[tuple[date, Line]]:
    """Beside the quotient; else in the line just around it; else the month of issue."""
    beside = [
        (month, row)
        for place in places
        for row in (rows[place], *_column(rows, place))
        for month in numbers.months(fold(row.text))[:1]
    ]
    said = [(month, row) for row in rows for month in _month_if(row, MONTH_OF)]
    issued = [(month, row) for row in rows for month in _month_if(row, ISSUED)]
    return beside or said[:1] or issued[:1]


def _month_if(row: Line, label: re.Pattern) -> list[date]:
    text = fold(row.text)
    if not label.search(text) or NOT_ISSUED.search(text):
        return []
    return numbers.months(text)[:1]
