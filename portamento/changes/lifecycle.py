"""What may become of a field's change."""

from django.utils.translation import gettext_lazy as _

from portamento.changes.models import State
from portamento.workflow.lifecycle import Lifecycle, Move

CHANGE = Lifecycle(
    "change",
    Move("apply", [State.PENDING], State.APPLIED, _("Accepter")),
    Move("decline", [State.PENDING], State.DECLINED, _("Refuser")),
    Move("withdraw", [State.PENDING], State.WITHDRAWN, _("Annuler ce changement")),
    Move("outdate", [State.PENDING], State.OUTDATED, _("Dépassé")),
)
