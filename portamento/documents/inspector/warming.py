"""Looks at a document of our own before any other comes in.

What the libraries make ready at their first page (fonts, tables, patterns) is then shared with
every child; each would make it anew for its one file.
"""

import contextlib
import io
import resource
from collections.abc import Iterator

import pikepdf
from pikepdf import Dictionary, Name, Stream
from PIL import Image

from portamento.documents.inspector import checks, photos, reading, sheets

FONTS = ("Helvetica", "Times-Roman", "Courier")
TYPED = b"BT /F 12 Tf 72 700 Td (Portamento, le 15 juin 2026) Tj ET"
PHOTO_SIZE = (620, 877)  # pixels


def warm() -> None:
    """Judge and read it as a child does, who can open nothing."""
    with nothing_to_open():
        data = sample()
        checks.judge(data)
        reading.read(data, stamped=0)


@contextlib.contextmanager
def nothing_to_open() -> Iterator[None]:
    """What a library finds on the machine, and a child would not, must not change its answers."""
    allowed, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (0, most))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (allowed, most))


def sample() -> bytes:
    """A page of text in each ordinary font, then a photo's."""
    pdf = pikepdf.new()
    for name in FONTS:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name("/" + name))
        page = pdf.add_blank_page(page_size=sheets.A4)
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = Stream(pdf, TYPED)
    photo = io.BytesIO()
    Image.new("RGB", PHOTO_SIZE, "grey").save(photo, "JPEG")
    for picture in photos.pictures(photo.getvalue(), "JPEG", photos.Budget()):
        sheets.add_photo(pdf, picture)
    return sheets.saved(pdf)
