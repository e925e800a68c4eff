"""A table that leaves as an .xlsx file."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA_BEGINS = ("=", "+", "-", "@", "\t", "\r")
NARROWEST, WIDEST = 11, 50  # in signs; what is longer goes on below


def neutral(value: Any) -> Any:
    """Text that a spreadsheet would run as a formula is kept from it (OWASP, CSV injection).

    What people paste may hold signs of control, which the format does not take.
    """
    if not isinstance(value, str):
        return value
    plain = ILLEGAL_CHARACTERS_RE.sub("", value)
    return f"'{plain}" if plain.startswith(FORMULA_BEGINS) else plain


def workbook(title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    """One sheet: its heads, then its rows, as wide as what they hold, ready to sort and filter."""
    book = Workbook(write_only=True)
    title = ILLEGAL_CHARACTERS_RE.sub("", title)
    sheet = book.create_sheet(title[:31].translate(str.maketrans("[]:*?/\\", "       ")))
    rows = list(rows)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(heads))}{len(rows) + 1}"
    for number, column in enumerate(zip(heads, *rows, strict=True), start=1):
        longest = max(len(str(value)) for value in column if value is not None) + 2
        width = min(max(longest, NARROWEST), WIDEST)
        sheet.column_dimensions[get_column_letter(number)].width = width
    sheet.append([cell(sheet, head, bold=True) for head in heads])
    for row in rows:
        sheet.append([cell(sheet, value) for value in row])
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def cell(sheet, value: Any, *, bold: bool = False) -> WriteOnlyCell:
    """Days as one writes them in French, amounts with their cents, long words on several lines."""
    made = WriteOnlyCell(sheet, neutral(value))
    made.font = Font(bold=bold)
    made.alignment = Alignment(vertical="top", wrap_text=len(str(value)) > WIDEST)
    if isinstance(value, date):
        made.number_format = "DD/MM/YYYY"
    elif isinstance(value, Decimal):
        made.number_format = "#,##0.00"
    return made
