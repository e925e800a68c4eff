"""What of docs/ is made from the code itself: its pages, its lifecycles, its settings."""

import re
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.urls import URLPattern, get_resolver
from django.utils.module_loading import module_has_submodule

from portamento.accounts.roles import ROLES, Role
from portamento.config import env
from portamento.doors.page import ANYONE, FAMILY, OPEN, PAGES, Page
from portamento.workflow.lifecycle import Lifecycle

HEAD = "# {title}\n\nMade from the code by `manage.py describe`; a test keeps it fresh.\n"
KEY = re.compile(r"<\w+:(\w+)>")
WHO = {FAMILY: "families", ANYONE: "anyone signed in", OPEN: "everybody"}


def pages() -> str:
    """The table of pages: address, view, right, roles. The demo's own are left out."""
    shown = {route: PAGES[name] for name, route in routes() if name in PAGES}
    rows = [
        (f"`/{plain(route)}`", f"`{where(page)}`", page.may, who(page.may))
        for route, page in sorted(shown.items())
        if not page.name.startswith("demo:")
    ]
    return HEAD.format(title="Pages") + table(("Address", "View", "Right", "Open to"), rows)


def plain(route: str) -> str:
    return KEY.sub(r"<\1>", route)


def where(page: Page) -> str:
    view = page.view
    module = view.__module__.removeprefix("portamento.").replace(".", "/")
    return f"{module}.py: {view.__name__}"


def who(may: str) -> str:
    """The roles that hold a right, as the office calls them."""
    if may in WHO:
        return WHO[may]
    return ", ".join(str(role.label) for role in Role if may in ROLES[role])


def routes(found=None, app: str = "", before: str = "") -> Iterator[tuple[str, str]]:
    """Name and route of every pattern."""
    for one in get_resolver().url_patterns if found is None else found:
        route = f"{before}{one.pattern}"
        if isinstance(one, URLPattern):
            yield f"{app}:{one.name}", route
        else:
            yield from routes(one.url_patterns, one.app_name or app, route)


def lifecycles() -> str:
    """Each lifecycle as the table of its moves."""
    parts = [HEAD.format(title="Lifecycles")]
    for one in found_lifecycles():
        rows = [
            (
                f"`{move.name}`",
                str(move.label),
                ", ".join(state(source) for source in move.sources),
                state(move.target),
            )
            for move in one.moves.values()
        ]
        parts.append(f"\n## {one.kind}\n{table(('Move', 'Button', 'From', 'To'), rows)}")
    return "".join(parts)


def found_lifecycles() -> list[Lifecycle]:
    """Those that the packages declare in their lifecycle.py."""
    found = []
    for app in apps.get_app_configs():
        if app.name.startswith("portamento.") and module_has_submodule(app.module, "lifecycle"):
            module = import_module(f"{app.name}.lifecycle")
            found += [each for each in vars(module).values() if isinstance(each, Lifecycle)]
    return sorted(found, key=lambda one: one.kind)


def state(value: str) -> str:
    label = getattr(value, "label", "")
    return f"{value!s} « {label} »" if label else str(value)


def variables() -> str:
    """The environment variables an operator may set."""
    rows = [(f"`{name}`", words) for name, words in env.KNOWN.items()]
    return HEAD.format(title="Settings") + table(("Variable", "What it says"), rows)


def table(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    lines = [tuple(heads), *[tuple(row) for row in rows]]
    lines.insert(1, tuple("---" for _ in lines[0]))
    return "\n" + "".join(f"| {' | '.join(line)} |\n" for line in lines)


DOCS = {"pages.md": pages, "lifecycles.md": lifecycles, "settings.md": variables}


def folder() -> Path:
    return settings.ROOT / "docs"
