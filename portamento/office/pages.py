"""The office's menu: what the person may open."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.doors import frame, page

MENU = (
    ("Accueil", "home.index"),
    ("Dossiers", "dossiers.index"),
    ("Documents", "documents.index"),
    ("Modifications", "changes.index"),
    ("Relances", "reminders.index"),
    ("Familles", "families.index"),
    ("Cours", "catalog.index"),
    ("Factures", "bills.index"),
    ("Campagne", "campaigns.index"),
    ("Courriers", "letters.index"),
    ("Journal", "journal.index"),
    ("Équipe", "staff.index"),
    ("Réglages", "school.show"),
)


def menu(request: HttpRequest) -> list[dict]:
    here = request.resolver_match.view_name.removeprefix("office:").split(".")[0]
    shown = [
        (label, name)
        for label, name in MENU
        if f"office:{name}" in page.PAGES and page.allowed(request, f"office:{name}")
    ]
    return [
        {"label": _(label), "url": reverse(f"office:{name}"), "current": name.split(".")[0] == here}
        for label, name in shown
    ] + [
        {"label": _("Mot de passe"), "url": reverse("portal:password.edit")},
        {"label": _("Quitter"), "url": reverse("portal:signin.delete"), "post": True},
    ]


frame.MENUS["office"] = menu
