"""Texts written by the office: a small Markdown, sanitised."""

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "a", "h3", "h4", "hr", "blockquote"}
_markdown = MarkdownIt("commonmark", {"html": False, "breaks": True})


def html(source: str) -> Markup:
    """Safe HTML of what an office wrote; titles begin at the third level."""
    raw = _markdown.render(source or "")
    for level in (2, 1):
        raw = raw.replace(f"<h{level}>", f"<h{level + 2}>").replace(
            f"</h{level}>", f"</h{level + 2}>"
        )
    clean = nh3.clean(
        raw,
        tags=TAGS,
        attributes={"a": {"href"}},
        url_schemes={"http", "https", "mailto", "tel"},
        link_rel="noopener noreferrer",
    )
    return Markup(clean)  # noqa: S704  nh3 has sanitised it
