"""Each page stands where the guide says: its view, its templates, its tests."""

import ast
import inspect
from pathlib import Path

import pytest
from django.conf import settings

from tests.conventions import world as worlds

PAGES = worlds.pages()
AREAS = sorted({tuple(one.page.view.__module__.split(".")[1:3]) for one in PAGES.values()})


def test_every_view_of_portal_and_office_is_in_the_table():
    """A view nobody can reach is dead; one reached outside the table has no right."""
    urls = [one.page.view.__module__ for one in PAGES.values()]
    assert len(PAGES) > 50
    assert all(module.startswith(("portamento.portal.", "portamento.office.")) for module in urls)


@pytest.mark.parametrize("name", PAGES)
def test_a_view_takes_a_request_and_the_keys_of_its_address(name):
    parameters = inspect.signature(PAGES[name].page.view).parameters.values()
    asked = [one.name for one in parameters if one.default is inspect.Parameter.empty]
    assert asked[0] == "request"
    assert set(asked[1:]) == set(PAGES[name].keys)


@pytest.mark.parametrize(("side", "area"), AREAS)
def test_an_area_has_its_tests(side, area):
    assert list((settings.ROOT / "tests" / side).glob(f"test_{area}*.py"))


@pytest.mark.parametrize(("side", "area"), AREAS)
def test_an_area_shows_its_own_templates(side, area):
    """Only `ui/` is shared; `portal/dossier/` never shows what lies in `portal/bills/`."""
    folder = settings.PACKAGE / side / area
    wrong = [
        (path.name, shown)
        for path in folder.glob("*.py")
        for shown in templates(path)
        if not shown.startswith((f"{side}/{area}/", "ui/"))
    ]
    assert wrong == []


def templates(path: Path) -> list[str]:
    return [
        node.value
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.endswith(".html")
    ]
