"""Papers hold what they are given, as text, in a file that is the same each time."""

import copy
import hashlib
import io
import os
import subprocess
import sys
from pathlib import Path

import pikepdf
import pypdfium2
import pytest

from portamento.documents.inspector import checks
from portamento.mailroom import press
from tests.press import facts as given

ROOT = Path(__file__).resolve().parents[2]
HOSTILE = [
    "#panic()",
    '#read("/etc/passwd")',
    "*gras* _italique_ $x$ `code` <label> @ref https://a.test // non",
    '"); #panic("',
    "\\u{41} \\ [crochets] {accolades} = Titre",
    "- liste + liste / terme: sens",
]


def read(pdf: bytes) -> str:
    """All text of all pages, its white space made single."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [document[number].get_textpage().get_text_range() for number in range(len(document))]
    document.close()
    return " ".join(" ".join(pages).split())


def strings(value) -> list[str]:
    if isinstance(value, dict):
        return [text for each in value.values() for text in strings(each)]
    if isinstance(value, list):
        return [text for each in value for text in strings(each)]
    return [value] if isinstance(value, str) else []


def with_facts(paper: str, **changed) -> dict:
    return copy.deepcopy(given.ALL[paper]) | changed


def test_every_paper_is_tried_here():
    assert press.names() == set(given.ALL)


@pytest.mark.parametrize("paper", given.ALL)
def test_a_paper_shows_all_its_facts(paper):
    facts = with_facts(paper)
    text = read(press.print_pdf(paper, facts)).replace("\ufffe", "-")
    hidden = {facts.pop("date"), facts.pop("qr", ""), "petrole"}
    if paper == "pile":  # its title is for the list of files
        hidden.add(facts["title"])
        hidden |= {each["date"] for each in facts["letters"]}
    compact = text.replace(" ", "")
    missing = [
        each
        for each in strings(facts)
        if each not in hidden and "".join(each.split()) not in compact
    ]
    assert missing == []


@pytest.mark.parametrize("paper", given.ALL)
def test_the_same_facts_give_the_same_bytes(paper):
    assert press.print_pdf(paper, with_facts(paper)) == press.print_pdf(paper, with_facts(paper))


@pytest.mark.parametrize("paper", given.ALL)
def test_a_paper_is_tagged_titled_and_in_french(paper):
    with pikepdf.open(io.BytesIO(press.print_pdf(paper, with_facts(paper)))) as pdf:
        assert str(pdf.Root.Lang).startswith("fr")
        assert bool(pdf.Root.MarkInfo.Marked)
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert pdf.open_metadata()["dc:title"]
        assert "pdfuaid:part" in pdf.open_metadata()


@pytest.mark.parametrize("paper", ["receipt", "bill", "poster", "form"])
def test_an_ordinary_paper_is_one_page(paper):
    assert len(pypdfium2.PdfDocument(press.print_pdf(paper, with_facts(paper)))) == 1


@pytest.mark.parametrize("text", HOSTILE)
def test_a_fact_is_never_markup(text):
    facts = with_facts("letter", subject=text, paragraphs=[text], closing=text, secret=text)
    facts["recipient"] = {"name": text, "address_lines": [text]}
    shown = read(press.print_pdf("letter", facts)).replace(" ", "")
    assert shown.count(text.replace(" ", "")) >= 5


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Łukasz Żółć", "Łukasz Żółć"),
        ("Đặng Thị Huệ", "Đặng Thị Huệ"),
        ("Владимир Ελένη", "Владимир Ελένη"),
        ("Zoé 😀 王", "Zoé □ □"),
        ("Zoé\x00\x07 Martin", "Zoé Martin"),
        ("Zoé\ud83d", "Zoé"),
    ],
)
def test_a_name_in_any_script_never_stops_the_press(name, shown):
    assert shown in read(press.print_pdf("receipt", with_facts("receipt", filed_by=name)))


def test_each_letter_of_a_pile_starts_on_a_page_that_is_known():
    facts = with_facts("pile")
    assert len(pypdfium2.PdfDocument(press.print_pdf("pile", facts))) == 2
    assert press.starts("pile", facts) == [1, 2]


def test_the_address_stands_in_the_window_of_the_envelope():
    page = pypdfium2.PdfDocument(press.print_pdf("letter", with_facts("letter")))[0]
    millimetre = 72 / 25.4
    window = page.get_textpage().get_text_bounded(
        left=108 * millimetre,
        right=195 * millimetre,
        top=page.get_height() - 48 * millimetre,
        bottom=page.get_height() - 85 * millimetre,
    )
    assert window.split("\r\n") == ["Mme Claire Martin", "12, rue des Lilas", "64000 VALMONT"]


def spread(pdf: bytes, sign: str) -> list[tuple[float, float]]:
    """Where each `sign` of the first page stands, from left to right edge, in millimetres."""
    page = pypdfium2.PdfDocument(pdf)[0].get_textpage()
    boxes = [
        page.get_charbox(place) for place, each in enumerate(page.get_text_range()) if each == sign
    ]
    return [(left * 25.4 / 72, right * 25.4 / 72) for left, _bottom, right, _top in boxes]


def rightmost(paper: str, sign: str, **facts) -> float:
    return max(right for _left, right in spread(press.print_pdf(paper, facts), sign))


def test_a_word_of_sixty_letters_stays_in_its_column():
    course = {"name": "Z" * 60, "schedule": "à confirmer", "answer": "Garde"}
    facts = with_facts("receipt", courses=[course] * 10, documents=[], rows=[])
    assert rightmost("receipt", "Z", **facts) < 92
    person = {"name": "Z" * 60, "address_lines": ["Z" * 60] * 3 + ["64000 VALMONT"]}
    letter = with_facts("letter", recipient=person, subject="Z" * 60)
    assert rightmost("letter", "Z", **letter) <= 192
    school = given.SCHOOL | {"email": "Z" * 60}
    assert rightmost("letter", "Z", **with_facts("letter", school=school)) < 105


def test_a_long_dossier_goes_on_to_a_numbered_page():
    facts = with_facts("receipt", rows=[[f"Question {n}", "Réponse"] for n in range(60)])
    assert "2 / 3" in read(press.print_pdf("receipt", facts))


def test_what_may_be_left_out_may_be_left_out():
    facts = with_facts("receipt")
    for key in ("date", "born", "rows", "courses", "documents", "terms", "plan", "next_steps"):
        del facts[key]
    facts["school"] = {"name": "Conservatoire de Valmont"}
    assert "Claire Martin" in read(press.print_pdf("receipt", facts))


@pytest.mark.parametrize("paper", ["nothing", "_style", "../press", "fonts/x"])
def test_an_unknown_paper_is_refused(paper):
    with pytest.raises(press.CannotPrint):
        press.print_pdf(paper, {})


def test_facts_that_lack_what_the_paper_needs_are_refused():
    facts = with_facts("bill")
    del facts["total"]
    with pytest.raises(press.CannotPrint, match="total"):
        press.print_pdf("bill", facts)


def test_a_long_address_still_fits_the_poster():
    facts = with_facts("poster", address="reinscriptions.conservatoire-de-musique.valmont.example")
    assert facts["address"] in read(press.print_pdf("poster", facts))


@pytest.mark.parametrize("paper", given.ALL)
def test_our_own_papers_would_be_accepted_from_a_family(paper):
    assert checks.judge(press.print_pdf(paper, with_facts(paper))).accepted


def test_another_process_on_another_day_gives_the_same_bytes():
    program = (
        "import hashlib; from portamento.mailroom import press; from tests.press import facts;"
        "paper = press.print_pdf('receipt', facts.RECEIPT | {'date': ''});"
        "print(hashlib.sha256(paper).hexdigest())"
    )
    environment = os.environ | {"SOURCE_DATE_EPOCH": "86400", "TZ": "Asia/Tokyo"}
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, env=environment, capture_output=True, check=True
    )
    here = press.print_pdf("receipt", with_facts("receipt", date=""))
    assert shown.stdout.decode().strip() == hashlib.sha256(here).hexdigest()
