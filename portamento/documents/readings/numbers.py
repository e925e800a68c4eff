"""Numbers and dates as papers write them, found in a line without accents (`foundation.fold`)."""

import re
from datetime import date
from decimal import Decimal

from portamento.documents.inspector.answers import Line
from portamento.foundation.text import MONTHS, fold

SHORT = {"jan": 1, "janv": 1, "fev": 2, "fevr": 2, "avr": 4, "juil": 7, "sept": 9, "oct": 10}
MONTH = {fold(name): number for number, name in enumerate(MONTHS, 1)}
MONTH |= SHORT | {"nov": 11, "dec": 12}
NAMES = "|".join(sorted(MONTH, key=len, reverse=True))
NUMERIC = re.compile(
    r"(?<![\d/.])(\d{1,2}) ?[/.] ?(\d{1,2}) ?[/.] ?((?:20)?\d\d)(?![\d/])"
    r"|(?<!\d)(?<!\d )(\d\d) (\d\d) (20\d\d)(?! ?\d)"  # folding takes hyphens away
)
WORDED = re.compile(rf"(?<!\d)(\d{{1,2}})(?:er)? ({NAMES})\.? (20\d\d)(?!\d)")
MONTH_OF_YEAR = re.compile(rf"(?<![a-z])({NAMES})\.? (20\d\d)(?!\d)")
MONTH_IN_FIGURES = re.compile(r"(?<![\d/.])(0[1-9]|1[0-2]) ?/ ?(20\d\d)(?![\d/])")
# A group of digits that goes on in other groups is a number of a person or of a file, not a sum.
SUM = re.compile(
    r"(?<![\d,./])(?<!\d )(\d{1,3}(?:[ .]\d{3})+|\d+)(?:,(\d{2}))?"
    r"(?!\d|[,./]\d| \d)( ?(?:€|euros?\b|eur\b))?"
)


def dates(text: str) -> list[date]:
    """The days in a folded line, in their order."""
    matches = [*NUMERIC.finditer(text), *WORDED.finditer(text)]
    found = [(match.start(), _date(match)) for match in matches]
    return [day for _, day in sorted(each for each in found if each[1])]


def _date(match: re.Match) -> date | None:
    day, month, year = filter(None, match.groups())
    try:
        return date(int(year) % 100 + 2000, MONTH.get(month) or int(month), int(day))
    except ValueError:
        return None


def months(text: str) -> list[date]:
    """The months in a folded line, each as its first day; of a whole date, its month."""
    found = [(match.start(), match.groups()) for match in MONTH_OF_YEAR.finditer(text)]
    found += [(match.start(), match.groups()) for match in MONTH_IN_FIGURES.finditer(text)]
    read = [date(int(year), MONTH.get(name) or int(name), 1) for _, (name, year) in sorted(found)]
    return read or [day.replace(day=1) for day in dates(text)]


def without_dates(text: str) -> str:
    for pattern in (NUMERIC, WORDED, MONTH_OF_YEAR, MONTH_IN_FIGURES):
        text = pattern.sub(" ; ", text)
    return text


def sums(text: str) -> list[tuple[Decimal, bool]]:
    """The amounts of a folded line, each with whether the euro is written after it."""
    found = []
    for match in SUM.finditer(without_dates(text)):
        whole, cents, euro = match.groups()
        amount = Decimal(re.sub(r"\D", "", whole)) + Decimal(cents or 0) / 100
        found.append((amount, bool(euro)))
    return found


def rows(lines: list[Line]) -> list[Line]:
    """Lines that stand beside one another become one, from left to right.

    A PDF gives the label of a table and its figure apart, and in the order they were drawn.
    """
    made: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: (each.page, _middle(each))):
        last = made[-1][0] if made else None
        if last and last.page == line.page and _beside(last, line):
            made[-1].append(line)
        else:
            made.append([line])
    return [_joined(sorted(row, key=lambda each: each.box[0])) for row in made]


def _middle(line: Line) -> float:
    return (line.box[1] + line.box[3]) / 2


def _beside(one: Line, other: Line) -> bool:
    height = min(one.box[3] - one.box[1], other.box[3] - other.box[1])
    return height > 0 and abs(_middle(one) - _middle(other)) < height / 2


def _joined(row: list[Line]) -> Line:
    if len(row) == 1:
        return row[0]
    left, top, right, bottom = zip(*(each.box for each in row), strict=True)
    box = min(left), min(top), max(right), max(bottom)
    return Line(row[0].page, " ; ".join(each.text for each in row), box)
