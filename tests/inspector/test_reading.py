"""What is read in a PDF: its text with places, its days, its stamps, and how its pages look."""

import io
from dataclasses import replace

import pikepdf
import pytest
import zxingcpp
from pikepdf import Array, Dictionary, Name
from PIL import Image

from portamento.documents.inspector import client, dates
from tests.inspector import pictures, samples

STAMPED = b"DC04FR000001FFFF1FB60401FR432,75\x1d44227801234567845202146RETI PATRICK\x1fQHA4A6QOV6AZ"


def written(*lines: bytes, size=(600, 800), **entries) -> bytes:
    """A page with these lines, the first 100 points below its top, each 50 below the last."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=size)
    font = Dictionary(
        Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding
    )
    page.obj.Resources = Dictionary(Font=Dictionary(F=font))
    drawn = [
        b"BT /F 20 Tf 60 %d Td (%s) Tj ET" % (size[1] - 100 - 50 * place, line)
        for place, line in enumerate(lines)
    ]
    page.obj.Contents = pikepdf.Stream(pdf, b"\n".join(drawn))
    for key, value in entries.items():
        page.obj[f"/{key}"] = value
    return samples.saved(pdf)


def as_page(image: Image.Image, dpi: int | None = None) -> bytes:
    """A page that is a scan. With `dpi`, A4 is scanned so."""
    if dpi:
        image = image.resize((round(8.27 * dpi), round(11.69 * dpi)), Image.Resampling.BICUBIC)
    jpeg = pictures.as_file(image.convert("L"), quality=85)
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    picture = pikepdf.Stream(
        pdf, jpeg, Type=Name.XObject, Subtype=Name.Image, Width=image.width, Height=image.height
    )
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    picture.Filter = Name.DCTDecode
    page.obj.Resources = Dictionary(XObject=Dictionary(P=picture))
    page.obj.Contents = pikepdf.Stream(pdf, b"q 595 0 0 842 0 0 cm /P Do Q")
    return samples.saved(pdf)


def stamped(angle: float = 0) -> Image.Image:
    """A letter with a stamp of 22 mm, at 600 dpi."""
    page = pictures.letter(4960, lines=30)
    code = zxingcpp.create_barcode(STAMPED, zxingcpp.BarcodeFormat.DataMatrix)
    seen = memoryview(zxingcpp.write_barcode_to_image(code, scale=10, add_quiet_zones=True))
    stamp = Image.frombuffer("L", seen.shape[::-1], bytes(seen)).resize((520, 520))
    page.paste(stamp.rotate(angle, expand=True, fillcolor=255), (3600, 5600))
    return page


def codes(reading) -> list[tuple[str, int]]:
    return [(hint.code, hint.page) for hint in reading.hints]


def test_lines_are_read_with_their_accents_and_their_places(read):
    reading = read(written("Hélène Lefèvre".encode("cp1252"), b"Quotient familial : 742"))
    assert [line.text for line in reading.lines] == ["Hélène Lefèvre", "Quotient familial : 742"]
    left, top, right, bottom = reading.lines[0].box
    assert left == pytest.approx(0.1, abs=0.01)
    assert top < 700 / 800 < 1
    assert (top, bottom) == pytest.approx((0.105, 0.127), abs=0.012)
    assert 0.1 < right < 0.5
    assert reading.lines[1].box[1] - top == pytest.approx(50 / 800, abs=0.01)


def test_places_are_those_of_the_page_as_it_is_shown(read):
    straight = read(written(b"Martin")).lines[0].box
    turned = read(written(b"Martin", Rotate=90)).lines[0].box
    assert turned[0] == pytest.approx(1 - straight[3], abs=0.01)
    assert turned[1] == pytest.approx(straight[0], abs=0.01)
    cut = read(written(b"Martin", CropBox=Array([0, 400, 600, 800]))).lines[0].box
    assert cut[1] == pytest.approx(2 * straight[1], abs=0.01)


def test_days_are_found_with_their_line(read):
    reading = read(written(b"Facture", "Émise le 12 août 2026".encode("cp1252"), b"avant 01/09/26"))
    assert [(found.day, found.page, found.line) for found in reading.dates] == [
        ("2026-08-12", 1, 1),
        ("2026-09-01", 1, 2),
    ]


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("le 1er mars 2026", ["2026-03-01"]),
        ("du 03/04/2026 au 5-6-2026", ["2026-04-03", "2026-06-05"]),
        ("2026-12-31", ["2026-12-31"]),
        ("12 . 03 . 2026", ["2026-03-12"]),
        ("14 FÉVRIER 2026, 3 déc. 2025", ["2026-02-14", "2025-12-03"]),
        ("31/02/2026 00/00/2026 12/13/2026", []),
        ("01.02.03.04.05", []),
        ("10/12", []),
        ("n° 2026-123-4 du 12/03/2026/4", []),
        ("1/2/1789", []),
    ],
)
def test_only_whole_days_are_dates(text, days):
    assert list(dates.found(text)) == days


@pytest.mark.parametrize("angle", [0, 90, 180, 3])
@pytest.mark.parametrize("dpi", [150, 200, 300])
def test_a_stamp_is_read_to_the_byte(read, dpi, angle):
    stamps = read(as_page(stamped(angle), dpi)).stamps
    assert [(stamp.page, stamp.raw) for stamp in stamps] == [(1, STAMPED)]


def test_a_stamp_has_a_place(read):
    (stamp,) = read(as_page(stamped(), 200)).stamps
    assert stamp.box == pytest.approx((0.726, 0.8, 0.831, 0.872), abs=0.02)


def test_a_stamp_on_a_photo_is_read_once_it_is_a_page(read, assemble):
    photo = stamped().resize((2894, 4093), Image.Resampling.BICUBIC)
    _, made = assemble(pictures.as_file(photo, quality=85))
    assert [stamp.raw for stamp in read(made).stamps] == [STAMPED]


def test_other_codes_are_not_stamps(read):
    page = pictures.letter(1500)
    code = zxingcpp.create_barcode("https://www.caf.fr", zxingcpp.BarcodeFormat.QRCode)
    seen = memoryview(zxingcpp.write_barcode_to_image(code, scale=6))
    page.paste(Image.frombuffer("L", seen.shape[::-1], bytes(seen)), (1000, 1700))
    assert read(as_page(page)).stamps == ()


LETTER = pictures.letter(2000)
LIT = pictures.lit_from_the_side(LETTER)
PAPER = Image.new("L", (1500, 2121), 235)


@pytest.mark.parametrize(
    ("image", "code"),
    [
        (PAPER, "blank"),
        (pictures.lit_from_the_side(PAPER), "blank"),
        (pictures.letter(1500, lines=1), "nearly_blank"),
        (pictures.blurred(LETTER, 3), "blurred"),
        (pictures.blurred(LIT, 4), "blurred"),
        (pictures.blurred(pictures.letter(2000, ink=150), 4), "blurred"),
        (pictures.blurred(pictures.letter(2000, lines=6), 6), "blurred"),
        (pictures.letter(500), "few_pixels"),
    ],
)
def test_a_page_that_may_not_do_is_remarked_on(read, image, code):
    assert codes(read(as_page(image))) == [(code, 1)]


@pytest.mark.parametrize(
    "image",
    [
        LETTER,
        LIT,
        pictures.letter(2000, ink=150),
        pictures.letter(2000, lines=3),
        pictures.letter(900),
        pictures.blurred(LETTER, 1.5),
        pictures.blurred(LIT, 1.5),
    ],
)
def test_a_page_that_will_do_is_not_remarked_on(read, image):
    assert codes(read(as_page(image))) == []


@pytest.mark.parametrize("width", [120, 280, 400, 600])
def test_a_photo_of_few_pixels_is_remarked_on_once_it_is_a_page(read, assemble, width):
    """It stands small in the middle of its page: it would be a blur if it filled it."""
    _, made = assemble(pictures.as_file(pictures.letter(width), quality=85))
    assert codes(read(made)) == [("few_pixels", 1)]


def test_a_few_written_words_are_no_blank_page(read):
    assert codes(read(written(b"Martin"))) == []


def test_the_empty_back_of_a_sheet_is_told_with_its_number(read):
    with pikepdf.open(io.BytesIO(as_page(LETTER))) as pdf:
        pdf.add_blank_page(page_size=(595, 842))
        assert codes(read(samples.saved(pdf))) == [("blank", 2)]


def test_sixty_pages_are_read(read):
    reading = read(samples.plain(60))
    assert (reading.whole, reading.pages, len(reading.hints)) == (True, 60, 20)


def test_one_visit_says_what_two_say(ask, read, socket_path):
    for data in (samples.written(), b"no document"):
        both = client.look(io.BytesIO(data), socket_path=socket_path, wait_seconds=30)
        verdict, reading = both
        assert replace(verdict, milliseconds=0) == replace(ask(data), milliseconds=0)
        if not verdict.accepted:
            assert reading is None
        else:
            assert reading.lines == read(data).lines != ()
