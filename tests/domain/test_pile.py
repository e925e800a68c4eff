"""Letters to post: one pile, its secrets read only while it is printed, its PDFs behind them."""

import io
from datetime import timedelta

import pypdfium2
import pytest

from portamento.accounts import actions as accounts
from portamento.foundation import clock
from portamento.mailroom import actions, pile, posting, press, sweeps
from portamento.mailroom.letter import PaperWanted, new_message_id
from portamento.mailroom.models import Fate, Outgoing, Paper
from portamento.schools.scope import scope
from portamento.workflow.action import NotAllowed
from tests import make
from tests.press import facts as given

LONG = "\n\n".join(f"Paragraphe {number}, assez long pour tenir une ligne." for number in range(40))


@pytest.fixture
def to_post(valmont):
    """A family without e-mail, its identifiant sent."""
    guardian = make.guardian(make.family("Petit"), "Marc", "Petit", email="")
    accounts.send_identifier(guardian.account, by=None)
    return Outgoing.objects.get()


def letter(name: str, text: str = "Bonjour.", *, paper: Paper | None = None) -> Outgoing:
    now = clock.now()
    return Outgoing.objects.create(
        kind="Essai",
        name=name,
        subject=f"Pour {name}",
        text=text,
        paper=paper,
        postal="3 rue du Moulin\n00100 Valmont",
        state=Fate.TO_POST,
        written_at=now,
        send_after=now,
        message_id=new_message_id(),
    )


def ordered(**how) -> Paper:
    return posting.print_pile(Outgoing.objects.all(), by=None, **how)


def printed(paper: Paper) -> list[str]:
    """The words of each page, once the worker has been."""
    for _ in sweeps.make_papers():
        pass
    paper.refresh_from_db()
    pdf = pypdfium2.PdfDocument(io.BytesIO(bytes(paper.content)))
    return [page.get_textpage().get_text_range() for page in pdf]


def test_the_order_holds_no_secret_and_the_page_does(to_post):
    paper = ordered()
    assert paper.facts == {"letters": [{"letter": to_post.pk}], "two_sided": True}
    text = "\n".join(printed(paper))
    assert "petit" in text and "⟦" not in text


@pytest.mark.parametrize(
    ("two_sided", "pages"),
    [
        (True, ["Pour Anne", "", "Pour Bruno", "RI-2027-00418", "Pour Chloé", "+", "Pour David"]),
        (False, ["Pour Anne", "Pour Bruno", "RI-2027-00418", "Pour Chloé", "+", "Pour David"]),
    ],
)
def test_each_letter_begins_on_its_own_sheet_with_its_pdf_behind(valmont, two_sided, pages):
    letter("Anne")
    letter("Bruno", paper=PaperWanted("receipt", given.RECEIPT, "reçu.pdf").order())
    letter("Chloé", LONG)
    letter("David")
    found = printed(ordered(two_sided=two_sided))
    assert len(found) == len(pages)
    for text, wanted in zip(found, pages, strict=True):
        assert wanted in text if wanted not in ("", "+") else "Pour" not in text
    assert (found[1] == "") is two_sided


def test_the_last_letter_of_a_pile_brings_no_empty_page(valmont):
    letter("Anne")
    assert len(printed(ordered())) == 1


def test_a_pile_waits_for_the_pdf_of_its_letters(valmont, monkeypatch):
    receipt = PaperWanted("receipt", given.RECEIPT, "reçu.pdf").order()
    letter("Bruno", paper=receipt)
    paper = ordered()
    Paper.objects.filter(pk=receipt.pk).update(claimed_until=clock.now() + timedelta(days=1))
    for _ in sweeps.make_papers():
        pass
    paper.refresh_from_db()
    assert (paper.content, paper.attempts) == (None, 1)


def test_pages_put_behind_leave_the_pile_tagged(valmont):
    letter("Bruno", paper=PaperWanted("receipt", given.RECEIPT, "reçu.pdf").order())
    paper = ordered()
    printed(paper)
    with pile.pikepdf.open(io.BytesIO(bytes(paper.content))) as pdf:
        assert "/StructTreeRoot" in pdf.Root and len(pdf.pages) == 2


def test_once_posted_the_secret_and_the_file_are_gone(to_post):
    paper = ordered()
    printed(paper)
    assert posting.mark_posted(paper, by=None) == 1
    to_post.refresh_from_db()
    paper.refresh_from_db()
    assert (to_post.state, to_post.secret, paper.content) == (Fate.POSTED, None, None)
    with pytest.raises(NotAllowed, match="déjà"):
        posting.mark_posted(paper, by=None)


def test_an_empty_pile_is_not_printed(valmont):
    with pytest.raises(NotAllowed, match="Aucun courrier"):
        ordered()


def test_a_letter_with_a_password_is_not_sent_twice(to_post):
    with pytest.raises(NotAllowed, match="mot de passe"):
        actions.resend(to_post, email="marc@example.org", by=None)


def test_a_pile_of_one_school_holds_no_letter_of_the_other(to_post):
    with (
        scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")),
        pytest.raises(NotAllowed),
    ):
        ordered()


def test_the_address_of_each_letter_stands_in_the_window(valmont):
    letter("Anne")
    letter("Bruno")
    paper = ordered(two_sided=False)
    printed(paper)
    millimetre = 72 / 25.4
    for page in pypdfium2.PdfDocument(io.BytesIO(bytes(paper.content))):
        window = page.get_textpage().get_text_bounded(
            left=108 * millimetre,
            right=195 * millimetre,
            top=page.get_height() - 48 * millimetre,
            bottom=page.get_height() - 85 * millimetre,
        )
        assert window.split("\r\n")[1:] == ["3 rue du Moulin", "00100 Valmont"]


def test_what_cannot_be_printed_is_said_by_the_press():
    with pytest.raises(press.CannotPrint):
        press.print_pdf("pile", {"letters": []})
