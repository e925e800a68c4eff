"""The family's five tabs, in the guide's words."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

TABS = (
    (_("Identité"), "family.show"),
    (_("Facturation cotisations"), "bills.fees"),
    (_("Facturation locations"), "bills.rentals"),
    (_("Documents fournis"), "documents.index"),
    (_("Élèves"), "pupils.index"),
)


def of(request: HttpRequest, current: str = "") -> list[dict]:
    """For `ui.tabs`; `current` is a view's name (« bills.fees »), else the request's."""
    current = current or request.resolver_match.view_name.removeprefix("portal:")
    return [
        {"label": label, "url": reverse(f"portal:{name}"), "current": name == current}
        for label, name in TABS
    ]
