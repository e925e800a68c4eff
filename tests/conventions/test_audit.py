"""Whatever a person makes happen is an action, and each of its verbs has a French sentence."""

import ast
import inspect
import re
from importlib import import_module

import pytest
from django.conf import settings

from portamento.audit import sentences
from portamento.config import describe

PACKAGE = settings.PACKAGE
DOMAIN = [path for path in sorted(PACKAGE.rglob("*.py")) if "\n@action\n" in path.read_text()]
WRITES = re.compile(r"\.(create|update|delete|bulk_create|bulk_update|save|get_or_create)\(")
VERB = re.compile(r"^[a-z_]+\.[a-z_]+$")


def module_of(path):
    return import_module(".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts))


def public_functions(path):
    module = module_of(path)
    return [
        (name, function)
        for name, function in vars(module).items()
        if inspect.isfunction(function)
        and function.__module__ == module.__name__
        and not name.startswith("_")
    ]


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_public_function_that_writes_is_an_action_or_is_called_by_one(path):
    """A helper shared by actions takes no author: it may not be called by itself."""
    for name, function in public_functions(path):
        takes_author = "by" in inspect.signature(function).parameters
        writes = WRITES.search(inspect.getsource(function))
        is_action = getattr(function, "is_action", False)
        assert is_action or not (takes_author and writes), name


@pytest.mark.parametrize("path", DOMAIN, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_an_action_names_its_author_last_and_by_keyword(path):
    for name, function in public_functions(path):
        if getattr(function, "is_action", False):
            parameters = inspect.signature(function).parameters
            assert parameters["by"].kind is inspect.Parameter.KEYWORD_ONLY, name
            assert parameters["by"].default is inspect.Parameter.empty, name
            assert function.__doc__ or len(inspect.getsource(function).splitlines()) < 8, name


def recorded_verbs() -> set[str]:
    """Every verb written in the code, and every move of a lifecycle."""
    found = {f"{one.kind}.{move}" for one in describe.found_lifecycles() for move in one.moves}
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and called(node) in {"record", "record_daily"}:
                found |= set(verbs_of(node))
    return found


def called(node: ast.Call) -> str:
    return getattr(node.func, "id", getattr(node.func, "attr", ""))


def verbs_of(node: ast.Call):
    if not node.args:
        return
    first = node.args[0]
    if isinstance(first, ast.Starred) and isinstance(first.value, ast.Tuple):
        first = first.value.elts[0]
    for one in ast.walk(first):
        if isinstance(one, ast.Constant) and VERB.match(str(one.value)):
            yield one.value


def test_each_verb_of_the_journal_has_a_sentence():
    verbs = recorded_verbs()
    assert len(verbs) > 40
    assert verbs - set(sentences.verbs()) == set()


def test_no_sentence_waits_for_a_verb_nobody_records():
    source = "".join(path.read_text() for path in PACKAGE.rglob("*.py"))
    unknown = set(sentences.verbs()) - recorded_verbs()
    made_up = {verb for verb in unknown if f'f"{verb.split(".")[0]}.{{' in source}
    assert {verb for verb in unknown - made_up if source.count(f'"{verb}"') < 2} == set()
