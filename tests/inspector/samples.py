"""Files that families and others send: honest ones, broken ones, hostile ones. All made here."""

import io
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

JS = "app.alert('bonjour')"


def saved(pdf: pikepdf.Pdf, **how) -> bytes:
    out = io.BytesIO()
    pdf.save(out, **how)
    return out.getvalue()


def blank(pages: int = 1) -> pikepdf.Pdf:
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page()
    return pdf


def plain(pages: int = 1) -> bytes:
    return saved(blank(pages))


def written(pages: int = 1, text: str = "A paper of the tests") -> bytes:
    """Pages with a line of text: nothing to remark on."""
    pdf = blank(pages)
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    for page in pdf.pages:
        page.obj.Resources = Dictionary(Font=Dictionary(F=font))
        page.obj.Contents = pikepdf.Stream(
            pdf, f"BT /F 14 Tf 72 720 Td ({text}) Tj ET".encode("cp1252")
        )
    return saved(pdf)


def saying(*lines: str) -> bytes:
    """A page with these lines of text."""
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(595, 842))
        face = {"Type": Name.Font, "Subtype": Name.Type1}
        font = Dictionary(**face, BaseFont=Name.Helvetica)
        page.Resources = Dictionary(Font=Dictionary(F=font))
        drawn = [f"1 0 0 1 60 {760 - 30 * at} Tm ({line}) Tj" for at, line in enumerate(lines)]
        page.Contents = pdf.make_stream(f"BT /F 12 Tf {' '.join(drawn)} ET".encode("cp1252"))
        return saved(pdf)


def in_catalog(**entries) -> bytes:
    pdf = blank()
    for key, value in entries.items():
        pdf.Root[f"/{key}"] = value
    return saved(pdf)


def in_annotation(action: Dictionary) -> bytes:
    """The action stands in a dictionary inside an array inside the page: nothing is indirect."""
    pdf = blank()
    link = Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=Array([0, 0, 9, 9]), A=action)
    pdf.pages[0].obj.Annots = Array([link])
    return saved(pdf)


def action(kind: str, **entries) -> Dictionary:
    return Dictionary(S=Name(f"/{kind}"), **entries)


def deep_array(value: pikepdf.Object, depth: int = 40) -> Array:
    for _ in range(depth):
        value = Array([value])
    return value


def in_object_stream() -> bytes:
    pdf = blank()
    pdf.Root.Names = pdf.make_indirect(
        Dictionary(Whatever=pdf.make_indirect(Array([action("JavaScript", JS=String(JS))])))
    )
    return saved(pdf, object_stream_mode=pikepdf.ObjectStreamMode.generate)


def spelt_in_hexadecimal() -> bytes:
    data = in_catalog(OpenAction=action("JavaScript", JS=String(JS)))
    for plain_name, odd in ((b"/JavaScript", b"/#4aav#61Scrip#74"), (b"/JS ", b"/#4A#53 ")):
        assert plain_name in data
        data = data.replace(plain_name, odd)
    return data


def with_attachment() -> bytes:
    pdf = blank()
    pdf.attachments["facture.exe"] = b"MZ and so on"
    return saved(pdf)


def encrypted(*, user: str, owner: str) -> bytes:
    return saved(blank(), encryption=pikepdf.Encryption(user=user, owner=owner))


def form() -> bytes:
    pdf = blank()
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T=String("nom"),
            V=String("Martin"),
            F=4,
            Rect=Array([0, 0, 99, 20]),
        )
    )
    pdf.pages[0].obj.Annots = Array([field])
    pdf.Root.AcroForm = Dictionary(Fields=Array([field]))
    return saved(pdf)


def typed_form(answer: str) -> bytes:
    """Filled in by a program that leaves it to the viewer to draw the answer."""
    with pikepdf.open(io.BytesIO(form())) as pdf:
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
        field = pdf.Root.AcroForm.Fields[0]
        field.V, field.DA = String(answer), String("/Helv 10 Tf 0 g")
        pdf.Root.AcroForm.DR = Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font)))
        return saved(pdf)


def font_called_js() -> bytes:
    pdf = blank()
    font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica)
    pdf.pages[0].obj.Resources = Dictionary(Font=Dictionary({"/JS": font, "/EF": font}))
    return saved(pdf)


def with_stream(**entries) -> bytes:
    pdf = blank()
    pdf.pages[0].obj.Contents = pikepdf.Stream(pdf, b"BT ET", **entries)
    return saved(pdf)


def page_of(*box, **entries) -> bytes:
    pdf = blank()
    pdf.pages[0].obj.MediaBox = Array(box)
    for key, value in entries.items():
        pdf.pages[0].obj[f"/{key}"] = value
    return saved(pdf)


def raw(*objects: bytes) -> bytes:
    """A file written by hand, with no table of its objects: readers rebuild it."""
    body = b"".join(b"%d 0 obj\n%s\nendobj\n" % (n, each) for n, each in enumerate(objects, 1))
    return b"%PDF-1.7\n" + body + b"trailer\n<< /Root 1 0 R >>\n%%EOF\n"


CATALOG = b"<< /Type /Catalog /Pages 2 0 R >>"


def page_tree_loop() -> bytes:
    return raw(CATALOG, b"<< /Type /Pages /Count 1 /Kids [2 0 R] >>")


def endless_pages() -> bytes:
    """Each level names the next a hundred times: 100^8 pages in a few hundred bytes."""
    levels = [
        b"<< /Type /Pages /Count 99 /Kids [" + b"%d 0 R " % (n + 1) * 100 + b"] >>"
        for n in range(2, 10)
    ]
    return raw(CATALOG, *levels, b"<< /Type /Page /MediaBox [0 0 9 9] >>")


def too_many_values() -> bytes:
    return raw(CATALOG, b"<< /Kids [] /Type /Pages >>", b"[" + b"0 " * 1_100_000 + b"]")


def zeros(megabytes: int) -> bytes:
    packer = zlib.compressobj(9)
    block = bytes(1024 * 1024)
    return b"".join(packer.compress(block) for _ in range(megabytes)) + packer.flush()


def flate_bomb(megabytes: int = 300) -> bytes:
    pdf = blank()
    bomb = pikepdf.Stream(pdf, zeros(megabytes))
    bomb.Filter = Name.FlateDecode
    pdf.pages[0].obj.Contents = bomb
    return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def nested_bomb() -> bytes:
    pdf = blank()
    bomb = pikepdf.Stream(pdf, zlib.compress(zeros(300), 9))
    bomb.Filter = Array([Name.FlateDecode, Name.FlateDecode])
    pdf.pages[0].obj.Contents = bomb
    return saved(pdf, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def object_stream_bomb() -> bytes:
    packed = zeros(300)
    head = b"<< /Type /ObjStm /N 1 /First 4 /Filter /FlateDecode /Length %d >>\nstream\n"
    return raw(
        CATALOG,
        b"<< /Type /Pages /Kids [] /Count 0 >>",
        head % len(packed) + packed + b"\nendstream",
    )


def archive(comment: bytes = b"") -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("a.txt", "a")
        folder.comment = comment
    return out.getvalue()


def truncated() -> bytes:
    """The end is lost, as after a broken transfer: readers rebuild what is there."""
    data = plain(3)
    return data[: data.rindex(b"xref\n0 ") + 4]


def truncated_behind_its_first_end() -> bytes:
    """Written for the web, such a file has an end near its start, too."""
    data = saved(blank(30), linearize=True, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return data[: data.rindex(b"startxref")]


JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00" + bytes(200)
PNG = b"\x89PNG\r\n\x1a\n" + bytes(200)
HEIC = b"\x00\x00\x00\x18ftypheic" + bytes(200)
OLD_WORD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(200)


def new_word() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as folder:
        folder.writestr("word/document.xml", "<w:document/>")
    return out.getvalue()
