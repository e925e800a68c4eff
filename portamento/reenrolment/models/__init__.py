"""Campaigns, what they ask, what households answer, and one dossier per pupil."""

from portamento.reenrolment.models.campaigns import (
    Block,
    Campaign,
    PaymentPlan,
    Reopening,
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
from portamento.reenrolment.models.requests import (
    Age,
    Payment,
    Request,
    Residence,
    Seniority,
)

__all__ = [
    *("Age", "Block", "Campaign", "Dispense", "Dossier", "HouseholdAnswers", "Outcome"),
    *("Payment", "PaymentPlan", "QfChoice", "Reopening", "Request", "Residence", "Seniority"),
    *("State", "Stays", "Terms", "Wish"),
]
