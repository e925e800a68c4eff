"""The portal's menu and footer, in the guide's words."""

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.doors import frame

MENU = (
    ("Accueil", "home.index", False),
    ("Famille", "family.show", False),
    ("Élèves", "pupils.index", False),
    ("Accessibilité", "help.accessibility", True),
    ("Mot de passe", "password.edit", False),
    ("Quitter", "signin.delete", False),
)
AREAS = {"bills": "family", "documents": "family", "dossier": "pupils"}


def menu(request: HttpRequest) -> list[dict]:
    """Accueil · Famille · Élèves · Accessibilité · Mot de passe · Quitter."""
    here = request.resolver_match.view_name.removeprefix("portal:").split(".")[0]
    here = AREAS.get(here, here)
    if request.user.must_change:
        return entries(MENU[-2:], here)
    if request.user.is_staff_member and not request.session.get("acting_for"):
        office = {"label": _("Scolarité"), "url": reverse("office:home.index")}
        return [office, *entries(MENU[-3:], here)]
    return entries(MENU, here)


def entries(lines: tuple, here: str) -> list[dict]:
    return [
        {
            "label": _(label),
            "url": reverse(f"portal:{name}"),
            "current": name.split(".")[0] == here,
            "apart": apart,
            "post": name == "signin.delete",
        }
        for label, name, apart in lines
    ]


def footer(request: HttpRequest) -> list[dict]:
    """Help, accessibility and legal pages; what accessibility is said to be is the law’s wording.

    The first two make up the guide’s « Aide – Accessibilité » where one signs in.
    """
    school = getattr(request, "shown_school", None)
    state = school.get_accessibility_display() if school else _("non conforme")
    links = (
        (_("Aide"), "help.show"),
        (_("Accessibilité : %s") % state, "help.accessibility"),
        (_("Mentions légales"), "help.legal"),
        (_("Données personnelles"), "help.personal_data"),
    )
    query = f"?site={school.slug}" if school and not request.user.is_authenticated else ""
    return [{"label": label, "url": reverse(f"portal:{name}") + query} for label, name in links]


frame.MENUS["portal"] = menu
frame.FOOTERS["portal"] = footer
