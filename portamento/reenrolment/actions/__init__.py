"""Everything a person can make happen to a re-enrolment: `actions.submit(dossier, by=…)`."""

from portamento.reenrolment.actions.answering import change_answers
from portamento.reenrolment.actions.campaigns import (
    add_block,
    add_campaign,
    add_plan,
    ask_for,
    drop_block,
    drop_plan,
    drop_request,
    edit_block,
    edit_campaign,
    edit_plan,
    edit_request,
    open_again,
    publish_terms,
)
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
from portamento.reenrolment.actions.readings import drop_reading, keep_reading
from portamento.reenrolment.actions.reviewing import (
    accept,
    apply_highest,
    household_untold,
    refuse,
    refused_untold,
    remind,
    reopen,
    send_back,
    start,
    withdraw,
)
from portamento.reenrolment.actions.sending import disagree, submit, take_back
from portamento.reenrolment.actions.sending_in import Sent, send_in
from portamento.reenrolment.actions.sending_in import confirm as confirm_sheets
from portamento.reenrolment.actions.signing import save_form, sign_form
from portamento.reenrolment.actions.waiving import ask_again, set_aside, waive

__all__ = [
    "Draft",
    "Sent",
    "accept",
    "add_block",
    "add_campaign",
    "add_plan",
    "add_wish",
    "answer_dispense",
    "answer_household",
    "apply_highest",
    "ask_again",
    "ask_for",
    "change_answers",
    "confirm",
    "confirm_sheets",
    "decline_wish",
    "disagree",
    "drop_block",
    "drop_plan",
    "drop_reading",
    "drop_request",
    "edit_block",
    "edit_campaign",
    "edit_plan",
    "edit_request",
    "hand_in",
    "household_untold",
    "judge",
    "keep_reading",
    "open_again",
    "open_dossier",
    "place",
    "publish_terms",
    "refuse",
    "refused_untold",
    "remind",
    "remove",
    "reopen",
    "save_draft",
    "save_form",
    "send_back",
    "send_in",
    "set_aside",
    "settle",
    "sign_form",
    "start",
    "submit",
    "take_back",
    "tell_refusals",
    "unplace",
    "wait_wish",
    "waive",
    "withdraw",
]
