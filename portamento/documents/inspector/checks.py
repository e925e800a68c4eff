"""Judges one file by its content alone: bytes in, verdict out.

Runs only in the inspector's children, which may be ended at any moment: nothing here is trusted to
be quick or small by itself. Importing this module sets limits for all of qpdf in the process.
"""

import io

import pikepdf
from pikepdf import settings

from portamento.documents.inspector import pixels, shadows, trailing, walk
from portamento.documents.inspector.guess import looks_like
from portamento.documents.inspector.limits import (
    MAX_FILE_BYTES,
    MAX_PAGE_POINTS,
    MAX_PAGES,
    MAX_STREAM_BYTES,
    MIN_PAGE_POINTS,
)
from portamento.documents.inspector.verdict import Reason, Verdict, accept, refuse

MAGIC = b"%PDF-"
MAX_DEPTH = 50  # of the tree of pages

Corners = tuple[float, float, float, float]  # left, bottom, right, top

# Object streams are unfolded while parsing, before anything here could count.
settings.set_qpdf_limits(flate_max_memory=MAX_STREAM_BYTES)

# qpdf looks for the machine's source of chance before the first locked file: a child opens nothing.
with pikepdf.new() as _first:
    _first.save(io.BytesIO(), encryption=pikepdf.Encryption(owner="a", user="b"))


def judge(data: bytes) -> Verdict:
    """Return the verdict on one whole file. Raises nothing but what ends the process."""
    reason = _reason_by_bytes(data)
    if reason:
        return refuse(reason, looks_like=looks_like(data) if reason is Reason.NOT_A_PDF else "")
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            return _judge_pdf(pdf, data)
    except pikepdf.PasswordError:
        return refuse(Reason.LOCKED)
    except Exception as error:
        # A hostile file makes its reader fail in ways no list foresees: all mean the same here.
        locked = isinstance(error, pikepdf.PdfError) and "unsupported encryption" in str(error)
        return refuse(Reason.LOCKED if locked else Reason.UNREADABLE)


def _reason_by_bytes(data: bytes) -> Reason | None:
    if not data:
        return Reason.EMPTY
    if len(data) > MAX_FILE_BYTES:
        return Reason.TOO_LARGE
    if not data.startswith(MAGIC):
        return Reason.NOT_A_PDF
    return Reason.POLYGLOT if trailing.is_polyglot(data) else None


def _judge_pdf(pdf: pikepdf.Pdf, data: bytes) -> Verdict:
    pages = len(pdf.pages)
    if pages == 0:
        return refuse(Reason.NO_PAGES)
    if pages > MAX_PAGES:
        return refuse(Reason.TOO_MANY_PAGES, pages=pages)
    reason = walk.danger(pdf) or shadows.danger(pdf, data)
    if reason is None and any(_is_absurd(page) for page in pdf.pages):
        reason = Reason.ABSURD_PAGES
    if reason is None and pixels.too_many(pdf):
        reason = Reason.TOO_MANY_PIXELS
    return refuse(reason, pages=pages) if reason else accept(pages)


def _is_absurd(page: pikepdf.Page) -> bool:
    """Sides in points, in the unit the page chose; corners may come in any order."""
    try:
        unit = float(page.obj.get("/UserUnit", 1))
        boxes = [_inherited(page.obj, name) for name in ("/MediaBox", "/CropBox")]
        corners = [_corners(box) for box in boxes if box is not None]
        sides = [side * unit for each in (*corners, _shared(corners)) for side in _sides(each)]
    except (TypeError, ValueError):
        return True
    return not all(MIN_PAGE_POINTS <= side <= MAX_PAGE_POINTS for side in sides)


def _corners(box: pikepdf.Object) -> Corners:
    left, bottom, right, top = (float(side) for side in box)
    return min(left, right), min(bottom, top), max(left, right), max(bottom, top)


def _shared(boxes: list[Corners]) -> Corners:
    """What is left of a page that is cut; of none, any sheet will do."""
    if not boxes:
        return 0, 0, MAX_PAGE_POINTS, MAX_PAGE_POINTS
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return max(lefts), max(bottoms), min(rights), min(tops)


def _sides(corners: Corners) -> tuple[float, float]:
    left, bottom, right, top = corners
    return right - left, top - bottom


def _inherited(node: pikepdf.Object, name: str) -> pikepdf.Object | None:
    """A page's own box, or that of the branch it hangs on; qpdf has refused trees that loop."""
    for _ in range(MAX_DEPTH):
        if name in node:
            return node[name]
        if "/Parent" not in node:
            return None
        node = node["/Parent"]
    raise ValueError
