"""Honest PDFs as odd programs make them: scanners, tills, town halls, telephones. All are taken."""

import base64
import zlib
from collections.abc import Callable

from PIL import Image

from tests.inspector import pictures, raw
from tests.inspector.raw import NOTHING, SCRIPT, document, linking

PLAIN = document()
FIELD = b"/Type /Annot /Subtype /Widget /Rect [50 600 200 620] /F 4"
SIGNATURE = (
    b"<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached /ByteRange [0 9 99 9]"
    b" /Contents <" + b"30" * 500 + b"> /M (D:20260312120000+01'00') /Reference [<< /Type /SigRef"
    b" /TransformMethod /DocMDP /TransformParams << /P 1 /V /1.2 >> >>] >>"
)


def without(*parts: bytes) -> bytes:
    data = PLAIN
    for part in parts:
        assert part in data
        data = data.replace(part, b"")
    return data


def changed(before: bytes, after: bytes) -> bytes:
    assert before in PLAIN
    return PLAIN.replace(before, after)


def signed() -> bytes:
    """As a tax notice or the CAF's attestation: certified, with the proofs kept for later."""
    field = b"<< " + FIELD + b" /FT /Sig /T (S) /V 6 0 R /Lock << /Action /All >> >>"
    return document(
        b"/AcroForm << /Fields [5 0 R] /SigFlags 3 >> /Perms << /DocMDP 6 0 R >> /DSS 7 0 R",
        page=b"/Annots [5 0 R]",
        more={5: field, 6: SIGNATURE, 7: b"<< /Type /DSS /Certs [8 0 R] >>", 8: raw.stream(b"0")},
    )


def form() -> bytes:
    """Filled in: a text, a box, a choice, a button that empties it; no script."""
    fields = {
        5: b"<< " + FIELD + b" /FT /Tx /T (nom) /V (LEFEVRE) /DA (/F 0 Tf 0 g) /MK << >> >>",
        6: b"<< " + FIELD + b" /FT /Btn /T (oui) /V /Yes /AS /Yes >>",
        7: b"<< " + FIELD + b" /FT /Ch /Ff 131072 /T (c) /Opt [(a) (b)] /V (a) >>",
        8: b"<< " + FIELD + b" /FT /Btn /Ff 65536 /T (r) /A << /S /ResetForm >> >>",
        9: b"<< " + FIELD + b" /FT /Btn /T (s) /AA << /U << /S /URI /URI (https://a.fr) >> >> >>",
    }
    named = b" ".join(b"%d 0 R" % each for each in fields)
    catalog = b"/AcroForm << /Fields [%s] /NeedAppearances true >>" % named
    return document(catalog, page=b"/Annots [%s]" % named, more=fields)


def layers() -> bytes:
    catalog = b"/OCProperties << /OCGs [5 0 R] /D << /ON [5 0 R] /AS [<< /Event /Print >>] >> >>"
    toggle = b"/Annots [<< /Subtype /Link /A << /S /SetOCGState /State [/Toggle 5 0 R] >> >>]"
    more = {5: b"<< /Type /OCG /Name (Filigrane) /Usage << /Print << /PrintState /OFF >> >> >>"}
    content = b"/OC /L BDC " + raw.TEXT + b" EMC"
    resources = b"/Properties << /L 5 0 R >>"
    return document(catalog, page=toggle, resources=resources, content=content, more=more)


def for_archives() -> bytes:
    """PDF/A, tagged, with its outline, its labels and its own facts."""
    marks = {
        5: b"<< /Type /Outlines /First 6 0 R /Last 7 0 R /Count 2 >>",
        6: b"<< /Title (a) /Parent 5 0 R /Next 7 0 R /A << /S /GoTo /D [3 0 R /Fit] >> >>",
        7: b"<< /Title (b) /Parent 5 0 R /Prev 6 0 R /A << /S /URI /URI (https://a.fr) >> >>",
        8: raw.stream(b"<x:xmpmeta/>", b"/Type /Metadata /Subtype /XML"),
        9: raw.stream(zlib.compress(bytes(9_999)), b"/N 3 /Filter /FlateDecode"),
    }
    catalog = (
        b"/Outlines 5 0 R /PageLabels << /Nums [0 << /S /r >>] >> /Metadata 8 0 R /Lang (fr-FR)"
        b" /OutputIntents [<< /S /GTS_PDFA1 /DestOutputProfile 9 0 R >>]"
        b" /MarkInfo << /Marked true >> /StructTreeRoot << /K << /S /Document >> >>"
        b" /OpenAction [3 0 R /XYZ null null 0] /ViewerPreferences << /DisplayDocTitle true >>"
    )
    return document(catalog, more=marks)


def scan(packing: Callable[[bytes], bytes], filters: bytes, width: int = 620) -> bytes:
    """As wide as its dictionary says, or nearly."""
    page = pictures.letter(width)
    data = packing(pictures.as_file(page, quality=70))
    sized = raw.drawing(data, b"/Filter " + filters)
    return sized.replace(b"/Width 9 /Height 9", b"/Width %d /Height %d" % page.size)


def black_and_white_at_1200_dpi() -> bytes:
    data = zlib.compress(Image.new("1", (9_922, 14_031), 1).tobytes())
    sized = raw.drawing(data, b"/Filter /FlateDecode").replace(b"/BitsPerComponent 8", b"")
    return sized.replace(b"/Width 9 /Height 9", b"/BitsPerComponent 1 /Width 9922 /Height 14031")


HONEST: dict[str, Callable[[], bytes]] = {
    "no end of objects": lambda: without(b"\nendobj"),
    "a table that begins elsewhere": lambda: changed(b"startxref\n", b"startxref\n1"),
    "places that are all wrong": lambda: changed(b"1 0 obj", b"%moved\n1 0 obj"),
    "no table": lambda: PLAIN[: PLAIN.rindex(b"xref\n0 1")],
    "no end": lambda: PLAIN[: PLAIN.rindex(b"%%EOF")],
    "lines of its table too short": lambda: changed(b" n \n", b" n\n"),
    "a length that lies": lambda: changed(b"/Length %d" % len(raw.TEXT), b"/Length 3"),
    "no length": lambda: without(b"/Length %d" % len(raw.TEXT)),
    "pages without their type": lambda: without(b"/Type /Pages ", b"/Type /Page "),
    "a count that lies": lambda: changed(b"/Count 1", b"/Count 7"),
    "a page that is missing": lambda: changed(b"[3 0 R]", b"[3 0 R 77 0 R null]"),
    "a key said twice": lambda: changed(b"/Type /Page /P", b"/Type /Page /Type /Page /P"),
    "version 2.0": lambda: document(head=b"%PDF-2.0\n"),
    "a version with a comma": lambda: document(head=b"%PDF-1,4\r"),
    "zeros behind the end": lambda: PLAIN + bytes(5_000),
    "a letter's boundary behind the end": lambda: PLAIN + b"\r\n--=_boundary_1234--\r\n",
    "a script that was taken out": lambda: raw.updated(
        document(b"/OpenAction 5 0 R", more={5: SCRIPT}), {5: NOTHING}
    ),
    "added to three times": lambda: raw.updated(
        raw.updated(raw.updated(PLAIN, {9: b"(a)"}), {10: b"(b)"}), {4: raw.stream(raw.TEXT)}
    ),
    "objects packed together": lambda: raw.packed(raw.CATALOG % b""),
    "signed": signed,
    "signed and stamped with the time": lambda: raw.updated(
        signed(), {9: b"<< /Type /DocTimeStamp /SubFilter /ETSI.RFC3161 /Contents <00> >>"}
    ),
    "a form of all kinds": form,
    "layers": layers,
    "for archives": for_archives,
    "lists of scripts and files that are empty": lambda: document(
        b"/Names << /JavaScript << /Names [] >> /EmbeddedFiles << /Names [] >> >> /AA << >>"
        b" /AcroForm << /Fields [] /XFA [] >>"
    ),
    "printed when opened": lambda: document(b"/OpenAction << /S /Named /N /Print >>"),
    "a drawing program's own notes": lambda: document(
        page=b"/PieceInfo << /Illustrator << /Private 5 0 R >> >>",
        more={5: raw.stream(b"%!PS-Adobe-3.0\n%%EOF\n")},
    ),
    "a link misspelt": lambda: linking(b"htpps://www.edf.fr"),
    "a link to a shop of telephones": lambda: linking(b"itms-apps://itunes.apple.com/a"),
    "a link that speaks of a launch": lambda: linking(b"https://a.fr/Launch"),
    "a page of 108 million points": lambda: document(box=b"/MediaBox [0 0 12000 9000]"),
    "a till's roll": lambda: document(box=b"/MediaBox [0 0 226 3000]"),
    "corners between points": lambda: document(
        box=b"/MediaBox [-0.5 -0.25 595.276 841.89] /CropBox [-100 -100 900 900] /Rotate -90"
    ),
    "a scan": lambda: scan(lambda data: data, b"/DCTDecode"),
    "a scan packed twice": lambda: scan(zlib.compress, b"[/FlateDecode /DCTDecode]"),
    "a scan packed three times": lambda: scan(
        lambda data: base64.a85encode(zlib.compress(data * 9)) + b"~>",
        b"[/ASCII85Decode /FlateDecode /DCTDecode]",
    ),
    "a scan in black and white at 1200 dpi": black_and_white_at_1200_dpi,
}
