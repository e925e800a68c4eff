"""What may become of a dossier."""

from django.utils.translation import gettext_lazy as _

from portamento.reenrolment.models import State
from portamento.workflow.lifecycle import Lifecycle, Move

OPEN = [State.SUBMITTED, State.IN_REVIEW]

DOSSIER = Lifecycle(
    "dossier",
    Move("submit", [State.DRAFT, State.SENT_BACK], State.SUBMITTED, _("Valider")),
    Move("take_back", [State.SUBMITTED], State.DRAFT, _("Reprendre et corriger")),
    Move("start", [State.SUBMITTED], State.IN_REVIEW, _("Prendre en charge")),
    Move("send_back", OPEN, State.SENT_BACK, _("Demander un complément")),
    Move("come_back", [State.SENT_BACK], State.IN_REVIEW, _("Pièces revenues")),
    Move("accept", OPEN, State.ACCEPTED, _("Valider le dossier")),
    Move("refuse", [*OPEN, State.SENT_BACK], State.REFUSED, _("Refuser")),
    Move("reopen", [State.REFUSED, State.ACCEPTED], State.IN_REVIEW, _("Reprendre l’examen")),
    Move("withdraw", [State.DRAFT, State.SENT_BACK], State.WITHDRAWN, _("Renoncer")),
    Move("settle", [State.ACCEPTED], State.PLACED, _("Cours attribués")),
    Move("confirm", [State.PLACED], State.CONFIRMED, _("Confirmer l’inscription")),
)
