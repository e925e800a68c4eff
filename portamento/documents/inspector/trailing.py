"""Finds a second file hidden in a PDF: an archive, a web page, much of anything behind its end."""

import re
import struct

from portamento.documents.inspector.limits import MAX_TRAILING_BYTES

END_OF_PDF = b"%%EOF"
BLANK = b" \t\r\n\f\0"
PAGE = rb"<\s*(?:!doctype|html|head|body|script|svg|iframe|\?xml|\?php)"
HTML = re.compile(PAGE, re.IGNORECASE)
OBJECT = re.compile(rb"\d+\s+\d+\s+obj\b")
ZIP_START = b"PK\x03\x04"
# Behind any of its ends, however many follow.
SECOND_FILE = re.compile(rb"%%EOF[ \t\r\n\f\0]*+(?:(?i:" + PAGE + rb")|PK\x03\x04)")

ZIP_END = b"PK\x05\x06"
ZIP_FOLDER = b"PK\x01\x02"
ZIP64_LOCATOR = b"PK\x06\x07"
ZIP_TAIL_BYTES = 22 + 0xFFFF  # the closing record of an archive, and its longest comment


def is_polyglot(data: bytes) -> bool:
    """Tell whether another kind of reader would find its own file in these bytes."""
    return ends_as_zip(data) or has_a_tail(data)


def has_a_tail(data: bytes) -> bool:
    """A file without its %%EOF is broken rather than double, and so is one whose last part, with
    objects of its own, was cut before it: the parser judges them."""
    end = data.rfind(END_OF_PDF)
    if end < 0:
        return False
    tail = data[end + len(END_OF_PDF) :].strip(BLANK)
    too_long = len(tail) > MAX_TRAILING_BYTES and not OBJECT.match(tail)
    return too_long or ZIP_START in tail or bool(HTML.search(tail) or SECOND_FILE.search(data))


def ends_as_zip(data: bytes) -> bool:
    """A ZIP is read from its end; a %%EOF inside its comment would hide it from `has_a_tail`."""
    first = max(0, len(data) - ZIP_TAIL_BYTES)
    end = data.rfind(ZIP_END, first)
    while end >= 0:
        if _has_a_folder(data, end):
            return True
        end = data.rfind(ZIP_END, first, end)
    return False


def _has_a_folder(data: bytes, end: int) -> bool:
    """Four chance bytes are not an archive: its list of files must stand where it says."""
    record = data[end : end + 22]
    if len(record) < 22:
        return False
    (size,) = struct.unpack_from("<I", record, 12)
    start = end - size
    locator = data[max(0, end - 20) : end]
    return (0 <= start < end and data[start : start + 4] == ZIP_FOLDER) or locator.startswith(
        ZIP64_LOCATOR
    )
