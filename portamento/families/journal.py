"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "family.created": _("Foyer {name} créé"),
    "family.edited": _("Foyer {name} modifié"),
    "guardian.added": _("{name} ajouté comme responsable"),
    "guardian.closed": _("{name} n’agit plus pour ce foyer"),
    "guardian.reopened": _("{name} agit de nouveau pour ce foyer"),
    "membership.edited": _("Coordonnées de {name} dans ce foyer modifiées"),
    "person.edited": _("Fiche de {name} modifiée"),
    "pupil.added": _("{name} ajouté comme élève"),
    "pupil.edited": _("Fiche d’élève de {name} modifiée"),
    "pupil.leaving_answered": _("Autorisation de sortie de {name} pour {year} : {answer}"),
    "pupil.shared": _("{name} partagé avec ce foyer"),
    "pupil.unshared": _("{name} ne fait plus partie de ce foyer"),
    "tie.removed": _("Lien entre {guardian} et {pupil} retiré"),
    "tie.set": _("Lien entre {guardian} et {pupil} : {relation}"),
}
