"""Nothing crosses schools: every page asked from the other one answers 404."""

import pytest

from portamento.accounts.roles import Role
from portamento.doors.page import FAMILY
from tests.conventions import world as worlds

pytestmark = pytest.mark.django_db
PAGES = worlds.pages()
WITH_KEYS = [name for name, (_, keys) in PAGES.items() if keys and name not in worlds.WORDS]


@pytest.mark.parametrize("name", WITH_KEYS)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_page_of_valmont_does_not_exist_for_bellerive(valmont, bellerive, name, method):
    page, keys = PAGES[name]
    account = bellerive.parent if page.may == FAMILY else bellerive.staff[Role.DIRECTOR]
    url = worlds.address(name, keys, valmont.school)
    response = getattr(bellerive.client(account), method)(url)
    assert response.status_code == 404
