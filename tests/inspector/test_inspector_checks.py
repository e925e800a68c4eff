"""What the inspector says of each kind of file, asked of a real inspector over its socket."""

import random

import pytest
from pikepdf import Array, Dictionary, Name, String

from portamento.documents.inspector.limits import MAX_FILE_BYTES
from tests.inspector import samples

REMOTE = Dictionary(Type=Name.Filespec, F=String("autre.pdf"))

ACCEPTED = {
    "one blank page": lambda: samples.plain(),
    "sixty pages": lambda: samples.plain(60),
    "object streams": lambda: samples.saved(
        samples.blank(), object_stream_mode=samples.pikepdf.ObjectStreamMode.generate
    ),
    "owner password only": lambda: samples.encrypted(user="", owner="secret"),
    "a filled form": samples.form,
    "fonts called JS and EF": samples.font_called_js,
    "a link to a site": lambda: samples.in_annotation(
        samples.action("URI", URI=String("https://www.caf.fr:443/a?b=c:d"))
    ),
    "a link without a scheme": lambda: samples.in_annotation(
        samples.action("URI", URI=String("www.caf.fr:443"))
    ),
    "a link to a page": lambda: samples.in_annotation(samples.action("GoTo", D=Array([0]))),
    "truncated": samples.truncated,
    "blanks behind the end": lambda: samples.plain() + b"\r\n\0 " * 2000,
    "a few bytes behind the end": lambda: samples.plain() + b"scanner 42",
    "corners the other way round": lambda: samples.page_of(595, 842, 0, 0),
    "a page of three sides": lambda: samples.page_of(0, 0, 10),
    "no size of page": lambda: samples.raw(
        samples.CATALOG,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R >>",
    ),
}

REFUSED = {
    "nothing": (lambda: b"", "empty"),
    "too large": (lambda: b"%PDF-1.7\n" + bytes(MAX_FILE_BYTES), "too_large"),
    "random bytes": (lambda: random.Random(4).randbytes(4096), "not_a_pdf"),
    "GIF in front": (lambda: b"GIF89a\x01\x00\x01\x00" + samples.plain(), "not_a_pdf"),
    "one byte in front": (lambda: b"\n" + samples.plain(), "not_a_pdf"),
    "only a head": (lambda: b"%PDF-1.7\n", "unreadable"),
    "a head, then noise": (
        lambda: b"%PDF-1.7\n" + random.Random(5).randbytes(9999),
        "unreadable",
    ),
    "user password": (lambda: samples.encrypted(user="secret", owner="other"), "locked"),
    "no page": (lambda: samples.plain(0), "no_pages"),
    "sixty-one pages": (lambda: samples.plain(61), "too_many_pages"),
    "attachment": (samples.with_attachment, "embedded_file"),
    "portfolio": (lambda: samples.in_catalog(Collection=Dictionary(View=Name.D)), "embedded_file"),
    "rich media": (
        lambda: samples.in_catalog(X=Array([Dictionary(Subtype=Name.RichMedia)])),
        "embedded_file",
    ),
    "script at opening": (
        lambda: samples.in_catalog(OpenAction=samples.action("JavaScript", JS=String(samples.JS))),
        "active_content",
    ),
    "script among the names": (
        lambda: samples.in_catalog(
            Names=Dictionary(
                JavaScript=Dictionary(
                    Names=Array([String("a"), samples.action("JavaScript", JS=String("b"))])
                )
            )
        ),
        "active_content",
    ),
    "script spelt in hexadecimal": (samples.spelt_in_hexadecimal, "active_content"),
    "script deep in arrays": (
        lambda: samples.in_catalog(
            X=samples.deep_array(samples.action("JavaScript", JS=String(samples.JS)))
        ),
        "active_content",
    ),
    "script in an object stream": (samples.in_object_stream, "active_content"),
    "script of a field": (
        lambda: samples.in_catalog(
            AcroForm=Dictionary(
                Fields=Array(
                    [Dictionary(AA=Dictionary(K=samples.action("JavaScript", JS=String("a"))))]
                )
            )
        ),
        "active_content",
    ),
    "launch in an annotation": (
        lambda: samples.in_annotation(samples.action("Launch", F=String("calc.exe"))),
        "active_content",
    ),
    "launch as a next action": (
        lambda: samples.in_annotation(
            samples.action("GoTo", Next=Array([samples.action("Launch", F=String("a"))]))
        ),
        "active_content",
    ),
    "another file": (
        lambda: samples.in_annotation(samples.action("GoToR", F=REMOTE)),
        "active_content",
    ),
    "an embedded target": (
        lambda: samples.in_annotation(samples.action("GoToE", F=REMOTE)),
        "active_content",
    ),
    "sending the form": (
        lambda: samples.in_annotation(samples.action("SubmitForm", F=String("http://x.test"))),
        "active_content",
    ),
    "importing data": (
        lambda: samples.in_annotation(samples.action("ImportData", F=String("a.fdf"))),
        "active_content",
    ),
    "XFA": (
        lambda: samples.in_catalog(AcroForm=Dictionary(Fields=Array([]), XFA=String("<xdp/>"))),
        "active_content",
    ),
    "an address that is a script": (
        lambda: samples.in_annotation(samples.action("URI", URI=String(" Java\tScript:alert(1)"))),
        "active_content",
    ),
    "an address of a file": (
        lambda: samples.in_annotation(samples.action("URI", URI=String("file:///etc/passwd"))),
        "active_content",
    ),
    "an address on the network": (
        lambda: samples.in_annotation(samples.action("URI", URI=String("\\\\host\\share"))),
        "active_content",
    ),
    "a base that is a script": (
        lambda: samples.in_catalog(URI=Dictionary(Base=String("javascript:a"))),
        "active_content",
    ),
    "endless page": (lambda: samples.page_of(0, 0, 20_000, 10), "absurd_pages"),
    "flat page": (lambda: samples.page_of(0, 0, 0, 842), "absurd_pages"),
    "page in huge units": (lambda: samples.page_of(0, 0, 595, 842, UserUnit=99), "absurd_pages"),
    "text from another file": (
        lambda: samples.with_stream(F=String("\\\\host\\share")),
        "active_content",
    ),
    "archive behind the end": (lambda: samples.plain() + samples.archive(), "polyglot"),
    "archive with a PDF's end as its comment": (
        lambda: samples.plain() + samples.archive(comment=b"%%EOF\n"),
        "polyglot",
    ),
    "web page behind the end": (
        lambda: samples.plain() + b"<HTML><script>a()</script>",
        "polyglot",
    ),
    "much behind the end": (lambda: samples.plain() + b"x" * 1100, "polyglot"),
    "page tree that holds itself": (samples.page_tree_loop, "unreadable"),
    "endless pages": (samples.endless_pages, "unreadable"),
    "bomb": (samples.flate_bomb, "unreadable"),
    "nested bomb": (samples.nested_bomb, "unreadable"),
    "bomb in an object stream": (samples.object_stream_bomb, "unreadable"),
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_an_honest_file_is_accepted(ask, name):
    verdict = ask(ACCEPTED[name]())
    assert (verdict.accepted, verdict.reason) == (True, None)
    assert verdict.pages >= 1


@pytest.mark.parametrize("name", REFUSED)
def test_a_bad_file_is_refused_with_its_reason(ask, name):
    make, reason = REFUSED[name]
    verdict = ask(make())
    assert not verdict.accepted
    assert verdict.reason == reason


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (samples.JPEG, "photo"),
        (samples.PNG, "photo"),
        (samples.HEIC, "photo"),
        (samples.OLD_WORD, "word"),
        (samples.new_word(), "word"),
        (samples.archive(), ""),
        (b"bonjour", ""),
    ],
)
def test_a_file_of_another_kind_is_named(ask, data, kind):
    verdict = ask(data)
    assert (verdict.reason, verdict.looks_like) == ("not_a_pdf", kind)


def test_the_number_of_pages_is_told(ask):
    assert ask(samples.plain(7)).pages == 7
    assert ask(samples.plain(61)).pages == 61


def test_a_thousand_damaged_files_leave_the_inspector_alive(ask):
    dice = random.Random(2027)
    seeds = [
        samples.form(),
        samples.in_object_stream(),
        samples.plain(5),
        samples.with_attachment(),
    ]
    for _ in range(1000):
        data = bytearray(dice.choice(seeds))
        for _ in range(dice.randint(1, 30)):
            data[dice.randrange(len(data))] = dice.randrange(256)
        data = data[: dice.randint(len(data) // 2, len(data))]
        assert ask(bytes(data)) is not None
    assert ask(samples.plain()).accepted
