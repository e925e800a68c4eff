"""Files small on disk and endless once unfolded, or that lead their reader in circles."""

import struct
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, Stream
from PIL import Image

from tests.inspector import pictures, samples

JPX_BOX = b"\x00\x00\x00\x0cjP  \r\n\x87\n"


def image_in_pdf(width: int, height: int, data: bytes = b"", **entries) -> bytes:
    """One page that draws one image; its dictionary says this size, whatever its data."""
    pdf = samples.blank()
    picture = Stream(pdf, data, Type=Name.XObject, Subtype=Name.Image, Width=width, Height=height)
    picture.ColorSpace, picture.BitsPerComponent = Name.DeviceGray, 8
    for key, value in entries.items():
        picture[f"/{key}"] = value
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(P=picture))
    pdf.pages[0].obj.Contents = Stream(pdf, b"q 500 0 0 700 0 0 cm /P Do Q")
    return samples.saved(pdf, compress_streams=False)


def jpx_head(side: int) -> bytes:
    size = struct.pack(">HH8IH", 41, 0, side, side, 0, 0, side, side, 0, 0, 1)
    return b"\xff\x4f\xff\x51" + size + bytes(40)


def jpx(side: int) -> bytes:
    """A JPEG 2000 whose own header says more than its dictionary."""
    return image_in_pdf(10, 10, JPX_BOX + jpx_head(side), Filter=Name.JPXDecode)


def jbig2_head(side: int) -> bytes:
    head = struct.pack(">IBBBI", 0, 48, 0, 1, 19)
    return head + struct.pack(">4IBH", side, side, 0, 0, 0, 0)


def jbig2(side: int) -> bytes:
    return image_in_pdf(10, 10, jbig2_head(side), Filter=Name.JBIG2Decode, BitsPerComponent=1)


def forms_within_forms(depth: int = 9, times: int = 12) -> bytes:
    """Each drawing draws the next twelve times: 12^9 strokes in a few hundred bytes."""
    pdf = samples.blank()
    inner = Stream(pdf, b"0 0 m 500 700 l S " * 9, Type=Name.XObject, Subtype=Name.Form)
    inner.BBox = Array([0, 0, 612, 792])
    for _ in range(depth):
        outer = Stream(pdf, b"/F Do " * times, Type=Name.XObject, Subtype=Name.Form)
        outer.BBox, outer.Resources = inner.BBox, Dictionary(XObject=Dictionary(F=inner))
        inner = outer
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=inner))
    pdf.pages[0].obj.Contents = Stream(pdf, b"/F Do")
    return samples.saved(pdf)


def drawing_that_draws_itself() -> bytes:
    pdf = samples.blank()
    form = pdf.make_indirect(Stream(pdf, b"/F Do", Type=Name.XObject, Subtype=Name.Form))
    form.BBox, form.Resources = Array([0, 0, 9, 9]), Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))
    pdf.pages[0].obj.Contents = Stream(pdf, b"/F Do")
    return samples.saved(pdf)


def thrice_packed() -> bytes:
    pdf = samples.blank()
    data = zlib.compress(zlib.compress(samples.zeros(20), 9), 9)
    bomb = Stream(pdf, data)
    bomb.Filter = Array([Name.FlateDecode] * 3)
    pdf.pages[0].obj.Contents = bomb
    return samples.saved(
        pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    )


def run_length_bomb() -> bytes:
    """Two bytes for 128, four million times over."""
    pdf = samples.blank()
    bomb = Stream(pdf, zlib.compress(b"\x81\x00" * 4_000_000, 9))
    bomb.Filter = Array([Name.FlateDecode, Name.RunLengthDecode])
    pdf.pages[0].obj.Contents = bomb
    return samples.saved(
        pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none
    )


def nested_brackets() -> bytes:
    return samples.raw(samples.CATALOG, b"[" * 200_000)


def two_branches_in_a_ring() -> bytes:
    return samples.raw(
        samples.CATALOG,
        b"<< /Type /Pages /Count 2 /Kids [3 0 R] >>",
        b"<< /Type /Pages /Count 2 /Kids [2 0 R] >>",
    )


def inherited_box(*box: int) -> bytes:
    """The branch says how large its pages are, the page itself says nothing."""
    pdf = samples.blank()
    del pdf.pages[0].obj["/MediaBox"]
    pdf.Root.Pages.MediaBox = Array(box)
    return samples.saved(pdf)


def png(width: int, height: int) -> bytes:
    """All the rows of an image as large as that, of one colour: a few kilobytes."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", check)

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    packer = zlib.compressobj(9)
    rows = b"".join(packer.compress(bytes(width + 1)) for _ in range(min(height, 200)))
    data = rows + packer.flush()
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", data) + chunk(b"IEND", b"")


def text_bomb_png() -> bytes:
    """Notes of 200 MB beside four pixels."""
    plain = pictures.as_file(Image.new("L", (2, 2)), "PNG")
    data = b"Comment\x00\x00" + samples.zeros(200)
    check = zlib.crc32(b"zTXt" + data)
    chunk = struct.pack(">I", len(data)) + b"zTXt" + data + struct.pack(">I", check)
    return plain[:33] + chunk + plain[33:]


def tiff(pages: int, size: tuple[int, int] = (40, 50)) -> bytes:
    first, *others = [Image.new("L", size, 255 - number % 9) for number in range(pages)]
    return pictures.as_file(
        first, "TIFF", save_all=True, append_images=others, compression="tiff_adobe_deflate"
    )


def tiff_in_a_ring() -> bytes:
    """Its only page says that it comes next, too."""
    data = bytearray(pictures.as_file(Image.new("L", (40, 50)), "TIFF"))
    (start,) = struct.unpack_from("<I", data, 4)
    (entries,) = struct.unpack_from("<H", data, start)
    struct.pack_into("<I", data, start + 2 + 12 * entries, start)
    return bytes(data)
