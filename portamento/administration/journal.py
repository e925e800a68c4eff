"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "school.created": _("Conservatoire créé : {name}"),
    "school.edited": _("Réglages modifiés : {name}"),
    "school.logo_set": _("Logo changé"),
    "school.logo_dropped": _("Logo retiré"),
    "school.year_added": _("Année scolaire ajoutée : {year}"),
    "commune.added": _("Commune du territoire ajoutée : {name}"),
    "commune.dropped": _("Commune du territoire retirée : {name}"),
}
