"""Everything the office can make happen to households, guardians and pupils."""

from portamento.families.actions.adults import enrol_guardian, open_own_access
from portamento.families.actions.households import (
    create_family,
    drop_family,
    edit_family,
    edit_membership,
    enter_space,
    leave_space,
    share_pupil,
    unshare_pupil,
)
from portamento.families.actions.people import (
    add_guardian,
    add_pupil,
    answer_for_year,
    cancel_departure,
    close_guardian,
    edit_person,
    edit_pupil,
    note_departure,
    reopen_guardian,
)
from portamento.families.actions.ties import tie, untie

__all__ = [
    "add_guardian",
    "add_pupil",
    "answer_for_year",
    "cancel_departure",
    "close_guardian",
    "create_family",
    "drop_family",
    "edit_family",
    "edit_membership",
    "edit_person",
    "edit_pupil",
    "enrol_guardian",
    "enter_space",
    "leave_space",
    "note_departure",
    "open_own_access",
    "reopen_guardian",
    "share_pupil",
    "tie",
    "unshare_pupil",
    "untie",
]
