"""Looks for what is forbidden in all of a file's bytes, where two readers may see two files.

Ours mends what is broken and then sees one object of two with the same number, one value of two
under the same key; another reader may choose the other. What stands in neither view harms nobody,
so a whole file is not looked at like this: a script taken out of it may lie there still.
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
PIECE_BYTES = 1024 * 1024
MOST_OF_A_STREAM = 8 * PIECE_BYTES  # objects packed together are hundreds of kilobytes at most
MOST_OF_ALL = 64 * PIECE_BYTES
LONGEST_NAME = 64  # « /EmbeddedFiles », every letter of it in hexadecimal


def danger(pdf: pikepdf.Pdf, data: bytes) -> Reason | None:
    """The first reason to refuse a file that was mended or has two tables of its objects.

    To be asked when every object was read: until then nobody knows what had to be mended.
    """
    if not pdf.get_warnings() and "/XRefStm" not in pdf.trailer:
        return None
    for piece in chain([data], _unpacked(data)):
        if found := NAMES.search(piece):
            return Reason.EMBEDDED_FILE if found["embedded"] else Reason.ACTIVE_CONTENT
    return None


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
