"""Where a dossier stands, as the head of its receipt says it to the household that filed it."""

from typing import NamedTuple

from django.utils.translation import gettext_lazy as _

from portamento.foundation import text
from portamento.reenrolment.models import Dossier, State, Stays

OWN, OF = 0, 1  # said to the pupil in person, or to a parent
LEAVES = "leaves"
ARRIVED = (_("Votre dossier est bien arrivé"), _("Le dossier %s est bien arrivé"))
HEADS = {
    State.SENT_BACK: (_("Votre dossier est à compléter"), _("Le dossier %s est à compléter")),
    State.ACCEPTED: (_("Votre dossier est validé"), _("Le dossier %s est validé")),
    LEAVES: (_("Votre départ est noté"), _("Le départ %s est noté")),
    State.REFUSED: (_("Votre dossier n’est pas retenu"), _("Le dossier %s n’est pas retenu")),
    State.PLACED: (_("Vos cours sont attribués"), _("Les cours %s sont attribués")),
    State.CONFIRMED: (_("Votre inscription est confirmée"), _("L’inscription %s est confirmée")),
}


class Standing(NamedTuple):
    """The head, its kind of state, and whether nothing has happened since it was sent."""

    words: str
    kind: str
    fresh: bool


def of(dossier: Dossier, *, own: bool, incomplete: bool) -> Standing:
    """`own`: the pupil reads; `incomplete`: something asked for is still missing."""
    leaves = dossier.state == State.ACCEPTED and dossier.stays == Stays.NO
    heads = HEADS.get(LEAVES if leaves else dossier.state, ARRIVED)
    words = str(heads[OWN]) if own else str(heads[OF]) % text.of(dossier.pupil.first_name)
    yours = incomplete or dossier.state == State.SENT_BACK
    kind = "wrong" if dossier.state == State.REFUSED else "yours" if yours else "done"
    return Standing(words, kind, heads is ARRIVED)
