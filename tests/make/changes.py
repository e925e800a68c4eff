"""Changes that families ask for, as if typed on their identity pages."""

from portamento.changes.models import FieldChange
from portamento.families import access, sheets
from portamento.families.models import Guardian


def change(guardian, **typed):
    """What that guardian asks of their own identity; gives the changes that wait."""
    guardian = Guardian.objects.select_related("person", "account", "family").get(pk=guardian.pk)
    return _propose(sheets.of_guardian(guardian), typed, guardian.account)


def pupil_change(guardian, pupil, **typed):
    """What that guardian asks for a pupil of the household."""
    rows = access.shown_to(guardian, access.memberships(guardian.family))
    membership = access.one_of(rows, pupil.pk)
    sheet = sheets.of_pupil(membership, access.guardians(guardian.family), reader=guardian)
    return _propose(sheet, typed, guardian.account)


def _propose(sheet, typed, account):
    difference = sheet.difference(typed)
    sheets.propose(sheet, difference, asker=account, by=account)
    return list(FieldChange.objects.pending().of(sheet.kind, sheet.subject_id).with_request())
