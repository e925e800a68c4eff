"""Every page of a small world is sound HTML: what axe and people stumble over otherwise."""

from collections import defaultdict

import pytest

from portamento.accounts.roles import Role
from portamento.doors.page import FAMILY, OPEN
from tests.conventions import answers, markup
from tests.conventions import world as worlds

pytestmark = pytest.mark.django_db
PAGES = worlds.pages()
LARGEST_FAMILY_PAGE = 20_000


def show(world, name):
    """The page as the person it is for sees it, or None where there is none to see."""
    may = PAGES[name].page.may
    who = None if may == OPEN else world.parent if may == FAMILY else world.staff[Role.DIRECTOR]
    if name.startswith("portal:") and may != OPEN:
        who = world.parent
    response = world.client(who).get(PAGES[name].url(world.school))
    assert response.status_code in answers.of(name)
    if not answers.is_page(name):
        return None
    assert response["Content-Type"].startswith("text/html")
    return response.content


@pytest.mark.parametrize("name", PAGES)
def test_a_page_is_sound(valmont, name):
    if html := show(valmont, name):
        assert markup.faults(html.decode()) == []


def test_each_page_has_a_title_of_its_own(valmont):
    titles = defaultdict(list)
    for name in set(PAGES) - worlds.KEYLESS:
        if html := show(valmont, name):
            titles[markup.Page(html.decode()).title()].append(name)
    assert {title: names for title, names in titles.items() if len(names) > 1} == {}


@pytest.mark.parametrize("name", [name for name in PAGES if name.startswith("portal:")])
def test_a_family_page_is_light(valmont, name):
    assert len(show(valmont, name) or b"") <= LARGEST_FAMILY_PAGE


def test_what_shows_no_page_is_still_there():
    assert set(PAGES) >= {*answers.STATUS, *answers.DRAWN, *answers.FILES}


@pytest.mark.parametrize(
    ("html", "fault"),
    [
        ("<h1>a</h1><h1>b</h1>", "2 h1"),
        ("<h1>a</h1><h3>b</h3>", "a heading of level 3 after one of level 1"),
        ('<h1>a</h1><p id="x"></p><p id="x"></p>', "id x 2 times"),
        ('<h1>a</h1><label for="y">Y</label>', "<label for> names y, which is nowhere"),
        ('<h1>a</h1><input name="q">', "<input name=q> without a label"),
        ('<h1>a</h1><a href="/"></a>', "<a> without a word (/)"),
        ('<h1>a</h1><p style="color:red">b</p>', "<p> with a style of its own"),
        ('<h1>a</h1><img src="https://example.org/x">', "loaded from elsewhere: https"),
    ],
)
def test_the_judge_sees(html, fault):
    page = f'<html lang="fr"><title>T</title><main>{html}</main></html>'
    (found,) = markup.faults(page)
    assert found.startswith(fault)
