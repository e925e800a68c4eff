"""PDFs written by hand, byte by byte, where what a library writes is too tidy."""

import struct
import zlib

HEAD = b"%PDF-1.7\n"
CATALOG = b"<< /Type /Catalog /Pages 2 0 R %s >>"
PAGES = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
FONT = b"/Font << /F << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >>"
PAGE = b"<< /Type /Page /Parent 2 0 R %s %s /Contents 4 0 R /Resources << " + FONT + b" %s >> >>"
A4 = b"/MediaBox [0 0 595 842]"
TEXT = b"BT /F 14 Tf 72 720 Td (Attestation du 12 mars 2026) Tj ET"
SCRIPT = b"<< /S /JavaScript /JS (app.alert(1)) >>"
NOTHING = b"<< /S /GoTo /D [3 0 R /Fit] >>"


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(data), entries, data)


def numbered(number: int, body: bytes) -> bytes:
    return b"%d 0 obj\n%s\nendobj\n" % (number, body)


def table(places: dict[int, int], trailer: bytes, size: int) -> bytes:
    lines = [b"xref\n0 1\n0000000000 65535 f \n"]
    lines += [b"%d 1\n%010d 00000 n \n" % each for each in sorted(places.items())]
    return b"".join(lines) + b"trailer\n<< /Root 1 0 R /Size %d %s >>\n" % (size, trailer)


def ended(data: bytes, objects: dict[int, bytes], trailer: bytes = b"", size: int = 0) -> bytes:
    """These bytes, the objects behind them, their table and the end."""
    places = {}
    for number, body in objects.items():
        places[number] = len(data)
        data += numbered(number, body)
    drawn = table(places, trailer, size or max(objects) + 1)
    return data + drawn + b"startxref\n%d\n%%%%EOF\n" % len(data)


def document(
    catalog: bytes = b"",
    *,
    page: bytes = b"",
    box: bytes = A4,
    resources: bytes = b"",
    content: bytes = TEXT,
    more: dict[int, bytes] | None = None,
    head: bytes = HEAD,
) -> bytes:
    """A page of text, and what is given besides."""
    objects = {1: CATALOG % catalog, 2: PAGES, 3: PAGE % (box, page, resources)}
    return ended(head, {**objects, 4: stream(content), **(more or {})})


def updated(data: bytes, objects: dict[int, bytes]) -> bytes:
    """As programs add to a signed file: the former objects stay where they are."""
    former = int(data[data.rindex(b"startxref") + 9 :].split()[0])
    size = int(data[data.rindex(b"/Size") + 5 :].split()[0])
    return ended(data, objects, b"/Prev %d" % former, max(size, max(objects) + 1))


def linking(address: bytes) -> bytes:
    action = b"<< /S /URI /URI (%s) >>" % address
    return document(page=b"/Annots [<< /Subtype /Link /Rect [0 0 9 9] /A %s >>]" % action)


def drawing(data: bytes, entries: bytes, more: dict[int, bytes] | None = None) -> bytes:
    """A page that draws one image."""
    image = b"/Type /XObject /Subtype /Image /Width 9 /Height 9 /BitsPerComponent 8 "
    image = stream(data, image + b"/ColorSpace /DeviceGray " + entries)
    return document(
        content=b"q 500 0 0 700 0 0 cm /I Do Q",
        resources=b"/XObject << /I 5 0 R >>",
        more={5: image, **(more or {})},
    )


def two_tables() -> bytes:
    """One for readers before 2003, another for those since: they see different objects."""
    objects = {1: CATALOG % b"/OpenAction 5 0 R", 2: PAGES, 3: PAGE % (A4, b"", b"")}
    data, places = HEAD, {}
    for number, body in {**objects, 4: stream(TEXT), 5: NOTHING}.items():
        places[number] = len(data)
        data += numbered(number, body)
    hidden = len(data)
    data += numbered(5, SCRIPT)
    second = len(data)
    entries = b"/Type /XRef /Size 6 /W [1 4 1] /Index [5 1] /Root 1 0 R"
    data += numbered(6, stream(struct.pack(">BIB", 1, hidden, 0), entries))
    first = table(places, b"/XRefStm %d" % second, 7)
    return data + first + b"startxref\n%d\n%%%%EOF\n" % len(data)


def packed(catalog: bytes) -> bytes:
    """The first object packed with others, the way of programs since 2003."""
    data, entries = HEAD, [struct.pack(">BIB", 2, 5, 0)]
    inside = zlib.compress(b"1 0 " + catalog)
    kept = b"/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode"
    objects = {2: PAGES, 3: PAGE % (A4, b"", b""), 4: stream(TEXT), 5: stream(inside, kept)}
    for number, body in objects.items():
        entries.append(struct.pack(">BIB", 1, len(data), 0))
        data += numbered(number, body)
    kept = b"/Type /XRef /Size 7 /W [1 4 1] /Index [1 5] /Root 1 0 R"
    return (
        data
        + numbered(6, stream(b"".join(entries), kept))
        + b"startxref\n%d\n%%%%EOF\n" % len(data)
    )


def unnamed(number: int) -> bytes:
    """Its first page opens with an object that stands there, and that no table names."""
    whole = document(b"/OpenAction %d 0 R" % number)
    place = whole.rindex(b"xref\n0 1")
    end = b"startxref\n%d\n%%%%EOF\n" % (place + len(numbered(number, SCRIPT)))
    table_of_it = whole[place : whole.rindex(b"startxref")]
    return whole[:place] + numbered(number, SCRIPT) + table_of_it + end
