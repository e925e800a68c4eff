"""The glossary and the models name the same things."""

import re
from pathlib import Path

from django.apps import apps
from django.conf import settings

OURS = {
    model.__name__
    for model in apps.get_models()
    if model.__module__.startswith("portamento.") and not model._meta.auto_created
}


def classes_named() -> set[str]:
    """The last column of each table."""
    lines = (Path(settings.ROOT) / "docs" / "glossary.md").read_text().splitlines()
    return {found for line in lines for found in re.findall(r"\| `(\w+)` \|$", line)}


def test_each_model_has_its_word():
    assert OURS - classes_named() == set()


def test_each_class_in_the_glossary_exists():
    assert classes_named() - OURS == set()
