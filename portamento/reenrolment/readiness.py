"""What a person should know before accepting a dossier: what moves money or authority, what lacks.

None of it forbids; it is confirmed apart, one dossier at a time.
"""

from django.utils.translation import gettext as _

from portamento.reenrolment.completeness import Standing
from portamento.reenrolment.models import Dossier, Stays


def worries(dossier: Dossier, standing: Standing, tariff_change: str = "") -> list[str]:
    """Sentences, the gravest first; none for a dossier in order."""
    found = []
    if dossier.disagreement:
        found.append(_("Un autre responsable conteste ce dossier : « %s »") % dossier.disagreement)
    if tariff_change:
        found.append(_("Une adresse attend d’être validée. %s") % tariff_change)
    if dossier.stays == Stays.NO:
        return found
    if missing := standing.missing():
        found.append(_("Il manque : %s.") % ", ".join(missing))
    if waiting := [piece.name for piece in standing.to_check()]:
        found.append(_("Documents pas encore contrôlés : %s.") % ", ".join(waiting))
    return found
