"""A page of the portal starts from the family that asks, never from all rows of a kind."""

import ast

from django.conf import settings

FILES = sorted((settings.PACKAGE / "portal").rglob("*.py"))
# The school's own rows, the same for all its families; sign-in knows no family yet.
MODELS_OF_ALL = {"School"}
BEFORE_ANY_FAMILY = {"signin", "password"}


def test_no_manager_is_asked_in_the_portal():
    asked = [
        f"{path.parent.name}/{path.name}, line {node.lineno}: {ast.unparse(node)}"
        for path in FILES
        if path.parent.name not in BEFORE_ANY_FAMILY
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Attribute)
        and node.attr in {"objects", "_base_manager", "_default_manager"}
        and ast.unparse(node.value) not in MODELS_OF_ALL
    ]
    assert asked == []
