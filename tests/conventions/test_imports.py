"""Imports point down, at the top of files, and nothing calls up by signals."""

import ast

import pytest
from django.conf import settings
from importlinter.cli import lint_imports

PYTHON = sorted(settings.PACKAGE.rglob("*.py"))
READY = {"config/apps.py"}  # models must be loaded before what gathers them


def named(path) -> str:
    return path.relative_to(settings.PACKAGE).as_posix()


def test_the_contracts_of_pyproject_are_kept(capsys):
    assert lint_imports(config_filename=str(settings.ROOT / "pyproject.toml"), cache_dir=None) == 0


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_no_import_hides_inside_a_function(path):
    hidden = [
        node.lineno
        for function in ast.walk(ast.parse(path.read_text()))
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert hidden == [] or named(path) in READY


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_no_signal_no_generic_key_no_raw_sql(path):
    source = path.read_text()
    for word in ("django.dispatch", "db.models.signals", "GenericForeignKey", ".raw(", "RawSQL"):
        assert word not in source, word


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_only_the_clock_looks_at_the_clock(path):
    """`clock.at` could not move a moment that others read for themselves."""
    if named(path).startswith(("foundation/clock", "documents/inspector/")):
        return
    calls = {
        ast.unparse(node.func)
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call)
    }
    looked = {"datetime.now", "date.today", "datetime.today", "timezone.now", "datetime.utcnow"}
    assert calls & looked == set()


@pytest.mark.parametrize("path", PYTHON, ids=named)
def test_every_look_beyond_the_school_says_why(path):
    lines = path.read_text().splitlines()
    if named(path) == "schools/scope.py":
        return
    silent = [
        number
        for number, line in enumerate(lines, start=1)
        if "every_school()" in line
        and not any("#" in near or '"""' in near for near in lines[max(0, number - 7) : number])
    ]
    assert silent == []
