"""Campaigns, what they ask, what households answer, and one dossier per pupil."""

from portamento.reenrolment.models.campaigns import (
    Block,
    Campaign,
    Condition,
    PaymentPlan,
    Reopening,
    Request,
    Terms,
)
from portamento.reenrolment.models.dossiers import (
    Dispense,
    Dossier,
    HouseholdAnswers,
    Outcome,
    QfChoice,
    State,
    Stays,
    Wish,
)

__all__ = [
    *("Block", "Campaign", "Condition", "Dispense", "Dossier", "HouseholdAnswers", "Outcome"),
    *("PaymentPlan", "QfChoice", "Reopening", "Request", "State", "Stays", "Terms", "Wish"),
]
