"""What a guardian is to a pupil, and what it allows."""

from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.families.choices import Relation
from portamento.families.models import Guardian, Pupil, Tie
from portamento.workflow.action import NotAllowed, action

HOLDING_AUTHORITY = (Relation.MOTHER, Relation.FATHER, Relation.GUARDIAN, Relation.SELF)


@action
def tie(
    guardian: Guardian,
    pupil: Pupil,
    *,
    relation: str,
    authority: bool = True,
    may_reenrol: bool = True,
    receives_letters: bool = True,
    emergency: bool = True,
    protected: bool = False,
    by,
) -> Tie:
    """Say what that guardian is to that pupil, and what it allows; said again, it replaces."""
    if not pupil.memberships.filter(family_id=guardian.family_id).exists():
        raise NotAllowed(_("%s ne fait pas partie de ce foyer.") % pupil.full_name)
    values = {
        "relation": relation,
        "authority": authority,
        "may_reenrol": may_reenrol,
        "receives_letters": receives_letters,
        "emergency": emergency,
        "protected": protected,
    }
    before = Tie.objects.filter(guardian=guardian, pupil=pupil).values(*values).first()
    row, _made = Tie.objects.update_or_create(guardian=guardian, pupil=pupil, defaults=values)
    record(
        "tie.set",
        row,
        household=guardian.family_id,
        guardian=guardian.full_name,
        pupil=pupil.full_name,
        relation=str(Relation(relation).label),
        before=before or {},
        after=values,
    )
    return row


def usual(relation: str) -> dict[str, bool]:
    """What that relation usually allows: parents and tutors hold the authority, others do not."""
    holds = relation in HOLDING_AUTHORITY
    return {"authority": holds, "may_reenrol": holds}


def relate(guardian: Guardian, pupil: Pupil, *, relation: str, by) -> Tie:
    """The usual tie of that relation."""
    return tie(guardian, pupil, relation=relation, **usual(relation), by=by)


@action
def untie(row: Tie, *, by) -> None:
    """That guardian is nothing to that pupil any more."""
    guardian, pupil = row.guardian, row.pupil
    record(
        "tie.removed",
        row,
        household=guardian.family_id,
        guardian=guardian.full_name,
        pupil=pupil.full_name,
    )
    row.delete()
