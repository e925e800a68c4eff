"""Texts written by the office: a small Markdown, sanitised."""

import re

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "hr", "blockquote"}
TITLE = re.compile("<(/?)h([1-6])>")
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})


def html(source: str) -> Markup:
    """Safe HTML of what an office wrote; titles are of the third level, then the fourth."""
    raw = _markdown.render(source or "")
    lowered = TITLE.sub(lambda found: f"<{found[1]}h{min(int(found[2]) + 2, 4)}>", raw)
    clean = nh3.clean(
        lowered,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704  nh3 has sanitised it
