"""What an edit changed, field by field, where its fields have a name for people."""

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portamento.audit.models import Event
from portamento.families import fields

LABELS = {
    "address_hidden": gettext_lazy("Adresse masquée à l’autre foyer"),
    "authority": gettext_lazy("Autorité parentale"),
    "emergency": gettext_lazy("À appeler en cas d’urgence"),
    "may_reenrol": gettext_lazy("Peut réinscrire l’élève"),
    "name": gettext_lazy("Nom du foyer"),
    "note": gettext_lazy("Note interne"),
    "number": gettext_lazy("Numéro"),
    "payer_share": gettext_lazy("Part payée, en %"),
    "primary": gettext_lazy("Foyer principal"),
    "protected": gettext_lazy("Protection"),
    "receives_letters": gettext_lazy("Reçoit les courriers"),
}
OF = ("family.", "guardian.", "membership.", "person.", "pupil.", "tie.")


def changes(event: Event) -> list[tuple[str, str, str]]:
    """(label, before, after) of what the office changed in its card index."""
    facts = getattr(event, "facts", None)
    if facts is None or not event.verb.startswith(OF):
        return []
    before, after = (facts.values.get(key) for key in ("before", "after"))
    if not isinstance(before, dict) or not before or not isinstance(after, dict):
        return []
    named = [name for name in (*fields.NAMED, *LABELS) if name in after]
    moved = [name for name in named if before.get(name) != after[name]]
    return [
        (label(name), shown(name, before.get(name)), shown(name, after[name])) for name in moved
    ]


def label(name: str) -> str:
    known = fields.NAMED.get(name)
    return str(known.label) if known else str(LABELS.get(name, ""))


def shown(name: str, value: Any) -> str:
    """As people read it; what was not there is said to be empty."""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    if value in (None, ""):
        return _("vide")
    known = fields.NAMED.get(name)
    return known.show(str(value)) if known else str(value)
