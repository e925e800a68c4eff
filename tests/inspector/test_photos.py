"""Photos become pages: upright, moderate, in their order, with nothing but the picture."""

import io

import pikepdf
import pytest
from PIL import Image

from portamento.documents.inspector import client
from portamento.documents.inspector.limits import KEPT_SIDE
from portamento.documents.inspector.photos import UPRIGHT
from tests.inspector import bombs, pictures, samples

PLAIN = samples.plain(2)
BACK = {2: 2, 3: 3, 4: 4, 5: 5, 6: 8, 7: 7, 8: 6}  # what undoes each turn


def images(data: bytes) -> list[Image.Image]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [
            Image.open(io.BytesIO(page.obj.Resources.XObject.P.read_raw_bytes())).convert("RGB")
            for page in pdf.pages
        ]


def sizes(data: bytes) -> list[tuple[float, float]]:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return [tuple(float(side) for side in page.mediabox[2:]) for page in pdf.pages]


def held(orientation: int) -> bytes:
    """The four colours as a sensor sees them when the telephone is held so."""
    image = pictures.quadrants()
    if orientation > 1:
        image = image.transpose(UPRIGHT[BACK[orientation]])
    return pictures.as_file(image, quality=95, exif=pictures.notes(orientation))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photo_stands_upright_however_it_was_held(assemble, orientation):
    answer, made = assemble(held(orientation))
    assert answer.accepted
    (image,) = images(made)
    assert image.size == (600, 800)
    for colour, (x, y) in pictures.QUADRANTS.items():
        wanted = Image.new("RGB", (1, 1), colour).getpixel((0, 0))
        found = image.getpixel((150 + 300 * x, 200 + 400 * y))
        assert all(abs(a - b) < 40 for a, b in zip(found, wanted, strict=True)), (colour, found)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "HEIF", "TIFF"])
def test_each_kind_of_photo_is_taken_by_its_content(assemble, kind):
    answer, made = assemble(pictures.photo((1200, 1600), kind))
    assert (answer.accepted, answer.kept, answer.pages) == (True, False, 1)
    assert images(made)[0].size == (1200, 1600)
    assert answer.size == len(made)


@pytest.mark.parametrize("kind", ["JPEG", "HEIF"])
def test_twelve_megapixels_are_sized_down(assemble, kind):
    answer, made = assemble(pictures.photo(kind=kind))
    assert images(made)[0].size == (1500, KEPT_SIDE)
    assert len(made) < 1_500_000
    assert answer.milliseconds < 8000


def test_where_and_when_a_photo_was_taken_is_not_kept(assemble):
    photo = held(1)
    assert b"Telephone" in photo
    _, made = assemble(pictures.photo((300, 400), exif=pictures.notes(), comment=b"Telephone"))
    assert b"Telephone" not in made
    assert b"Exif" not in made


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16", "I", "CMYK", "YCbCr"])
def test_every_depth_and_colour_is_taken(assemble, mode):
    image = pictures.letter(400).convert("L")
    made = Image.new("I;16", image.size, 40000) if mode == "I;16" else image.convert(mode)
    kind = "TIFF" if mode in {"CMYK", "YCbCr", "I"} else "PNG"
    answer, pdf = assemble(pictures.as_file(made, kind))
    assert answer.accepted
    bright = max(images(pdf)[0].getpixel((5, 5)))
    assert 120 < bright < 250, "neither black nor burnt out"


def test_a_cmyk_jpeg_keeps_its_colours(assemble):
    _, made = assemble(pictures.as_file(Image.new("CMYK", (200, 200), (0, 255, 255, 0))))
    red, green, blue = images(made)[0].getpixel((100, 100))
    assert red > 180
    assert max(green, blue) < 90


def test_what_was_transparent_is_paper(assemble):
    _, made = assemble(pictures.as_file(Image.new("RGBA", (200, 200), (0, 0, 0, 0)), "PNG"))
    assert images(made)[0].getpixel((100, 100)) == (255, 255, 255)


def test_a_tiff_gives_all_its_pages(assemble):
    answer, made = assemble(bombs.tiff(7))
    assert (answer.pages, len(images(made))) == (7, 7)


def test_pages_are_a4_and_lie_as_the_photo_does(assemble):
    _, made = assemble(pictures.photo((800, 1100)), pictures.photo((1100, 800)))
    upright, lying = sizes(made)
    assert upright == pytest.approx((595.28, 841.89), abs=0.1)
    assert lying == pytest.approx((841.89, 595.28), abs=0.1)


def test_files_are_joined_in_the_order_given(assemble):
    files = [pictures.photo((300, 400)), PLAIN, pictures.photo((400, 300), "PNG")]
    answer, made = assemble(*files)
    assert (answer.accepted, answer.kept, answer.pages) == (True, False, 4)
    assert [round(wide) for wide, _ in sizes(made)] == [595, 612, 612, 842]
    _, other = assemble(*reversed(files))
    assert [round(wide) for wide, _ in sizes(other)] == [842, 612, 612, 595]


def test_the_same_files_give_the_same_bytes(assemble):
    files = [pictures.as_file(pictures.quadrants()), PLAIN]
    assert assemble(*files)[1] == assemble(*files)[1]


def test_one_clean_pdf_is_kept_byte_for_byte(assemble):
    answer, made = assemble(PLAIN)
    assert (answer.accepted, answer.kept, answer.pages) == (True, True, 2)
    assert made == PLAIN


def test_answers_typed_into_a_form_survive_being_joined(assemble, read):
    form = samples.typed_form("Martin 75001")
    _, made = assemble(form, pictures.photo((300, 400)))
    assert "Martin 75001" in read(made).text(1)
    with pikepdf.open(io.BytesIO(made)) as pdf:
        assert "/Annots" not in pdf.pages[0].obj


def test_each_file_refused_is_named_and_nothing_is_made(assemble):
    answer, made = assemble(b"GIF89a", PLAIN, samples.truncated(), pictures.photo()[:9000], b"")
    assert [(place, verdict.reason) for place, verdict in answer.refused()] == [
        (0, "not_accepted_type"),
        (3, "broken_image"),
        (4, "empty"),
    ]
    assert (answer.accepted, made) == (False, b"")


def test_the_eleventh_file_is_too_many(assemble):
    answer, _ = assemble(*[PLAIN] * 11)
    assert [(place, verdict.reason) for place, verdict in answer.refused()] == [
        (10, "too_many_files")
    ]
    assert assemble(*[PLAIN] * 10)[0].pages == 20


def test_sixty_pages_count_together(assemble):
    answer, made = assemble(samples.plain(40), samples.plain(21))
    assert [verdict.accepted for verdict in answer.verdicts] == [True, True]
    assert (answer.accepted, answer.reason, made) == (False, "too_many_pages", b"")


def test_ten_photos_of_twelve_megapixels_are_one_document(assemble):
    assert assemble(*[pictures.photo()] * 10)[0].pages == 10


def test_a_file_on_disk_is_written_whatever_it_held(inspector, socket_path, tmp_path):
    with (tmp_path / "out.pdf").open("w+b") as out:
        out.write(b"x" * 9_000_000)
        assert client.assemble([io.BytesIO(PLAIN)], out, socket_path=socket_path).kept
        out.seek(0)
        assert out.read() == PLAIN


def test_nobody_answers_and_nobody_waits(tmp_path):
    where = {"socket_path": tmp_path / "nobody"}
    assert client.assemble([io.BytesIO(PLAIN)], io.BytesIO(), **where) is None
    assert client.page_image(io.BytesIO(PLAIN), 1, io.BytesIO(), width=9, **where) is None
    assert client.read(io.BytesIO(PLAIN), **where) is None
