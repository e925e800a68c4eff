"""The Jinja2 environment: few globals, nothing of the request."""

from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from jinja2 import Environment, select_autoescape

from portamento.doors import prose
from portamento.foundation import money, text


def url(name: str, **kwargs) -> str:
    return reverse(name, kwargs=kwargs or None)


def environment(**options) -> Environment:
    """Only .html is escaped; letters (.txt) are plain text."""
    options["autoescape"] = select_autoescape(["html"])
    env = Environment(trim_blocks=True, lstrip_blocks=True, **options)  # noqa: S701  given above
    env.globals.update(url=url, static=static, _=gettext, count=text.count)
    env.filters.update(
        day=text.day,
        full_day=text.full_day,
        hour=text.hour,
        moment=text.moment,
        deadline=text.deadline,
        euros=money.euros,
        clipped=text.clipped,
        of=text.of,
        unbroken=text.unbroken,
        filesize=text.size,
        prose=prose.html,
    )
    return env
