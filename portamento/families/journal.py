"""What the journal says of each thing that happens here."""

from django.utils.translation import gettext_lazy as _

SENTENCES: dict[str, str] = {
    "family.created": _("Foyer {name} créé"),
    "family.dropped": _("Foyer {name} supprimé, ouvert par erreur"),
    "family.edited": _("Foyer {name} modifié"),
    "family.entered": _("Entrée dans l’espace de la famille {name}"),
    "family.left": _("Sortie de l’espace de la famille {name}"),
    "guardian.added": _("Responsable ajouté : {name}"),
    "guardian.closed": _("{name} n’agit plus pour ce foyer"),
    "guardian.reopened": _("{name} agit de nouveau pour ce foyer"),
    "membership.edited": _("Coordonnées {de_name} dans ce foyer modifiées"),
    "person.edited": _("Fiche {de_name} modifiée"),
    "policy.preset": _("Champs demandés aux familles : réglage « {preset} » repris"),
    "policy.set": _("{whose}, champ {field} : {mode}, validation : {awaits}"),
    "pupil.added": _("Élève ajouté : {name}"),
    "pupil.edited": _("Fiche d’élève {de_name} modifiée"),
    "pupil.image_answered": _("Droit à l’image {de_name} pour {year} : {answer}"),
    "pupil.leaving_answered": _("Autorisation de sortie {de_name} pour {year} : {answer}"),
    "pupil.left": _("{name} a quitté l’établissement le {day}"),
    "pupil.returned": _("Départ {de_name} annulé"),
    "pupil.shared": _("{name} fait aussi partie de ce foyer"),
    "pupil.unshared": _("{name} ne fait plus partie de ce foyer"),
    "tie.removed": _("Lien entre {guardian} et {pupil} retiré"),
    "tie.set": _("Lien entre {guardian} et {pupil} : {relation}"),
}
