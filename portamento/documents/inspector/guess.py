"""Guesses, from its first bytes, what a file that is not a PDF probably is, so as to say so."""

PHOTO = "photo"
WORD = "word"

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
