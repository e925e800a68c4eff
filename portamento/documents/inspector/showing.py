"""Draws pages with PDFium: cleaned first, in as many pixels as are asked for and no more."""

import io

import pikepdf
import pypdfium2
from PIL import Image

from portamento.documents.inspector import sheets
from portamento.documents.inspector.child import Job
from portamento.documents.inspector.limits import MAX_IMAGE_WIDTH, MAX_PIXELS

POINTS_PER_INCH = 72
WHOLE_PIXELS = 0.99  # PDFium rounds both sides up
PNG_EFFORT = 3  # of 9: a page weighs a tenth more and takes half the time


def work(job: Job) -> dict:
    """One page as a PNG; `shown` is False where there is no such page."""
    page, width = job.numbers.get("page", 1), job.numbers.get("width", 0)
    rotation = job.numbers.get("rotation", 0) % 360
    if not 0 < width <= MAX_IMAGE_WIDTH or rotation % 90:
        return {"shown": False}
    with pikepdf.open(io.BytesIO(job.read(0))) as pdf:
        if not 1 <= page <= len(pdf.pages):
            return {"shown": False}
        alone = sheets.saved(sheets.cleaned(pdf, [page - 1]))
    with pypdfium2.PdfDocument(alone) as document:
        out = io.BytesIO()
        image = drawn(document[0], width=width, rotation=rotation)
        image.save(out, "PNG", compress_level=PNG_EFFORT)
    job.write(out.getvalue())
    return {"shown": True}


def drawn(
    page: pypdfium2.PdfPage, *, width: int = 0, dpi: int = 0, rotation: int = 0, grey: bool = False
) -> Image.Image:
    """The page as wide as asked, or at so many dots per inch, within what memory allows."""
    wide, high = page.get_size()
    if rotation % 180:
        wide, high = high, wide
    scale = width / wide if width else dpi / POINTS_PER_INCH
    most = (MAX_PIXELS / (wide * high)) ** 0.5
    scale = min(scale, most * WHOLE_PIXELS)
    bitmap = page.render(
        scale=scale, rotation=rotation, may_draw_forms=False, draw_annots=False, grayscale=grey
    )
    return bitmap.to_pil().convert("L" if grey else "RGB")
