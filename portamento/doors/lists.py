"""Lists in pages: what their links keep of the address."""

from django.http import HttpRequest

PAGE = "page"


def kept_query(request: HttpRequest, *without: str) -> str:
    """The list's address without its page number, nor the parameters named."""
    kept = request.GET.copy()
    for name in (PAGE, *without):
        kept.pop(name, None)
    return kept.urlencode()
