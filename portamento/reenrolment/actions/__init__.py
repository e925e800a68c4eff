"""Everything a person can make happen to a re-enrolment: `actions.submit(dossier, by=…)`."""

from portamento.reenrolment.actions.dispenses import answer_dispense
from portamento.reenrolment.actions.drafts import (
    Draft,
    answer_household,
    open_dossier,
    save_draft,
)
from portamento.reenrolment.actions.papers import hand_in, judge, remove, tell_refusals
from portamento.reenrolment.actions.placing import (
    add_wish,
    confirm,
    decline_wish,
    place,
    settle,
    unplace,
    wait_wish,
)
from portamento.reenrolment.actions.reviewing import (
    accept,
    apply_highest,
    refuse,
    refused_untold,
    remind,
    reopen,
    send_back,
    start,
)
from portamento.reenrolment.actions.sending import disagree, submit, take_back
from portamento.reenrolment.actions.signing import save_form, sign_form

__all__ = [
    "Draft",
    "accept",
    "add_wish",
    "answer_dispense",
    "answer_household",
    "apply_highest",
    "confirm",
    "decline_wish",
    "disagree",
    "hand_in",
    "judge",
    "open_dossier",
    "place",
    "refuse",
    "refused_untold",
    "remind",
    "remove",
    "reopen",
    "save_draft",
    "save_form",
    "send_back",
    "settle",
    "sign_form",
    "start",
    "submit",
    "take_back",
    "tell_refusals",
    "unplace",
    "wait_wish",
]
