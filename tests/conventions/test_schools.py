"""Nothing crosses schools: a row of the other one is a row that does not exist."""

import pytest

from portamento.accounts.roles import Role
from portamento.doors.page import FAMILY
from tests.conventions import world as worlds

pytestmark = pytest.mark.django_db
PAGES = worlds.pages()
WITH_KEYS = [name for name, one in PAGES.items() if one.keys and name not in worlds.KEYLESS]
# A page that only takes posts may send a reader back to its list, whatever the key.
SAME_WHATEVER_THE_KEY = {302, 405}


@pytest.fixture
def stranger(bellerive):
    """A client of Bellerive who has every right there."""

    def client(page):
        own = page.may == FAMILY
        return bellerive.client(bellerive.parent if own else bellerive.staff[Role.DIRECTOR])

    return client


@pytest.mark.parametrize("name", WITH_KEYS)
def test_a_page_of_valmont_cannot_be_read_from_bellerive(valmont, stranger, name):
    client = stranger(PAGES[name].page)
    response = client.get(PAGES[name].url(valmont.school))
    if response.status_code in SAME_WHATEVER_THE_KEY:
        nowhere = client.get(PAGES[name].url_of_nothing())
        assert (response.status_code, response.headers.get("Location")) == (
            nowhere.status_code,
            nowhere.headers.get("Location"),
        )
    else:
        assert response.status_code == 404


@pytest.mark.parametrize("name", WITH_KEYS)
def test_nothing_of_valmont_can_be_changed_from_bellerive(valmont, stranger, name):
    client = stranger(PAGES[name].page)
    assert client.post(PAGES[name].url(valmont.school)).status_code == 404
