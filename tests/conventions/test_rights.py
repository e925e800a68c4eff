"""Who may open what: every page of the office with every role, every page without signing in."""

from itertools import product

import pytest

from portamento.accounts.roles import Role
from portamento.doors.page import ANYONE, FAMILY, OPEN
from tests.conventions import answers
from tests.conventions import world as worlds

pytestmark = pytest.mark.django_db
PAGES = worlds.pages()
OFFICE = [name for name in PAGES if name.startswith("office:")]
CLOSED = [name for name, one in PAGES.items() if one.page.may != OPEN]
ROLES = [role for role in Role if role]


def test_no_page_of_the_office_is_open_to_families():
    assert {PAGES[name].page.may for name in OFFICE}.isdisjoint({OPEN, FAMILY})


@pytest.mark.parametrize(("name", "role"), list(product(OFFICE, ROLES)))
def test_a_page_of_the_office_opens_to_the_roles_of_its_right(valmont, name, role):
    account, page = valmont.staff[role], PAGES[name].page
    response = valmont.client(account).get(PAGES[name].url(valmont.school))
    if page.may == ANYONE or account.may(page.may):
        assert response.status_code in answers.of(name)
    else:
        assert response.status_code == 403


@pytest.mark.parametrize("name", OFFICE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_family_never_enters_the_office(valmont, name, method):
    if PAGES[name].page.may == ANYONE:
        return
    client = valmont.client(valmont.parent)
    assert getattr(client, method)(PAGES[name].url(valmont.school)).status_code == 403


@pytest.mark.parametrize("name", [name for name in OFFICE if PAGES[name].page.may != ANYONE])
def test_who_only_reads_never_posts(valmont, name):
    reader, page = valmont.staff[Role.READER], PAGES[name].page
    if not reader.may(page.may):
        response = valmont.client(reader).post(PAGES[name].url(valmont.school))
        assert response.status_code == 403


@pytest.mark.parametrize("name", CLOSED)
def test_without_signing_in_every_page_leads_to_the_sign_in_page(valmont, name):
    response = valmont.client(None).get(PAGES[name].url(valmont.school))
    assert response.status_code == 302
    assert response["Location"].startswith("/connexion/")


@pytest.mark.parametrize(
    "name", [name for name in PAGES if PAGES[name].page.may == FAMILY and PAGES[name].keys]
)
def test_another_familys_row_does_not_exist(valmont, name):
    """But for what the school publishes to all its families."""
    if name in PUBLISHED | OWN_OF_A_KIND:
        return
    response = valmont.client(valmont.stranger).get(PAGES[name].url(valmont.school))
    if response.status_code == 302:
        nowhere = valmont.client(valmont.stranger).get(PAGES[name].url_of_nothing())
        assert response.headers.get("Location") == nowhere.headers.get("Location")
    else:
        assert response.status_code in {404, 405}


PUBLISHED = {"portal:dossier.terms", "portal:documents.model"}
# Their address names a kind of the school's: each family meets its own pages there, or none.
OWN_OF_A_KIND = {f"portal:documents.{name}" for name in ("review", "add", "confirm")}
