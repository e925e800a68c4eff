"""Looks for what is forbidden in a file's bytes, where two readers may see two files.

Ours mends what is broken and then sees one object of two with the same number, one value of two
under the same key; another reader may choose the other. So a file that was mended is looked at as a
whole. One that is whole may still hold objects that its table does not name, as a reader that makes
the table anew would see them; an object that gave way to a newer one is seen by none.
"""

import re
import zlib
from collections.abc import Iterator
from itertools import chain, islice

import pikepdf

from portamento.documents.inspector.limits import MAX_OBJECTS
from portamento.documents.inspector.verdict import Reason

EMBEDDED = ("EmbeddedFile", "EmbeddedFiles", "RichMedia", "FileAttachment")
ACTIVE = ("JavaScript", "Launch", "XFA", "GoToE", "GoToR", "ImportData", "SubmitForm", "Rendition")
# Packed as objects are: the first byte is that of deflate (RFC 1950).
STREAM = re.compile(rb"(?<!end)stream\r?\n(?=[\x08\x18\x28\x38\x48\x58\x68\x78])")
OBJECT = b"obj"
BLANKS = b" \t\r\n\f\0"
NUMBERS = re.compile(rb"(\d{1,10})[\s\0]+(\d{1,5})[\s\0]+$")
MOST_NUMBERS = 2**31
PIECE_BYTES = 1024 * 1024
MOST_OF_A_STREAM = 8 * PIECE_BYTES  # objects packed together are hundreds of kilobytes at most
MOST_OF_ALL = 64 * PIECE_BYTES
LONGEST_NAME = 64  # « /EmbeddedFiles », every letter of it in hexadecimal


def danger(pdf: pikepdf.Pdf, data: bytes) -> Reason | None:
    """The first reason to refuse, among the bytes that our reader did not show.

    To be asked when every object was read: until then nobody knows what had to be mended.
    """
    mended = pdf.get_warnings() or "/XRefStm" in pdf.trailer
    for part in [data] if mended else _unnamed(pdf, data):
        for piece in chain([part], _unpacked(part)):
            if found := NAMES.search(piece):
                return Reason.EMBEDDED_FILE if found["embedded"] else Reason.ACTIVE_CONTENT
    return None


def _unnamed(pdf: pikepdf.Pdf, data: bytes) -> Iterator[bytes]:
    """Objects that no table names, or that one says are free. Tables themselves are such."""
    place = data.find(OBJECT)
    while place >= 0:
        after = place + len(OBJECT)
        if _begins_unnamed(pdf, data, place):
            end = data.find(b"endobj", place)
            after = end if end >= 0 else len(data)
            yield data[place:after]
        place = data.find(OBJECT, after)


def _begins_unnamed(pdf: pikepdf.Pdf, data: bytes, place: int) -> bool:
    if data[place - 1] not in BLANKS:
        return False
    numbers = NUMBERS.search(data[max(0, place - 32) : place])
    if not numbers or int(numbers[1]) >= MOST_NUMBERS:
        return False
    return pdf.get_object(int(numbers[1]), int(numbers[2])) is None


def _spelt(name: str) -> bytes:
    """A letter, or its number: « /J#61vaScript » is the same name."""
    letters = (f"(?:{letter}|#{ord(letter):x}|#{ord(letter):X})" for letter in name)
    return "".join(letters).encode()


def _any(names: tuple[str, ...]) -> bytes:
    return b"|".join(map(_spelt, names))


# After a blank, a bracket or a key: in an address « /Launch » is no name.
NAMES = re.compile(
    b"/(?=[%s#])" % "".join({name[0] for name in EMBEDDED + ACTIVE}).encode()
    + rb"(?:(?<=[\s<>\[\])]/)|(?<=/S/)|(?<=#53/)|(?<=/Type/)|(?<=/Subtype/))"
    + b"(?:(?P<embedded>%s)|%s)(?![A-Za-z0-9_.-])" % (_any(EMBEDDED), _any(ACTIVE))
)


def _unpacked(data: bytes) -> Iterator[bytes]:
    """What was packed, piece by piece, each with the end of the one before."""
    left = MOST_OF_ALL
    for match in islice(STREAM.finditer(data), MAX_OBJECTS):
        for piece in _pieces(memoryview(data)[match.end() :], min(left, MOST_OF_A_STREAM)):
            left -= len(piece)
            yield piece
        if left <= 0:
            return


def _pieces(packed: memoryview, most: int) -> Iterator[bytes]:
    unfolding, before, place = zlib.decompressobj(), b"", 0
    while most > 0 and not unfolding.eof:
        given = unfolding.unconsumed_tail or packed[place : place + PIECE_BYTES]
        place += 0 if unfolding.unconsumed_tail else len(given)
        try:
            piece = unfolding.decompress(given, PIECE_BYTES)
        except zlib.error:
            return
        if not piece and place >= len(packed):
            return
        most -= len(piece)
        yield before + piece
        before = piece[-LONGEST_NAME:]
