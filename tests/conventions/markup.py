"""An HTML page read as a browser reads it, far enough to judge it."""

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"}
NAMELESS = {"hidden", "submit", "button", "image", "reset"}
REFERRING = ("for", "aria-labelledby", "aria-describedby", "aria-controls", "list", "form")


@dataclass
class Element:
    tag: str
    attrs: dict[str, str]
    parents: tuple["Element", ...] = ()
    text: str = ""

    def name(self) -> str:
        """What a person who listens hears of it."""
        return (self.attrs.get("aria-label") or self.text).strip()

    def within(self, *tags: str) -> bool:
        return any(parent.tag in tags for parent in self.parents)


@dataclass
class Page(HTMLParser):
    """The elements of a page in order, each with its own text and its parents."""

    html: str
    elements: list[Element] = field(default_factory=list)

    def __post_init__(self):
        super().__init__()
        self.open: list[Element] = []
        self.feed(self.html)

    def __hash__(self):
        return id(self)

    def handle_starttag(self, tag, attrs):
        element = Element(tag, {name: value or "" for name, value in attrs}, tuple(self.open))
        self.elements.append(element)
        if tag in VOID:
            self.say(element.attrs.get("alt", ""))
        else:
            self.open.append(element)

    def handle_endtag(self, tag):
        while self.open and self.open.pop().tag != tag:
            continue

    def handle_data(self, data):
        self.say(data)

    def say(self, words: str) -> None:
        for element in self.open:
            element.text += words

    def all(self, *tags: str) -> list[Element]:
        return [one for one in self.elements if one.tag in tags]

    def title(self) -> str:
        return next(one.text.strip() for one in self.all("title"))

    def ids(self) -> Counter:
        return Counter(one.attrs["id"] for one in self.elements if "id" in one.attrs)


def faults(html: str) -> list[str]:
    """Everything wrong with the page; nothing for a good one."""
    page = Page(html)
    return [*structure(page), *references(page), *fields(page), *names(page), *policy(page)]


def structure(page: Page) -> list[str]:
    found = []
    if (number := len(page.all("h1"))) != 1:
        found.append(f"{number} h1")
    if page.all("html")[0].attrs.get("lang") != "fr":
        found.append("no lang=fr")
    if len(page.all("main")) != 1:
        found.append("not one main")
    if not page.title():
        found.append("no title")
    levels = [int(one.tag[1]) for one in page.all("h1", "h2", "h3", "h4", "h5", "h6")]
    for before, after in pairwise(levels):
        if after > before + 1:
            found.append(f"a heading of level {after} after one of level {before}")
    return found


def references(page: Page) -> list[str]:
    ids = page.ids()
    found = [f"id {name} {number} times" for name, number in ids.items() if number > 1]
    for one in page.elements:
        for name in REFERRING:
            for wanted in one.attrs.get(name, "").split():
                if wanted not in ids:
                    found.append(f"<{one.tag} {name}> names {wanted}, which is nowhere")
        href = one.attrs.get("href", "")
        if one.tag == "a" and href.startswith("#") and href[1:] not in ids:
            found.append(f"a link to {href}, which is nowhere")
    return found


def fields(page: Page) -> list[str]:
    labelled = {one.attrs.get("for") for one in page.all("label") if one.text.strip()}
    return [
        f"<{one.tag} name={one.attrs.get('name')}> without a label"
        for one in page.all("input", "select", "textarea")
        if one.attrs.get("type") not in NAMELESS
        and one.attrs.get("id") not in labelled
        and not one.within("label")
        and not one.attrs.get("aria-label")
        and not one.attrs.get("aria-labelledby")
    ]


def names(page: Page) -> list[str]:
    return [
        f"<{one.tag}> without a word ({one.attrs.get('href', '')})"
        for one in page.all("a", "button", "h1", "h2", "h3", "legend", "th", "summary", "option")
        if not one.name() and not (one.tag == "option" and one.attrs.get("value") == "")
    ]


def policy(page: Page) -> list[str]:
    """What the content security policy would not let through."""
    found = []
    for one in page.elements:
        found += [f"<{one.tag} {name}>" for name in one.attrs if name.startswith("on")]
        if "style" in one.attrs or one.tag == "style":
            found.append(f"<{one.tag}> with a style of its own")
        if one.tag == "script" and not one.attrs.get("src"):
            found.append("an inline script")
        source = one.attrs.get("src") or (one.attrs.get("href", "") if one.tag == "link" else "")
        if source.startswith(("http:", "https:", "//")):
            found.append(f"loaded from elsewhere: {source}")
    return found
