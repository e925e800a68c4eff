"""Page images: as wide as asked, turned, with what was typed and without what acts."""

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from tests.inspector import samples


def black_corner(**entries) -> bytes:
    """A sheet of 200 by 400 points, black in its upper left corner."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 400))
    page.obj.Contents = pikepdf.Stream(pdf, b"0 g 0 300 100 100 re f")
    for key, value in entries.items():
        page.obj[f"/{key}"] = value
    return samples.saved(pdf)


def dark_quarter(image) -> tuple[bool, bool]:
    """Whether the darkest corner is right, whether it is low."""
    image = image.convert("L")
    wide, high = image.size
    corners = {
        (right, low): image.getpixel((wide * (1 + 6 * right) // 8, high * (1 + 6 * low) // 8))
        for right in (0, 1)
        for low in (0, 1)
    }
    return min(corners, key=corners.get)


@pytest.mark.parametrize(
    ("rotation", "size", "corner"),
    [
        (0, (300, 600), (0, 0)),
        (90, (300, 150), (1, 0)),
        (180, (300, 600), (1, 1)),
        (270, (300, 150), (0, 1)),
        (450, (300, 150), (1, 0)),
    ],
)
def test_a_page_is_as_wide_as_asked_however_it_is_turned(page_image, rotation, size, corner):
    image = page_image(black_corner(), width=300, rotation=rotation)
    assert (image.format, image.size) == ("PNG", size)
    assert dark_quarter(image) == corner


def test_the_turn_of_the_page_itself_counts_first(page_image):
    image = page_image(black_corner(Rotate=90), width=400)
    assert (image.size, dark_quarter(image)) == ((400, 200), (1, 0))


def test_a_page_is_cut_as_it_says(page_image):
    image = page_image(black_corner(CropBox=Array([0, 300, 100, 400])), width=100)
    assert image.size == (100, 100)
    assert image.convert("L").getextrema() == (0, 0)


@pytest.mark.parametrize(
    ("page", "how"),
    [
        *[(page, {"width": 100}) for page in (0, -1, 3)],
        *[(1, {"width": width}) for width in (0, -5, 4001)],
        (1, {"width": 100, "rotation": 45}),
    ],
)
def test_what_cannot_be_shown_is_said(page_image, page, how):
    assert page_image(samples.plain(2), page, **how) is None


def test_a_ribbon_is_shown_within_what_memory_allows(page_image):
    image = page_image(samples.page_of(0, 0, 5, 14_000), width=1000)
    assert image.width * image.height <= 40_000_000


def test_what_was_typed_is_seen(page_image):
    empty = page_image(samples.typed_form(""), width=600).convert("L").histogram()
    typed = page_image(samples.typed_form("Martin"), width=600).convert("L").histogram()
    assert sum(typed[:100]) > sum(empty[:100]) + 30


def test_notes_that_hide_the_page_are_drawn_as_they_look(page_image):
    """A white note over a clause must not show one thing to the office and another at home."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    cover = pikepdf.Stream(pdf, b"0 g 0 0 200 200 re f", Type=Name.XObject, Subtype=Name.Form)
    cover.BBox = Array([0, 0, 200, 200])
    note = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Stamp,
        F=4,
        Rect=Array([0, 0, 200, 200]),
        AP=Dictionary(N=cover),
    )
    page.obj.Annots = Array([pdf.make_indirect(note)])
    image = page_image(samples.saved(pdf), width=100)
    assert image.convert("L").getextrema() == (0, 0)


def test_a_locked_file_of_its_owner_is_shown(page_image):
    assert page_image(samples.encrypted(user="", owner="secret"), width=100) is not None
