"""Imports point down, at the top of files, and nothing calls up by signals."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PYTHON = sorted(settings.PACKAGE.rglob("*.py"))
READY = {"config/apps.py"}  # models must be loaded before what gathers them


def named(path) -> str:
    return path.relative_to(settings.PACKAGE).as_posix()


def test_the_contracts_of_pyproject_are_kept():
    """In a process of its own: the tool silences every logger of the one it runs in."""
    contracts = [Path(sys.executable).parent / "lint-imports", "--no-cache"]
    done = subprocess.run(contracts, cwd=settings.ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_no_import_hides_inside_a_function():
    hidden = [
        f"{name}, line {node.lineno}"
        for name, tree in trees()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef | ast.AsyncFunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom) and name not in READY
    ]
    assert hidden == []


def trees():
    for path in PYTHON:
        yield named(path), ast.parse(path.read_text())


@pytest.mark.parametrize(
    "word", ["django.dispatch", "db.models.signals", "GenericForeignKey", ".raw(", "RawSQL"]
)
def test_no_signal_no_generic_key_no_raw_sql(word):
    assert [named(path) for path in PYTHON if word in path.read_text()] == []


def test_only_the_clock_looks_at_the_clock():
    """`clock.at` could not move a moment that others read for themselves."""
    looked = [
        f"{name}, line {node.lineno}"
        for name, tree in trees()
        if not name.startswith(("foundation/clock", "documents/inspector/"))
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and ast.unparse(node.func) in LOOKS
    ]
    assert looked == []


LOOKS = {"datetime.now", "date.today", "datetime.today", "timezone.now", "datetime.utcnow"}


def test_every_look_beyond_the_school_says_why():
    silent = []
    for path in PYTHON:
        lines = path.read_text().splitlines()
        for number, line in enumerate(lines):
            near = lines[max(0, number - 6) : number + 1]
            said = any("#" in one or '"""' in one for one in near)
            if "every_school()" in line and not said:
                silent.append(f"{named(path)}, line {number + 1}")
    assert silent == []
