"""Reads a PDF for advice: how its pages look, its own text with places and dates, its stamps."""

import base64
import ctypes
import io
import time
from collections.abc import Iterator

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import zxingcpp
from PIL import Image

from portamento.documents.inspector import dates, looks, sheets, showing
from portamento.documents.inspector.answers import Box, FoundDate, Hint, Line, Reading, Stamp
from portamento.documents.inspector.child import Job
from portamento.documents.inspector.limits import MAX_PAGES

SECONDS = 12.0  # then what is known so far is the answer
LOOKED_AT = 20  # pages whose looks are judged
STAMPED = 2  # pages on which stamps are sought
STAMP_DPI = (200, 300)
MAX_CHARACTERS = 20_000  # of a page
MAX_LINES = 6_000
MAX_LINE_CHARACTERS = 400
MAX_STAMPS = 8


def work(job: Job) -> dict:
    """Write the reading itself: it may be longer than an answer. `stamps`: 0 to seek none."""
    return write(job, job.read(0))


def write(job: Job, data: bytes) -> dict:
    """The same of a file that was read already."""
    stamped = STAMPED if job.numbers.get("stamps", 1) else 0
    job.write(read(data, stamped=stamped).to_json())
    return {"read": True}


def read(data: bytes, *, stamped: int) -> Reading:
    """All that can be told of an accepted PDF; stamps are sought on its first `stamped` pages."""
    until = time.monotonic() + SECONDS
    with pikepdf.open(io.BytesIO(data)) as pdf:
        count = len(pdf.pages)
        clean = sheets.saved(sheets.cleaned(pdf, range(min(count, MAX_PAGES))))
    hints, lines, stamps = [], [], []
    with pypdfium2.PdfDocument(clean) as document:
        for number in range(1, len(document) + 1):
            if time.monotonic() > until or len(lines) > MAX_LINES:
                break
            page = document[number - 1]
            written = list(page_lines(page, number))
            lines += written
            if number <= LOOKED_AT:
                hints += [Hint(code, number) for code in looks.hints(page, bool(written))]
            if number <= stamped:
                stamps += page_stamps(page, number)
            page.close()
    found = (
        FoundDate(day, line.page, place)
        for place, line in enumerate(lines)
        for day in dates.found(line.text)
    )
    return Reading(True, count, tuple(hints), tuple(lines), tuple(found), tuple(stamps))


def page_lines(page: pypdfium2.PdfPage, number: int) -> Iterator[Line]:
    """The page's own text, line by line as PDFium breaks it, each with its place as shown."""
    text = page.get_textpage()
    count = min(text.count_chars(), MAX_CHARACTERS)
    begin, written = 0, []
    for place in range(count + 1):
        code = pdfium.FPDFText_GetUnicode(text, place) if place < count else 10
        if code not in (10, 13):
            written.append(chr(code) if 31 < code < 0x110000 else " ")
            continue
        line = " ".join("".join(written).split())[:MAX_LINE_CHARACTERS]
        if line:
            yield Line(number, _storable(line), _box(page, text, begin, place - begin))
        begin, written = place + 1, []


def _storable(line: str) -> str:
    """A lone half of a pair of code units is no text."""
    return line.encode("utf-16", "surrogatepass").decode("utf-16", "replace").replace("\0", " ")


def _box(page: pypdfium2.PdfPage, text: pypdfium2.PdfTextPage, begin: int, count: int) -> Box:
    boxes = [text.get_rect(place) for place in range(text.count_rects(begin, count))]
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    corners = [
        _shown(page, x, y)
        for left, bottom, right, top in boxes
        for x, y in ((left, bottom), (right, top))
    ]
    across, down = [x for x, _ in corners], [y for _, y in corners]
    return min(across), min(down), max(across), max(down)


FINE = 100_000  # steps across a page, so that PDFium's whole numbers are fine enough


def _shown(page: pypdfium2.PdfPage, x: float, y: float) -> tuple[float, float]:
    """A point of the page's own space as shares of the page as it is shown, turned and cut."""
    across, down = ctypes.c_int(), ctypes.c_int()
    pdfium.FPDF_PageToDevice(page, 0, 0, FINE, FINE, 0, x, y, across, down)
    return tuple(round(min(max(each.value / FINE, 0.0), 1.0), 4) for each in (across, down))


def page_stamps(page: pypdfium2.PdfPage, number: int) -> list[Stamp]:
    """Every DataMatrix of the page, at the coarser grain if that is enough."""
    for dpi in STAMP_DPI:
        found = list(image_stamps(showing.drawn(page, dpi=dpi, grey=True), number))
        if found:
            return found
    return []


def image_stamps(image: Image.Image, number: int) -> Iterator[Stamp]:
    codes = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.DataMatrix)
    for code in codes[:MAX_STAMPS]:
        corners = [
            getattr(code.position, each)
            for each in ("top_left", "top_right", "bottom_left", "bottom_right")
        ]
        across = sorted(round(each.x / image.width, 4) for each in corners)
        down = sorted(round(each.y / image.height, 4) for each in corners)
        content = base64.b64encode(code.bytes).decode()
        yield Stamp(number, content, (across[0], down[0], across[-1], down[-1]))
