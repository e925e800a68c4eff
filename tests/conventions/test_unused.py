"""Nothing lies about that nobody shows: templates, texts of letters, classes of CSS, behaviours."""

import re
from functools import cache

from django.conf import settings

PACKAGE = settings.PACKAGE
TEMPLATES = sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.rglob("*.html"))
# Shown by what other libraries, or people who add an area, ask for by name.
SHOWN_BY_NAME = {"ui/error.html"}
CLASS = re.compile(r"\.(-?[a-z][a-z0-9-]*)")
USED = re.compile(r"""class=["']([^"']*)["']""")


@cache
def everything() -> str:
    """All Python, templates and scripts of ours, in one text."""
    return "\n".join(
        path.read_text()
        for path in sorted(PACKAGE.rglob("*"))
        if path.suffix in {".py", ".html", ".js"} and "vendor" not in path.parts
    )


def css_classes() -> set[str]:
    found = set()
    for path in PACKAGE.rglob("*.css"):
        source = re.sub(r"/\*.*?\*/", "", path.read_text(), flags=re.DOTALL)
        for selector in re.findall(r"([^{}]+)\{", source):
            if not selector.strip().startswith("@"):
                found |= set(CLASS.findall(selector))
    return found


def test_every_template_is_shown_somewhere():
    orphans = [
        name
        for name in TEMPLATES
        if name not in everything().replace((PACKAGE / name).read_text(), "")
    ]
    assert set(orphans) <= SHOWN_BY_NAME


def test_every_class_of_the_css_is_used():
    assert len(css_classes()) > 50
    text = everything()
    words = set(re.findall(r"[a-z][a-z0-9-]*", text))
    assert {one for one in css_classes() - words if not is_made_up(one, text)} == set()


def is_made_up(name: str, text: str) -> bool:
    """« state-yours » is written as « state-{{ kind }} »."""
    stem = name.rpartition("-")[0] + "-"
    return any(f"{stem}{after}" in text for after in ("{{", '" ~', "' ~"))


def test_every_class_in_a_template_exists():
    """A class of one's own does not exist: what is not in the CSS does nothing."""
    known = css_classes()
    unknown = {
        f"{name}: {word}"
        for name in TEMPLATES
        for value in USED.findall((PACKAGE / name).read_text())
        if "{" not in value
        for word in value.split()
        if word not in known
    }
    assert unknown == set()


def test_every_behaviour_is_asked_for():
    files = {path.stem for path in (PACKAGE / "ui" / "behaviours").glob("*.js")}
    text = everything()
    assert {name for name in files if f'"{name}"' not in text and f"{name}.js" not in text} == set()
