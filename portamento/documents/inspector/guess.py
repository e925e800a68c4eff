"""Tells from its first bytes what a file is, or probably is, whatever its name says."""

from typing import BinaryIO

HEAD_BYTES = 64  # enough to say which of the kinds we take
PHOTO = "photo"
WORD = "word"

# The kinds we take, by the names Pillow gives their readers.
PDF = "PDF"
PHOTOS = {
    b"\xff\xd8\xff": "JPEG",
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"II*\x00": "TIFF",
    b"MM\x00*": "TIFF",
}
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1"}

SIGNATURES = {
    b"\xff\xd8\xff": PHOTO,  # JPEG
    b"\x89PNG\r\n\x1a\n": PHOTO,
    b"GIF8": PHOTO,
    b"BM": PHOTO,
    b"II*\x00": PHOTO,  # TIFF
    b"MM\x00*": PHOTO,
    b"{\\rtf": WORD,
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": WORD,  # .doc
}
PHONE_PHOTO_BRANDS = (b"heic", b"heix", b"heim", b"hevc", b"mif1", b"msf1", b"avif")
WORD_PARTS = (b"word/document.xml", b"application/vnd.oasis.opendocument.text")


def accepted_kind(data: bytes) -> str:
    """Return "PDF", "JPEG", "PNG", "TIFF", "HEIF", or "" for what we do not take."""
    if data.startswith(b"%PDF-"):
        return PDF
    for signature, kind in PHOTOS.items():
        if data.startswith(signature):
            return kind
    is_heif = data[4:8] == b"ftyp" and data[8:12] in HEIF_BRANDS and b"avif" not in data[8:64]
    return "HEIF" if is_heif else ""


def kind_of(file: BinaryIO) -> str:
    """The accepted kind of an open file, whose position is kept."""
    place = file.tell()
    file.seek(0)
    kind = accepted_kind(file.read(HEAD_BYTES))
    file.seek(place)
    return kind


def is_photo(file: BinaryIO) -> bool:
    return kind_of(file) not in {PDF, ""}


def looks_like(data: bytes) -> str:
    """Return "photo", "word", or "" when nothing is recognised."""
    for signature, kind in SIGNATURES.items():
        if data.startswith(signature):
            return kind
    if data[4:8] == b"ftyp" and data[8:12] in PHONE_PHOTO_BRANDS:
        return PHOTO
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return PHOTO
    if data[:4] == b"PK\x03\x04" and any(part in data for part in WORD_PARTS):
        return WORD
    return ""
