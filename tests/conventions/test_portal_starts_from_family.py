"""A page of the portal starts from the family that asks, never from all rows of a kind."""

import ast

import pytest
from django.conf import settings

FILES = sorted((settings.PACKAGE / "portal").rglob("*.py"))
# The school's own rows, the same for all its families; sign-in knows no family yet.
MODELS_OF_ALL = {"School"}
BEFORE_ANY_FAMILY = {"signin", "password"}


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_no_manager_is_asked_in_the_portal(path):
    if path.parent.name in BEFORE_ANY_FAMILY:
        return
    asked = [
        f"line {node.lineno}: {ast.unparse(node)}"
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_base_manager", "_default_manager"}
        and ast.unparse(node.value) not in MODELS_OF_ALL
    ]
    assert asked == []
