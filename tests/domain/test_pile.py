"""Letters to post: one pile, its secrets read only while it is printed."""

import io

import pypdfium2
import pytest

from portamento.accounts import actions as accounts
from portamento.mailroom import actions, papers_facts, press, sweeps
from portamento.mailroom.models import Fate, Outgoing, Paper
from portamento.schools.scope import scope
from portamento.workflow.action import NotAllowed
from tests import make


@pytest.fixture
def to_post(valmont):
    """A family without e-mail, its identifiant sent."""
    guardian = make.guardian(make.family("Petit"), "Marc", "Petit", email="")
    accounts.send_identifier(guardian.account, by=None)
    return Outgoing.objects.get()


def printed(paper: Paper) -> str:
    pdf = pypdfium2.PdfDocument(io.BytesIO(bytes(paper.content)))
    return "\n".join(page.get_textpage().get_text_range() for page in pdf)


def test_the_order_holds_no_secret_and_the_page_does(to_post):
    paper = actions.print_pile(by=None)
    secret = papers_facts.facts_of(paper)["letters"][0]["paragraphs"]
    assert paper.facts == {"letters": [{"letter": to_post.pk}]}
    assert not any("⟦" in each for each in secret)
    for _done in sweeps.make_papers():
        pass
    paper.refresh_from_db()
    text = printed(paper)
    assert "petit" in text and "⟦" not in text


def test_once_posted_the_secret_and_the_file_are_gone(to_post):
    paper = actions.print_pile(by=None)
    Paper.objects.filter(pk=paper.pk).update(
        content=press.print_pdf("pile", papers_facts.facts_of(paper))
    )
    assert actions.mark_posted(paper, by=None) == 1
    to_post.refresh_from_db()
    paper.refresh_from_db()
    assert (to_post.state, to_post.secret, paper.content) == (Fate.POSTED, None, None)
    with pytest.raises(NotAllowed, match="déjà"):
        actions.mark_posted(paper, by=None)


def test_an_empty_pile_is_not_printed(valmont):
    with pytest.raises(NotAllowed, match="Aucun courrier"):
        actions.print_pile(by=None)


def test_a_letter_with_a_password_is_not_sent_twice(to_post):
    with pytest.raises(NotAllowed, match="mot de passe"):
        actions.resend(to_post, email="marc@example.org", by=None)


def test_a_pile_of_one_school_holds_no_letter_of_the_other(to_post):
    with (
        scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")),
        pytest.raises(NotAllowed),
    ):
        actions.print_pile(by=None)
