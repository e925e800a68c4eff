"""Makes upright, moderate JPEGs of the photos families send. Nothing but the picture is kept.

Importing this module readies Pillow for the kinds we take; a child can open no file to do so.
"""

import io
import warnings
from collections.abc import Iterator
from dataclasses import dataclass

import pi_heif
from PIL import (
    Image,
    ImageSequence,
    JpegImagePlugin,
    MpoImagePlugin,
    PngImagePlugin,
    TiffImagePlugin,
)

from portamento.documents.inspector import jpeg
from portamento.documents.inspector.limits import (
    KEPT_SIDE,
    MAX_PAGES,
    MAX_PIXELS,
    MAX_SCANS,
    MAX_TOTAL_PIXELS,
)
from portamento.documents.inspector.verdict import Reason

READERS = (JpegImagePlugin, MpoImagePlugin, PngImagePlugin, TiffImagePlugin)
JPEG_QUALITY = 80
ORIENTATION = 0x0112
# The EXIF values 2 to 8, by what stands them upright again (CIPA DC-008, 4.6.4).
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}

pi_heif.options.DECODE_THREADS = 2
pi_heif.register_heif_opener(thumbnails=False)
Image.preinit()
Image.MAX_IMAGE_PIXELS = None  # counted here, with a reason that people can read
warnings.simplefilter("ignore")  # Pillow's remarks on odd files are nobody's to read


class Refused(Exception):
    """This photo is not taken."""

    def __init__(self, reason: Reason, pages: int = 0):
        super().__init__(reason)
        self.reason, self.pages = reason, pages


@dataclass(frozen=True)
class Picture:
    """One page to be: a JPEG and its size, in grey or in colour."""

    jpeg: bytes
    width: int
    height: int
    grey: bool


@dataclass
class Budget:
    """What all the photos of one document may still unfold into."""

    pixels: int = MAX_TOTAL_PIXELS

    def spend(self, pixels: int) -> None:
        """Raises Refused."""
        self.pixels -= pixels
        if pixels > MAX_PIXELS or self.pixels < 0:
            raise Refused(Reason.TOO_MANY_PIXELS)


def pictures(data: bytes, kind: str, budget: Budget) -> list[Picture]:
    """One photo's pages: several for a TIFF, one otherwise. Raises Refused."""
    if kind == "JPEG" and jpeg.is_endless(data, MAX_SCANS):
        raise Refused(Reason.BROKEN_IMAGE)
    try:
        with Image.open(io.BytesIO(data), formats=[kind]) as image:
            return [picture(frame, budget) for frame in frames(image, kind)]
    except Refused:
        raise
    except MemoryError:
        raise
    except Exception as error:  # its reader fails in ways no list foresees: all mean the same
        raise Refused(Reason.BROKEN_IMAGE) from error


def frames(image: Image.Image, kind: str) -> Iterator[Image.Image]:
    """The pages of a TIFF; of a burst or a film, only the picture its telephone shows."""
    if kind != "TIFF":
        yield image
        return
    for number, frame in enumerate(ImageSequence.Iterator(image), 1):
        if number > MAX_PAGES:
            raise Refused(Reason.TOO_MANY_PAGES, pages=number)
        yield frame


def picture(image: Image.Image, budget: Budget) -> Picture:
    """Unfold as little as will do, stand it upright, size it down. Raises Refused."""
    width, height = image.size
    scale = min(1.0, KEPT_SIDE / max(width, height))
    kept = (max(1, round(width * scale)), max(1, round(height * scale)))
    image.draft(None, kept)
    # A progressive JPEG is unfolded whole before it is reduced.
    whole = "progressive" in image.info
    budget.spend(width * height if whole else image.size[0] * image.size[1])
    image.load()
    orientation = _orientation(image)
    image = _plain(image)
    if image.size != kept and max(image.size) > KEPT_SIDE:
        image = image.resize(kept, Image.Resampling.BICUBIC, reducing_gap=2.0)
    if orientation in UPRIGHT:
        image = image.transpose(UPRIGHT[orientation])
    image.info = {}  # place, moment and make of the telephone are nobody's
    out = io.BytesIO()
    image.save(out, "JPEG", quality=JPEG_QUALITY)
    return Picture(out.getvalue(), *image.size, grey=image.mode == "L")


def _orientation(image: Image.Image) -> int:
    try:
        return image.getexif().get(ORIENTATION, 1)
    except Exception:  # a photo whose notes are broken is shown as it lies
        return 1


def _plain(image: Image.Image) -> Image.Image:
    """Grey or colour, eight bits, nothing transparent, none of its notes."""
    if image.mode.startswith(("I", "F")):
        image = _eight_bits(image)
    if image.mode == "1":
        return image.convert("L")
    if image.mode in {"LA", "La", "PA", "RGBA", "RGBa"} or "transparency" in image.info:
        image = image.convert("RGBA")
        paper = Image.new("RGBA", image.size, "white")
        paper.alpha_composite(image)
        image = paper
    return image if image.mode in {"L", "RGB"} else image.convert("RGB")


def _eight_bits(image: Image.Image) -> Image.Image:
    """Depths of 16 bits and more, or shares of one."""
    deep = image.convert("F")
    _, high = deep.getextrema()
    full = next((each for each in (1.0, 255.0, 65535.0) if high <= each), high)
    return deep.point(lambda value: value * (255.0 / full) + 0.0).convert("L")
