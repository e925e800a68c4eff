"""A table that leaves as an .xlsx file."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
WIDTH = 20


def neutral(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula is kept from it (OWASP, CSV injection).

    What people paste may hold signs of control, which the format does not take.
    """
    if not isinstance(value, str):
        return value
    plain = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{plain}" if plain.startswith(FORMULA_BEGINS) else plain


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet: its heads, then its rows."""
    book = Workbook(write_only=True)
    title = ILLEGAL_CHARACTERS_RE.sub("", title)
    sheet = book.create_sheet(title[:31].translate(str.maketrans("[]:*?/\\", "       ")))
    sheet.freeze_panes = "A2"
    for index in range(len(heads)):
        sheet.column_dimensions[chr(ord("A") + index)].width = WIDTH
    for row in (heads, *rows):
        sheet.append([neutral(value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()
