"""A hundred files and more made to harm or to vex, each with the reason for which it is refused."""

import random
from collections.abc import Callable
from functools import cache, partial

from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

from portamento.documents.inspector.limits import MAX_FILE_BYTES
from tests.inspector import bombs, pictures, samples, sly
from tests.inspector.samples import JS, action, deep_array, in_annotation, in_catalog

Make = Callable[[], bytes]
SCRIPT = action("JavaScript", JS=String(JS))
REMOTE = Dictionary(Type=Name.Filespec, F=String("autre.pdf"))


def under(reason: str, files: dict[str, Make]) -> dict[str, tuple[Make, str]]:
    return {name: (make, reason) for name, make in files.items()}


def note(subtype: str, **entries) -> bytes:
    """An annotation of this kind on a page."""
    pdf = samples.blank()
    made = Dictionary(Type=Name.Annot, Subtype=Name(f"/{subtype}"), Rect=Array([0, 0, 9, 9]))
    for key, value in entries.items():
        made[f"/{key}"] = value
    pdf.pages[0].obj.Annots = Array([pdf.make_indirect(made)])
    return samples.saved(pdf)


def on_page(**entries) -> bytes:
    pdf = samples.blank()
    for key, value in entries.items():
        pdf.pages[0].obj[f"/{key}"] = value
    return samples.saved(pdf)


def drawing(**entries) -> bytes:
    pdf = samples.blank()
    form = Stream(pdf, b"", Type=Name.XObject, **entries)
    pdf.pages[0].obj.Resources = Dictionary(XObject=Dictionary(F=form))
    return samples.saved(pdf)


def script_in_a_stream() -> bytes:
    pdf = samples.blank()
    code = pdf.make_indirect(Stream(pdf, JS.encode()))
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=code)
    return samples.saved(pdf)


def script_locked_by_its_owner() -> bytes:
    pdf = Pdf.new()
    pdf.add_blank_page()
    pdf.Root.OpenAction = SCRIPT
    return samples.saved(pdf, encryption=samples.pikepdf.Encryption(user="", owner="x"))


def script_in_a_bookmark() -> bytes:
    mark = Dictionary(Title=String("a"), A=Array([SCRIPT])[0])
    return in_catalog(Outlines=Dictionary(First=mark, Last=mark, Count=1))


SCRIPTS = {
    "script at opening": lambda: in_catalog(OpenAction=SCRIPT),
    "script among the names": lambda: in_catalog(
        Names=Dictionary(JavaScript=Dictionary(Names=Array([String("a"), SCRIPT])))
    ),
    "script spelt in hexadecimal": samples.spelt_in_hexadecimal,
    "script deep in arrays": lambda: in_catalog(X=deep_array(SCRIPT)),
    "script in an object stream": samples.in_object_stream,
    "script of a field": lambda: in_catalog(
        AcroForm=Dictionary(Fields=Array([Dictionary(AA=Dictionary(K=SCRIPT))]))
    ),
    "script in a stream": script_in_a_stream,
    "script locked by its owner": script_locked_by_its_owner,
    "script in a bookmark": script_in_a_bookmark,
    "script when a page opens": lambda: on_page(AA=Dictionary(O=SCRIPT)),
    "script when the file closes": lambda: in_catalog(AA=Dictionary(WC=SCRIPT)),
    "script as a next action": lambda: in_annotation(
        action("GoTo", Next=action("GoTo", Next=SCRIPT))
    ),
    "script of a model in space": lambda: drawing(Subtype=Name("/3D"), OnInstantiate=String(JS)),
    "an address that is a script": lambda: in_annotation(
        action("URI", URI=String(" Java\tScript:alert(1)"))
    ),
    "a base that is a script": lambda: in_catalog(URI=Dictionary(Base=String("javascript:a"))),
}
ACTIONS = {
    "launch in an annotation": lambda: in_annotation(action("Launch", F=String("calc.exe"))),
    "launch at opening": lambda: in_catalog(
        OpenAction=action("Launch", Win=Dictionary(F=String("cmd.exe"), P=String("/c calc")))
    ),
    "launch as a next action": lambda: in_annotation(
        action("GoTo", Next=Array([action("Launch", F=String("a"))]))
    ),
    "another file": lambda: in_annotation(action("GoToR", F=REMOTE)),
    "an embedded target": lambda: in_annotation(action("GoToE", F=REMOTE)),
    "a thread of another file": lambda: in_annotation(action("Thread", F=REMOTE, D=0)),
    "sending the form": lambda: in_annotation(action("SubmitForm", F=String("http://x.test"))),
    "importing data": lambda: in_annotation(action("ImportData", F=String("a.fdf"))),
    "a film played": lambda: in_annotation(action("Rendition", OP=0)),
    "a sound played": lambda: in_annotation(action("Sound")),
    "media run": lambda: in_annotation(action("RichMediaExecute")),
    "a film": lambda: note("Movie", Movie=Dictionary(F=String("a.avi"))),
    "a screen": lambda: note("Screen"),
    "XFA": lambda: in_catalog(AcroForm=Dictionary(Fields=Array([]), XFA=String("<xdp/>"))),
    "XFA in parts": lambda: in_catalog(
        AcroForm=Dictionary(Fields=Array([]), XFA=Array([String("template"), String("<t/>")]))
    ),
    "a program of the printer": lambda: drawing(Subtype=Name.PS),
    "a drawing from another file": lambda: drawing(
        Subtype=Name.Form, BBox=Array([0, 0, 9, 9]), Ref=Dictionary(F=String("a.pdf"), Page=0)
    ),
    "an address of a file": lambda: in_annotation(action("URI", URI=String("File:///etc/passwd"))),
    "an address on the network": lambda: in_annotation(
        action("URI", URI=String("\\\\host\\share"))
    ),
    "text from another file": lambda: samples.with_stream(F=String("\\\\host\\share")),
}
EMBEDDED = {
    "attachment": samples.with_attachment,
    "attachment pinned to a page": lambda: note("FileAttachment", FS=REMOTE),
    "portfolio": lambda: in_catalog(Collection=Dictionary(View=Name.D)),
    "rich media": lambda: in_catalog(X=Array([Dictionary(Subtype=Name.RichMedia)])),
    "associated file": lambda: in_catalog(
        AF=Array([Dictionary(Type=Name.Filespec, EF=Dictionary(F=String("x")))])
    ),
}
POLYGLOTS = {
    "archive behind the end": lambda: samples.plain() + samples.archive(),
    "archive with a PDF's end as its comment": lambda: (
        samples.plain() + samples.archive(comment=b"%%EOF\n")
    ),
    "web page behind the end": lambda: samples.plain() + b"<HTML><script>a()</script>",
    "much behind the end": lambda: samples.plain() + b"x" * 1100,
}
ABSURD = {
    "endless page": lambda: samples.page_of(0, 0, 20_000, 10),
    "flat page": lambda: samples.page_of(0, 0, 0, 842),
    "page in huge units": lambda: samples.page_of(0, 0, 595, 842, UserUnit=99),
    "endless page by its branch": lambda: bombs.inherited_box(0, 0, 90_000, 90_000),
    "page cut to nothing": lambda: samples.page_of(0, 0, 595, 842, CropBox=Array([5, 5, 5, 5])),
}
UNREADABLE = {
    "only a head": lambda: b"%PDF-1.7\n",
    "a head, then noise": lambda: b"%PDF-1.7\n" + random.Random(5).randbytes(9999),
    "page tree that holds itself": samples.page_tree_loop,
    "branches in a ring": bombs.two_branches_in_a_ring,
    "endless pages": samples.endless_pages,
    "too many values": samples.too_many_values,
    "endless brackets": bombs.nested_brackets,
    "bomb": samples.flate_bomb,
    "nested bomb": samples.nested_bomb,
    "bomb packed three times": bombs.thrice_packed,
    "bomb of repeated bytes": bombs.run_length_bomb,
    "bomb in an object stream": samples.object_stream_bomb,
}
PIXELS = {
    "image of 3,600 million pixels": lambda: bombs.image_in_pdf(60_000, 60_000, b"x"),
    "JPEG 2000 that hides its size": lambda: bombs.jpx(100_000),
    "JBIG2 that hides its size": lambda: bombs.jbig2(60_000),
}
COUNTS = {
    "nothing": (lambda: b"", "empty"),
    "too large": (lambda: b"%PDF-1.7\n" + bytes(MAX_FILE_BYTES), "too_large"),
    "user password": (lambda: samples.encrypted(user="secret", owner="other"), "locked"),
    "no page": (lambda: samples.plain(0), "no_pages"),
    "sixty-one pages": (lambda: samples.plain(61), "too_many_pages"),
}
PDFS: dict[str, tuple[Make, str]] = {
    **COUNTS,
    **under("active_content", SCRIPTS | ACTIONS),
    **under("embedded_file", EMBEDDED),
    **under("polyglot", POLYGLOTS),
    **under("absurd_pages", ABSURD),
    **under("unreadable", UNREADABLE),
    **under("too_many_pixels", PIXELS),
}
for _reason, _files in sly.PDFS.items():
    PDFS |= under(_reason, _files)
NOT_PDFS: dict[str, Make] = {
    "random bytes": lambda: random.Random(4).randbytes(4096),
    "GIF in front": lambda: b"GIF89a\x01\x00\x01\x00" + samples.plain(),
    "one byte in front": lambda: b"\n" + samples.plain(),
    "program": lambda: b"MZ\x90\x00" + bytes(500),
    "web page": lambda: b"<!doctype html><script>alert(1)</script>",
    "drawing with a script": lambda: b"<svg xmlns='http://www.w3.org/2000/svg' onload='a()'/>",
    "archive": samples.archive,
    "text document": samples.new_word,
}
PHOTOS: dict[str, tuple[Make, str]] = {
    "PNG of 2,500 million pixels": (partial(bombs.png, 50_000, 50_000), "too_many_pixels"),
    "half a PNG": (lambda: pictures.photo((800, 600), "PNG")[:90_000], "broken_image"),
    "PNG with endless notes": (bombs.text_bomb_png, "broken_image"),
    "half a JPEG": (lambda: pictures.photo((800, 600))[:20_000], "broken_image"),
    "head of a JPEG": (lambda: samples.JPEG, "broken_image"),
    "head of a HEIC": (lambda: samples.HEIC, "broken_image"),
    "progressive JPEG of 64 million pixels": (
        lambda: pictures.as_file(
            pictures.Image.new("L", (8_000, 8_000), 255), "JPEG", progressive=True
        ),
        "too_many_pixels",
    ),
    "TIFF of 61 pages": (partial(bombs.tiff, 61), "too_many_pages"),
    "TIFF of large pages": (partial(bombs.tiff, 8, (5_900, 5_900)), "too_many_pixels"),
}
PHOTOS |= sly.PHOTOS
HOSTILE: dict[str, tuple[Make, str]] = {**PDFS, **under("not_accepted_type", NOT_PDFS), **PHOTOS}
# Nothing in them is forbidden: they are taken, and found out when they are drawn.
ENDLESS_TO_DRAW = {"drawings within drawings": bombs.forms_within_forms}


@cache
def made(name: str) -> bytes:
    """Some take seconds to make."""
    return HOSTILE[name][0]()
