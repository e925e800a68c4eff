"""A secretary checks thirty documents in a row, hands on the keyboard, in one tab."""

import shutil
import time
from pathlib import Path

import pytest

from tests.browser.conftest import manage
from tests.browser.pile import HOUSEHOLDS, KINDS

THIRTY = KINDS * HOUSEHOLDS
PILE = "from tests.browser.pile import lay_down; lay_down()"
# Each third is to be done again; two of the six kinds hold bank details and ask « Je confirme ».
EVERY, REASON = 3, "Illis"
SECONDS_EACH = 6  # on a machine that does other things; people take longer to look


@pytest.fixture(scope="session")
def with_pile(template, tmp_path_factory) -> Path:
    """The cast, and its pile."""
    data = tmp_path_factory.mktemp("p")
    shutil.copytree(template, data, dirs_exist_ok=True)
    manage(data, "shell", "--no-imports", "-c", PILE)
    return data


@pytest.fixture
def site(installation, with_pile) -> str:
    installation.put_back(with_pile)
    return installation.address


class Checking:
    """One person on one page: a key, and the page that follows."""

    def __init__(self, person):
        self.person, self.page = person, person.page
        self.seen: list[str] = []

    def key(self, *keys: str) -> None:
        """The last key leads on."""
        for key in keys[:-1]:
            self.page.keyboard.press(key)
        with self.page.expect_event("load"):
            self.page.keyboard.press(keys[-1])

    def accept(self) -> None:
        self.key("v")
        if self.page.url.endswith("/accepter/"):
            self.person.tab_to("Je confirme")
            self.page.keyboard.press("Space")
            self.key("v")

    def refuse(self) -> None:
        self.page.keyboard.press("r")
        self.page.keyboard.type(REASON)
        self.key("Enter")

    def decide(self, number: int) -> None:
        """The pile from its first document; what it is, is read before it is decided on."""
        self.seen.append(self.page.inner_text("h1"))
        assert self.page.title().split()[0].endswith(f"/{THIRTY - number}"), self.page.title()
        if number % EVERY == EVERY - 1:
            self.refuse()
        else:
            self.accept()


def test_documents_are_checked_in_a_row_without_the_mouse(person, width):
    secretary = person("Nadia")
    secretary.sign_in("secretariat", "Valmont2026Bureau")
    secretary.use("Documents à contrôler")
    secretary.use("Justificatif de domicile")
    checking = Checking(secretary)
    checking.page.locator(".viewer-page img").first.wait_for()
    many = THIRTY if width > 1000 else KINDS + 1
    begun = time.monotonic()
    for number in range(many):
        checking.decide(number)
    seconds = time.monotonic() - begun
    told = f"{many} documents in {seconds:.1f} s, {seconds / many:.2f} s each, at {width} px"
    print(told)
    assert seconds < many * SECONDS_EACH, told
    assert len(checking.page.context.pages) == 1, "a tab was opened"
    assert len(checking.seen) == many
    secretary.look()
    if many == THIRTY:
        secretary.sees("Aucun document ici")
    else:
        secretary.sees("À contrôler")


def test_the_viewers_tools_have_their_keys(person):
    secretary = person("Nadia")
    secretary.sign_in("secretariat", "Valmont2026Bureau")
    secretary.use("Documents à contrôler")
    secretary.use("Attestation de quotient")
    checking = Checking(secretary)
    quarter = checking.page.locator("form[action$='/tourner/'] input[name=tour]")
    checking.key("t")
    assert quarter.get_attribute("value") == "180"
    checking.key("+")
    assert "largeur=1400" in checking.page.url
    checking.key("-")
    checking.key("e")
    secretary.sees("Retenu d’après ce document")
    first = checking.page.inner_text("h1")
    checking.key("j")
    assert checking.page.inner_text("h1") != first
    checking.key("k")
    assert checking.page.inner_text("h1") == first
    assert quarter.get_attribute("value") == "180", "the turn was not kept"
    checking.page.keyboard.press("r")
    checking.page.keyboard.press("Escape")
    checking.key("o")
    checking.page.keyboard.press("o")
    checking.page.keyboard.type("Déjà")
    checking.key("Enter")
    secretary.sees("Sans objet")
    secretary.look()


def test_without_scripts_the_same_buttons_lead_on(person):
    secretary = person("Nadia", scripts=False)
    secretary.sign_in("secretariat", "Valmont2026Bureau")
    secretary.use("Documents à contrôler")
    secretary.use("Justificatif de domicile")
    first = secretary.page.inner_text(".over")
    secretary.pick("Motif", REASON)
    secretary.use("À refaire")
    secretary.sees("À refaire : Justificatif")
    assert secretary.page.inner_text(".over") == first
    secretary.use("Prévenir la famille")
    secretary.sees("prévenue en un message")
    assert secretary.page.inner_text(".over") != first
