"""The pages of the documentation lead where they say, and their pictures stay light."""

import re
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.ROOT)
PAGES = [ROOT / "README.md", ROOT / "README.fr.md", *sorted((ROOT / "docs").glob("*.md"))]
MOST_BYTES = 150_000


def links(page: Path) -> list[str]:
    """What the page leads to inside the project."""
    found = re.findall(r"\]\(([^)#\s]+)", page.read_text())
    return [link for link in found if not link.startswith(("http:", "https:", "mailto:"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_each_link_leads_to_a_file(page):
    assert [link for link in links(page) if not (page.parent / link).exists()] == []


def test_each_picture_is_shown_somewhere_and_light():
    shown = {(page.parent / link).resolve() for page in PAGES for link in links(page)}
    pictures = sorted((ROOT / "docs" / "pictures").glob("*.png"))
    assert pictures
    assert [one.name for one in pictures if one not in shown] == []
    assert [one.name for one in pictures if one.stat().st_size > MOST_BYTES] == []
