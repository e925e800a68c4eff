"""Judges how a page looks: is anything on it, is it sharp, is it fine enough to be read.

The figures were found on pages of text drawn at many sizes, blurred, darkened and photographed;
tests/inspector/test_reading.py holds the pages that must and must not be remarked on.
"""

from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium
from PIL import Image, ImageChops, ImageFilter

from portamento.documents.inspector.answers import HintCode
from portamento.documents.inspector.sheets import LEAST_DPI
from portamento.documents.inspector.showing import drawn

INK_WIDTH = 500  # pixels: a letter is still a grain, the noise of a sensor is gone
INK_STEP = 14  # of 255: darker than its surroundings by so much is ink
MARGIN = 0.03  # the edge of the paper, the shadow of the scanner's lid
BLANK_SHARE = 0.0004
NEARLY_BLANK_SHARE = 0.0035

SHARP_SIDE = 1_600  # pixels of the long side on which sharpness is measured
SHARP_SHARE = 0.995  # the steepest steps are those of the letters
NEAR, FAR = 1, 8  # pixels: from paper to ink at once, or on a slope
BLURRED_BELOW = 0.29  # a sharp letter reaches 0.6 and more; at 0.26 small print is lost
LEAST_STEP = 12  # of 255: less is no letter

FEW_PIXELS = 900  # of the long side of a page's only picture
COVERING = 0.25  # a picture that takes less of the page is a logo
COARSE_DPI = LEAST_DPI + 1  # a small photo is placed at the first of them, to a rounding
MAX_PICTURES = 40


def hints(page: pypdfium2.PdfPage, has_text: bool) -> Iterator[HintCode]:
    """What is odd about this page; one with text of its own is neither blank nor blurred.

    It is drawn once, finely where it is a picture whose sharpness may be asked for.
    """
    if has_text:
        return
    side = picture_side(page)
    fine = drawn(page, width=fine_width(page) if side else INK_WIDTH, grey=True)
    share = ink(coarse(fine))
    if share < BLANK_SHARE:
        yield HintCode.BLANK
    elif 0 < side < FEW_PIXELS:
        yield HintCode.FEW_PIXELS
    elif share < NEARLY_BLANK_SHARE:
        yield HintCode.NEARLY_BLANK
    elif side and is_blurred(fine):
        yield HintCode.BLURRED


def fine_width(page: pypdfium2.PdfPage) -> int:
    """Its width where the long side has SHARP_SIDE pixels."""
    wide, high = page.get_size()
    return max(1, round(SHARP_SIDE * min(1.0, wide / high)))


def coarse(fine: Image.Image) -> Image.Image:
    """As wide as ink is measured."""
    if fine.width <= INK_WIDTH:
        return fine
    high = max(1, round(fine.height * INK_WIDTH / fine.width))
    return fine.resize((INK_WIDTH, high), Image.Resampling.BOX)


def ink(image: Image.Image) -> float:
    """The share of the page darker than its surroundings, whatever the light that fell on it."""
    wide, high = image.size
    edge_x, edge_y = round(wide * MARGIN), round(high * MARGIN)
    image = image.crop((edge_x, edge_y, wide - edge_x, high - edge_y))
    around = image.filter(ImageFilter.GaussianBlur(12))
    darker = ImageChops.subtract(around, image).histogram()
    return sum(darker[INK_STEP:]) / max(1, image.width * image.height)


def is_blurred(image: Image.Image) -> bool:
    """Whether even the steepest steps from one pixel to the next are slopes."""
    far = _steepest(image, FAR)
    return far >= LEAST_STEP and _steepest(image, NEAR) / far < BLURRED_BELOW


def _steepest(image: Image.Image, away: int) -> int:
    """How much pixels differ from those so far away, on the sharpest two hundredth."""
    across = ImageChops.difference(image, ImageChops.offset(image, away, 0))
    down = ImageChops.difference(image, ImageChops.offset(image, 0, away))
    steps = ImageChops.lighter(across, down)
    return _level(steps.crop((away, away, *image.size)).histogram(), SHARP_SHARE)


def _level(histogram: list[int], share: float) -> int:
    """The value below which this share of the pixels lies."""
    wanted, seen = sum(histogram) * share, 0
    for value, count in enumerate(histogram):
        seen += count
        if seen >= wanted:
            return value
    return len(histogram) - 1


def picture_side(page: pypdfium2.PdfPage) -> int:
    """The long side, in its own pixels, of the largest picture; 0 where none is the page itself.

    One is that covers it, or that stands alone on it and so coarse that it was not blown up.
    """
    wide, high = page.get_size()
    things, largest = pdfium.FPDFPage_CountObjects(page), 0
    for place in range(min(things, MAX_PICTURES)):
        thing = pdfium.FPDFPage_GetObject(page, place)
        if pdfium.FPDFPageObj_GetType(thing) != pdfium.FPDF_PAGEOBJ_IMAGE:
            continue
        picture = pypdfium2.PdfImage(thing, page=page)
        left, bottom, right, top = picture.get_bounds()
        covers = (right - left) * (top - bottom) >= COVERING * wide * high
        side, points = max(picture.get_px_size()), max(right - left, top - bottom)
        if covers or (things == 1 and side * 72 <= COARSE_DPI * points):
            largest = max(largest, side)
    return largest
