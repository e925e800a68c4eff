"""A page asks the database the same number of questions with 3 rows and with 30."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portamento.accounts.roles import Role
from portamento.doors.page import FAMILY
from tests.conventions import answers
from tests.conventions import world as worlds

pytestmark = pytest.mark.django_db
PAGES = worlds.pages()
# Answers to a post, which show the page behind the form again: nobody is led to them.
ANSWERS = {"portal:dossier.open_form", "portal:family.withdraw"}
FAMILYS = [name for name, one in PAGES.items() if one.page.may == FAMILY and name not in ANSWERS]
OFFICE = [name for name in PAGES if name.startswith("office:")]
CEILING, REENROLMENT_CEILING, OFFICE_CEILING = 6, 10, 30
REENROLMENT = "portal:dossier."


@pytest.fixture(scope="module")
def large(database):
    """The same school ten times as large."""
    return worlds.build("grande", "Conservatoire de Grande", "Grande", rows=30)


def questions(world, name) -> list[str]:
    """What the page asks once the process knows the school's set-up."""
    own = PAGES[name].page.may == FAMILY
    client = world.client(world.parent if own else world.staff[Role.DIRECTOR])
    url = PAGES[name].url(world.school)
    assert client.get(url).status_code in answers.of(name)
    with CaptureQueriesContext(connection) as captured:
        client.get(url)
    return [one["sql"] for one in captured.captured_queries if is_question(one["sql"])]


def is_question(sql: str) -> bool:
    return not sql.startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT", "ROLLBACK"))


@pytest.mark.parametrize("name", FAMILYS)
def test_a_family_page_stays_under_its_ceiling(valmont, large, name):
    ceiling = REENROLMENT_CEILING if name.startswith(REENROLMENT) else CEILING
    few, many = questions(valmont, name), questions(large, name)
    assert len(many) <= ceiling, "\n".join(many)
    assert len(many) == len(few), "\n".join(many)


@pytest.mark.parametrize("name", OFFICE)
def test_a_page_of_the_office_asks_no_more_of_a_large_school(valmont, large, name):
    few, many = questions(valmont, name), questions(large, name)
    assert len(many) <= len(few), "\n".join(many)
    assert len(many) <= OFFICE_CEILING, "\n".join(many)
