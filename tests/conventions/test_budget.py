"""A file can be read in one sitting, a function in one look."""

import ast

import pytest
from django.conf import settings

from tests.conventions import world as worlds

ROOT = settings.ROOT
PYTHON_LINES, TEST_LINES, FUNCTION_LINES, VIEW_LINES = 300, 300, 40, 25
TEMPLATE_LINES, CSS_LINES, JS_LINES = 80, 200, 60
VIEWS = {(one.page.view.__module__, one.page.view.__name__) for one in worlds.pages().values()}
EXCEPTION = "Longer than "  # the first line of a file that must be long says why


def files(folder: str, pattern: str):
    return [
        path
        for path in sorted((ROOT / folder).rglob(pattern))
        if not {"migrations", "vendor", "__pycache__"} & set(path.parts)
    ]


def named(path) -> str:
    return str(path.relative_to(ROOT))


def lines(path) -> int:
    text = path.read_text()
    return 0 if EXCEPTION in text.partition("\n")[0] else text.count("\n")


@pytest.mark.parametrize(
    ("folder", "pattern", "limit"),
    [
        ("portamento", "*.py", PYTHON_LINES),
        ("tests", "*.py", TEST_LINES),
        ("portamento", "*.html", TEMPLATE_LINES),
        ("portamento", "*.css", CSS_LINES),
        ("portamento", "*.js", JS_LINES),
    ],
)
def test_a_file_can_be_read_in_one_sitting(folder, pattern, limit):
    found = files(folder, pattern)
    assert found
    assert {named(path): lines(path) for path in found if lines(path) > limit} == {}


def test_a_function_fits_in_the_eye():
    long = {
        f"{named(path)}: {node.name}": length
        for path in files("portamento", "*.py")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (length := node.end_lineno - node.lineno + 1) > limit(path, node.name)
    }
    assert long == {}


def limit(path, name: str) -> int:
    module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
    return VIEW_LINES if (module, name) in VIEWS else FUNCTION_LINES


def test_the_settings_stay_one_short_file():
    assert lines(ROOT / "portamento" / "config" / "settings.py") < 200


def test_scripts_are_short():
    """A longer one should be a management command; bin/run and bin/demo read their arguments."""
    for path in (ROOT / "bin").iterdir():
        if path.is_file():
            assert lines(path) <= 50, path.name
