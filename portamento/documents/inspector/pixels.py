"""Finds the images of a PDF that would unfold into more than any scanner makes.

The dictionary may say one size and the image's own header another: both are read, none unfolded.
"""

import re
import struct
from itertools import islice

import pikepdf

from portamento.documents.inspector import jpeg, packed
from portamento.documents.inspector.limits import MAX_SCAN_PIXELS

JPX_START = re.compile(rb"\xff\x4f\xff\x51")  # and the SIZ marker (ISO 15444-1, A.5.1)
MAX_STARTS = 10_000  # four bytes may come about by chance, not so often
JBIG2_PAGE = 48  # the segment that says how large the image is (ISO 14492, 7.4.8)
JBIG2_SEGMENTS = 64
UNKNOWN_HEIGHT = 0xFFFFFFFF


def too_many(pdf: pikepdf.Pdf) -> bool:
    """Whether one image of this PDF is a bomb."""
    return any(
        width * height > MAX_SCAN_PIXELS
        for each in pdf.objects
        if isinstance(each, pikepdf.Stream) and each.get("/Subtype") == pikepdf.Name.Image
        for width, height in _sizes(each)
    )


def _sizes(image: pikepdf.Stream) -> list[tuple[int, int]]:
    names = packed.filters(image)
    sizes = [(_count(image, "/Width"), _count(image, "/Height"))]
    if not names or names[-1] not in OWN_SIZE:
        return sizes
    try:
        data = packed.unpacked(image)
        if names[-1] == "/JBIG2Decode":
            data = _shared_part(image) + data
    except pikepdf.PdfError:  # no reader gets at it
        return sizes
    return [*sizes, *OWN_SIZE[names[-1]](data)]


def _shared_part(image: pikepdf.Stream) -> bytes:
    """JBIG2 may keep segments apart, for several images."""
    how = image.get("/DecodeParms")
    parts = list(how) if isinstance(how, pikepdf.Array) else [how]
    found = (each.get("/JBIG2Globals") for each in parts if isinstance(each, pikepdf.Dictionary))
    return b"".join(each.read_bytes() for each in found if isinstance(each, pikepdf.Stream))


def _count(image: pikepdf.Stream, key: str) -> int:
    try:
        return abs(int(image.get(key, 0)))
    except (TypeError, ValueError):
        return 0


def jpx_sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height by whatever looks like the head of a codestream, wherever it stands."""
    sizes = []
    for match in islice(JPX_START.finditer(data), MAX_STARTS):
        try:
            length, _, right, bottom, left, top = struct.unpack_from(">HH4I", data, match.end())
            (components,) = struct.unpack_from(">H", data, match.end() + 36)
        except struct.error:
            break
        if length == 38 + 3 * components:
            sizes.append((max(right - left, 0), max(bottom - top, 0)))
    return sizes


def jbig2_sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height by each page segment found among the first."""
    place, sizes = 0, []
    for _ in range(JBIG2_SEGMENTS):
        segment = _segment(data, place)
        if segment is None:
            break
        kind, start, length = segment
        if kind == JBIG2_PAGE and len(data) >= start + 8:
            width, height = struct.unpack_from(">2I", data, start)
            sizes.append((width, 0 if height == UNKNOWN_HEIGHT else height))
        place = start + length
    return sizes


def _segment(data: bytes, place: int) -> tuple[int, int, int] | None:
    """Its type, where its data begins, how long it is (ISO 14492, 7.2)."""
    try:
        number, flags, references = struct.unpack_from(">IBB", data, place)
        place += 5
        count = references >> 5
        if count == 7:
            (long_form,) = struct.unpack_from(">I", data, place)
            count = long_form & 0x1FFFFFFF
            place += 4 + (count + 8) // 8
        else:
            place += 1
        place += count * (1 if number <= 256 else 2 if number <= 65536 else 4)
        place += 4 if flags & 0x40 else 1
        (length,) = struct.unpack_from(">I", data, place)
    except struct.error:
        return None
    return flags & 0x3F, place + 4, length


OWN_SIZE = {"/DCTDecode": jpeg.sizes, "/JPXDecode": jpx_sizes, "/JBIG2Decode": jbig2_sizes}
