"""A pupil's four tabs, in the guide's words."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portamento.families.models import Pupil

TABS = (
    (_("Identité"), "pupils.show"),
    (_("Cours"), "pupils.courses"),
    (_("Réinscription"), "dossier.show"),
    (_("Documents fournis"), "documents.pupil"),
)


def of(request: HttpRequest, pupil: Pupil, current: str = "") -> list[dict]:
    """For `ui.tabs`; `current` is a view's name (« dossier.show »), else the request's."""
    current = current or request.resolver_match.view_name.removeprefix("portal:")
    return [
        {
            "label": label,
            "url": reverse(f"portal:{name}", kwargs={"pk": pupil.pk}),
            "current": name == current,
        }
        for label, name in TABS
    ]
