"""What may become of a document: a new upload is a new row, a refused one keeps its reason."""

from django.utils.translation import gettext_lazy as _

from portamento.documents.models import EliminationState, State
from portamento.workflow.lifecycle import Lifecycle, Move

DOCUMENT = Lifecycle(
    "document",
    Move("accept", [State.RECEIVED, State.REFUSED, State.MOOT], State.ACCEPTED, _("Valider")),
    Move("refuse", [State.RECEIVED, State.ACCEPTED, State.MOOT], State.REFUSED, _("À refaire")),
    Move("set_aside", [State.RECEIVED, State.ACCEPTED, State.REFUSED], State.MOOT, _("Sans objet")),
    Move("ask_again", [State.MOOT], State.RECEIVED, _("Demander à nouveau")),
    Move("expire", [State.RECEIVED, State.ACCEPTED], State.EXPIRED, _("Date dépassée")),
    Move("replace", [State.RECEIVED], State.REPLACED, _("Remplacé")),
    Move("take_up", [State.REPLACED], State.RECEIVED, _("À contrôler à nouveau")),
)
ELIMINATION = Lifecycle(
    "elimination",
    Move(
        "approve", [EliminationState.PREPARED], EliminationState.APPROVED, _("Enregistrer le visa")
    ),
    Move("destroy", [EliminationState.APPROVED], EliminationState.DESTROYED, _("Détruire")),
    Move(
        "cancel",
        [EliminationState.PREPARED, EliminationState.APPROVED],
        EliminationState.CANCELLED,
        _("Abandonner"),
    ),
)
