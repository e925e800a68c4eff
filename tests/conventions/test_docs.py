"""What is made from the code is fresh, and what is written about it exists."""

import re

import pytest
from django.conf import settings

from portamento.config import describe, env

ROOT = settings.ROOT
MARKDOWN = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *ROOT.glob("portamento/*/*.md")]
)
LINK = re.compile(r"!?\[[^\]]*\]\((?!https?:|mailto:|#)([^)#\s]+)")
READ = re.compile(r"PORTAMENTO_[A-Z0-9_]+")


@pytest.mark.parametrize("name", describe.DOCS)
def test_a_generated_page_is_fresh(name):
    written = describe.folder() / name
    assert written.read_text() == describe.DOCS[name](), "run: bin/run manage.py describe"


def test_every_variable_is_described_and_no_other():
    """Those of bin/ and of the tests are theirs."""
    source = "".join(path.read_text() for path in (ROOT / "portamento").rglob("*.py"))
    assert set(READ.findall(source)) == set(env.KNOWN)


@pytest.mark.parametrize("path", MARKDOWN, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_link_of_the_docs_leads_somewhere(path):
    missing = [to for to in LINK.findall(path.read_text()) if not (path.parent / to).exists()]
    assert missing == []


def test_no_lock_file_names_a_host():
    for path in ROOT.glob("requirements*.txt"):
        text = path.read_text()
        assert "://" not in text and "--index-url" not in text
        pinned = re.findall(r"^[a-z0-9][^ ]*==[^ ]+ (.?)$", text, re.MULTILINE)
        assert pinned and set(pinned) == {"\\"}, "each line is pinned and hashed"
