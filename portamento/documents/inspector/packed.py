"""What a stream of a PDF is packed in, and what is in it when all but an image is unpacked."""

import pikepdf

UNPACKED_BY_QPDF = {
    *("/FlateDecode", "/Fl", "/LZWDecode", "/LZW", "/RunLengthDecode", "/RL"),
    *("/ASCII85Decode", "/A85", "/ASCIIHexDecode", "/AHx"),
}


def filters(stream: pikepdf.Stream) -> list[str]:
    """Their names, the outermost first; « » for what is no name."""
    value = stream.get("/Filter")
    each = list(value) if isinstance(value, pikepdf.Array) else [] if value is None else [value]
    return [str(one) if isinstance(one, pikepdf.Name) else "" for one in each]


def unpacked(stream: pikepdf.Stream) -> bytes:
    """The data itself or, of an image, the image as its own kind of file.

    Raises pikepdf.PdfError: it is broken, or unfolds into too much.
    """
    outer = []
    for name in filters(stream):
        if name not in UNPACKED_BY_QPDF:
            break
        outer.append(pikepdf.Name(name))
    raw = stream.read_raw_bytes()
    if not outer:
        return raw
    with pikepdf.new() as place:
        alone = pikepdf.Stream(place, raw)
        alone.Filter = pikepdf.Array(outer)
        return alone.read_bytes()
