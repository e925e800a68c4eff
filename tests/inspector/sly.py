"""Hostile files that hide from a reader what another one sees, or a size from who asks for it."""

import struct
import zlib
from collections.abc import Callable

from PIL import Image

from tests.inspector import bombs, pictures, raw
from tests.inspector.raw import NOTHING, SCRIPT, document

FAR = b" " * 2_000  # readers look for the end of a file in its last kilobyte, some in four
OPENS = b"/S /URI /URI (http://example.test/who-reads-me)"


def hidden_size(kind: str) -> bytes:
    """An image whose dictionary says 9 by 9."""
    jpx = bombs.jpx_head(100_000)
    jbig2 = bombs.jbig2_head(60_000)
    far = bombs.JPX_BOX + struct.pack(">I4s", 5_000, b"free") + bytes(4_992) + jpx
    packed = b"/Filter [/FlateDecode /%s]"
    apart = b"/Filter /JBIG2Decode /DecodeParms << /JBIG2Globals 6 0 R >>"
    return {
        "jpeg": lambda: raw.drawing(lying_jpeg(60_000), b"/Filter /DCTDecode"),
        "packed jpx": lambda: raw.drawing(zlib.compress(jpx), packed % b"JPXDecode"),
        "far jpx": lambda: raw.drawing(far, b"/Filter /JPXDecode"),
        "packed jbig2": lambda: raw.drawing(zlib.compress(jbig2), packed % b"JBIG2Decode"),
        "jbig2 apart": lambda: raw.drawing(b"", apart, {6: raw.stream(jbig2)}),
    }[kind]()


def lying_jpeg(side: int) -> bytes:
    data = bytearray(pictures.as_file(Image.new("L", (64, 64), 128)))
    struct.pack_into(">HH", data, data.index(b"\xff\xc0") + 5, side, side)
    return bytes(data)


def jpeg_of_many_scans(count: int = 5_000) -> bytes:
    """Its last pass over all the pixels again and again."""
    data = pictures.as_file(Image.new("L", (64, 64), 128), progressive=True)
    last, end = data.rindex(b"\xff\xda"), data.rindex(b"\xff\xd9")
    return data[:last] + data[last:end] * count + data[end:]


ACTIVE = {
    "script by a name that stands elsewhere": lambda: document(
        b"/OpenAction << /S 5 0 R /JS 6 0 R >>", more={5: b"/JavaScript", 6: b"(a)"}
    ),
    "launch by a name that ends in nothing": lambda: document(
        b"/OpenAction << /S /Launch#00 /F (calc.exe) >>"
    ),
    "launch under a key said twice": lambda: document(
        b"/OpenAction << /S /#4caunch /F (calc.exe) /S /GoTo >>"
    ),
    "opening action said twice": lambda: document(
        b"/OpenAction << /S /Launch /F (calc.exe) >> /OpenAction null"
    ),
    "script whose harmless twin comes behind the end": lambda: (
        document(b"/OpenAction 5 0 R", more={5: SCRIPT}) + raw.numbered(5, NOTHING) + FAR
    ),
    "launch under a key said twice, packed": lambda: raw.packed(
        raw.CATALOG % b"/OpenAction << /S /Launch /F (calc.exe) /S /GoTo >>"
    ),
    "script in the second of two tables": raw.two_tables,
    "script that no table names": lambda: raw.unnamed(5),
    "script whose place is said to be free": lambda: raw.unnamed(5).replace(
        b"trailer", b"5 1\n0000000000 00001 f \ntrailer"
    ),
    "address opened with the file": lambda: document(b"/OpenAction << " + OPENS + b" >>"),
    "address opened with a page": lambda: document(page=b"/AA << /O << " + OPENS + b" >> >>"),
    "address opened next": lambda: document(
        b"/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< " + OPENS + b" >>] >>"
    ),
    "actions in an endless chain": lambda: document(
        b"/OpenAction 5 0 R", more={5: b"<< /S /GoTo /Next [5 0 R 5 0 R] >>"}
    ),
    "a program of the printer in a drawing": lambda: document(
        resources=b"/XObject << /X 5 0 R >>",
        more={5: raw.stream(b"", b"/Subtype /Form /Subtype2 /PS /BBox [0 0 9 9]")},
    ),
}
EMBEDDED = {
    "attachment under an odd key": lambda: document(
        b"/Names << /EmbeddedFiles << /Names [(a) 5 0 R] >> >>",
        more={5: b"<< /UF (a.exe) /EF << /X 6 0 R >> >>", 6: raw.stream(b"MZ")},
    ),
}
POLYGLOT = {
    "web page before another end": lambda: (
        document() + b"<html><script>a()</script></html>\n%%EOF\n"
    ),
    "web page far before another end": lambda: (
        document() + b"\n<!DOCTYPE html>" + b"a" * 3_000 + b"\n%%EOF\n"
    ),
    "much behind the end, with a word of a PDF": lambda: document() + b"MZ endobj" * 500,
}
ABSURD = {
    "page thinner than a hair": lambda: document(box=b"/MediaBox [0 0 0.001 14400]"),
    "page cut beside itself": lambda: document(page=b"/CropBox [5000 5000 6000 6000]"),
}
PIXELS = {
    "JPEG that hides its size": lambda: hidden_size("jpeg"),
    "JPEG 2000 in a second packing": lambda: hidden_size("packed jpx"),
    "JPEG 2000 whose size stands far behind": lambda: hidden_size("far jpx"),
    "JBIG2 in a second packing": lambda: hidden_size("packed jbig2"),
    "JBIG2 whose size stands apart": lambda: hidden_size("jbig2 apart"),
}
PDFS: dict[str, dict[str, Callable[[], bytes]]] = {
    "active_content": ACTIVE,
    "embedded_file": EMBEDDED,
    "polyglot": POLYGLOT,
    "absurd_pages": ABSURD,
    "too_many_pixels": PIXELS,
}
PHOTOS: dict[str, tuple[Callable[[], bytes], str]] = {
    "JPEG of 5,000 scans": (jpeg_of_many_scans, "broken_image"),
}
