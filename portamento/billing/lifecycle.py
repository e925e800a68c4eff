"""What may become of a bill."""

from django.utils.translation import gettext_lazy as _

from portamento.billing.models import State
from portamento.workflow.lifecycle import Lifecycle, Move

BILL = Lifecycle(
    "bill",
    Move("issue", [State.DRAFT], State.ISSUED, _("Émettre")),
    Move("settle", [State.ISSUED], State.PAID, _("Marquer réglée")),
    Move("reopen", [State.PAID], State.ISSUED, _("Annuler le règlement")),
    Move("cancel", [State.DRAFT, State.ISSUED], State.CANCELLED, _("Annuler la facture")),
)
