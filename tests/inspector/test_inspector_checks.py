"""What the inspector says of each kind of file, asked of a real inspector over its socket."""

import random

import pytest
from pikepdf import Array, String

from tests.inspector import hostile, quirks, samples

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
    "truncated behind its first end": samples.truncated_behind_its_first_end,
    "blanks behind the end": lambda: samples.plain() + b"\r\n\0 " * 2000,
    "a few bytes behind the end": lambda: samples.plain() + b"scanner 42",
    "corners the other way round": lambda: samples.page_of(595, 842, 0, 0),
    "a page of three sides": lambda: samples.page_of(0, 0, 10),
    "no size of page": lambda: samples.raw(
        samples.CATALOG,
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R >>",
    ),
    **quirks.HONEST,
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_an_honest_file_is_accepted(ask, name):
    verdict = ask(ACCEPTED[name]())
    assert (verdict.accepted, verdict.reason) == (True, None)
    assert verdict.pages >= 1


@pytest.mark.parametrize("name", hostile.PDFS)
def test_a_bad_file_is_refused_with_its_reason(ask, name):
    verdict = ask(hostile.made(name))
    assert not verdict.accepted
    assert verdict.reason == hostile.PDFS[name][1]


@pytest.mark.parametrize("name", hostile.NOT_PDFS)
def test_what_is_not_a_pdf_is_refused_where_only_those_are_taken(ask, name):
    assert ask(hostile.NOT_PDFS[name]()).reason == "not_a_pdf"


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
