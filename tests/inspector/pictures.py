"""Photos as families take them, drawn here: letters on a table, at any size, turned, blurred."""

import io

import pillow_heif
from PIL import Image, ImageDraw, ImageFilter, ImageFont

pillow_heif.register_heif_opener()
WORDS = "Attestation de paiement du quotient familial etablie le 12 mars 2026 pour Helene Martin "
MEGAPIXELS_12 = (3024, 4032)


def letter(width: int = 1500, *, lines: int = 40, ink: int = 20, paper: int = 235) -> Image.Image:
    """A page of text on A4, in grey: at 1500 pixels its letters are those of 11 points."""
    page = Image.new("L", (width, round(width * 1.414)), paper)
    pen = ImageDraw.Draw(page)
    font = ImageFont.load_default(size=max(6, width * 11 // 595))
    for number in range(lines):
        at = (width // 12, width // 12 + number * width * 17 // 595)
        pen.text(at, WORDS[: 60 - number % 9], fill=ink, font=font)
    return page


def lit_from_the_side(page: Image.Image) -> Image.Image:
    """As in a kitchen in the evening: bright at the left, dim at the right, with some grain."""
    light = Image.linear_gradient("L").rotate(90).resize(page.size)
    dim = Image.blend(page, Image.composite(page, Image.new("L", page.size, 60), light), 0.6)
    return Image.blend(dim, Image.effect_noise(page.size, 30), 0.06)


def blurred(page: Image.Image, radius: float) -> Image.Image:
    return page.filter(ImageFilter.GaussianBlur(radius))


def as_file(image: Image.Image, kind: str = "JPEG", **how) -> bytes:
    out = io.BytesIO()
    if kind == "HEIF":
        how = {"enc_params": {"preset": "ultrafast"}} | how
    image.save(out, kind, **how)
    return out.getvalue()


def photo(size: tuple[int, int] = MEGAPIXELS_12, kind: str = "JPEG", **how) -> bytes:
    """A whole letter in colour, with the grain of a sensor."""
    page = lit_from_the_side(letter(size[0] // 2)).resize(size, Image.Resampling.BICUBIC)
    return as_file(page.convert("RGB"), kind, **how)


def notes(orientation: int = 1) -> Image.Exif:
    """What a telephone writes beside the picture: how it was held, and where."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x010F] = "Telephone"
    exif.get_ifd(0x8825).update({1: "N", 2: (48.0, 51.0, 24.0)})
    return exif


QUADRANTS = {"red": (0, 0), "green": (1, 0), "blue": (0, 1), "white": (1, 1)}


def quadrants(size: tuple[int, int] = (600, 800)) -> Image.Image:
    """Four colours that tell how the picture lies."""
    wide, high = size
    image = Image.new("RGB", size, "white")
    for colour, (x, y) in QUADRANTS.items():
        image.paste(
            colour, (x * wide // 2, y * high // 2, (x + 1) * wide // 2, (y + 1) * high // 2)
        )
    return image
