"""How many printed stamps are read, by resolution: 22 mm wide, as an issuer prints them.

`pytest tests/stamps/test_decoding.py -s` prints the figures.
"""

import io
import random
import time

import pytest
from PIL import Image

from tests.stamps.issuer import Issuer

zxingcpp = pytest.importorskip("zxingcpp")

MILLIMETRES, MARGIN = 22, 12  # of the stamp; of the white paper around it
FINE = 1200  # dots per inch of the print we photograph
TURNS = (0, 3, 90)
QUALITIES = (90, 50)
EACH = 5


def printed(raw: bytes) -> Image.Image:
    """The stamp on white paper, far finer than any scan of it."""
    code = zxingcpp.create_barcode(raw, zxingcpp.BarcodeFormat.DataMatrix)
    signs = Image.fromarray(zxingcpp.write_barcode_to_image(code, scale=8, add_quiet_zones=False))
    width, margin = (round(size * FINE / 25.4) for size in (MILLIMETRES, MARGIN))
    paper = Image.new("L", (width + 2 * margin, width + 2 * margin), 255)
    paper.paste(signs.resize((width, width), Image.Resampling.NEAREST), (margin, margin))
    return paper


def scanned(paper: Image.Image, dpi: int, turn: int, quality: int, shift: float) -> Image.Image:
    """The same through a scanner: turned, out of step with the dots, sampled, compressed."""
    turned = paper.rotate(turn + shift / 10, fillcolor=255, resample=Image.Resampling.BILINEAR)
    side = round(turned.width * dpi / FINE)
    offset = round(shift * FINE / dpi)
    box = (offset, offset, turned.width, turned.height)
    small = turned.crop(box).resize((side, side), Image.Resampling.BOX)
    file = io.BytesIO()
    small.save(file, "JPEG", quality=quality)
    return Image.open(file)


def share_read(dpi: int) -> tuple[float, float]:
    """The share read exactly, and the milliseconds each took."""
    chance, issuer = random.Random(dpi), Issuer()
    right, spent, tried = 0, 0.0, 0
    for _ in range(EACH):
        raw = issuer.any(chance)
        paper = printed(raw)
        for turn in TURNS:
            for quality in QUALITIES:
                image = scanned(paper, dpi, turn, quality, chance.random())
                begun = time.perf_counter()
                found = zxingcpp.read_barcodes(image, formats=zxingcpp.BarcodeFormat.DataMatrix)
                spent += time.perf_counter() - begun
                right += any(one.bytes == raw for one in found)
                tried += 1
                assert all(one.bytes == raw for one in found)  # never read wrong
    return right / tried, spent / tried * 1000


@pytest.mark.parametrize(("dpi", "least"), [(100, 0.9), (150, 1.0), (200, 1.0), (300, 1.0)])
def test_the_share_that_is_read(dpi, least):
    share, milliseconds = share_read(dpi)
    print(f"{dpi} dpi: {share:.0%} read, {milliseconds:.0f} ms each")
    assert share >= least
