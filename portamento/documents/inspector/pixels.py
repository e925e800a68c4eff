"""Finds the images of a PDF that would unfold into more than any scanner makes.

The dictionary may say one size and the image's own header another: both are read, none unfolded.
"""

import struct

import pikepdf

from portamento.documents.inspector.limits import MAX_SCAN_PIXELS

JPX_SIZE = b"\xff\x51"  # the SIZ marker (ISO 15444-1, A.5.1)
JPX_START = b"\xff\x4f"
JPX_SEARCH_BYTES = 4096
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
    filters = image.get("/Filter")
    names = (
        {str(each) for each in filters} if isinstance(filters, pikepdf.Array) else {str(filters)}
    )
    sizes = [(_count(image, "/Width"), _count(image, "/Height"))]
    if "/JPXDecode" in names:
        sizes.append(jpx_size(image.read_raw_bytes()))
    if "/JBIG2Decode" in names:
        sizes.append(jbig2_size(image.read_raw_bytes()))
    return sizes


def _count(image: pikepdf.Stream, key: str) -> int:
    try:
        return abs(int(image.get(key, 0)))
    except (TypeError, ValueError):
        return 0


def jpx_size(data: bytes) -> tuple[int, int]:
    """Width and height by the codestream itself, (0, 0) where it has none."""
    start = data.find(JPX_START + JPX_SIZE, 0, JPX_SEARCH_BYTES)
    if start < 0 or len(data) < start + 24:
        return 0, 0
    right, bottom, left, top = struct.unpack_from(">4I", data, start + 8)
    return max(right - left, 0), max(bottom - top, 0)


def jbig2_size(data: bytes) -> tuple[int, int]:
    """Width and height by the first page segment, (0, 0) where there is none to be found."""
    place = 0
    for _ in range(JBIG2_SEGMENTS):
        segment = _segment(data, place)
        if segment is None:
            break
        kind, start, length = segment
        if kind == JBIG2_PAGE and len(data) >= start + 8:
            width, height = struct.unpack_from(">2I", data, start)
            return width, 0 if height == UNKNOWN_HEIGHT else height
        place = start + length
    return 0, 0


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
