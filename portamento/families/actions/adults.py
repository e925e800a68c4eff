"""An adult is one person who may be pupil and responsible at once."""

from portamento.families.actions import people, ties
from portamento.families.choices import Relation
from portamento.families.models import Family, Guardian, Pupil
from portamento.workflow.action import action


@action
def enrol_guardian(guardian: Guardian, *, by) -> Pupil:
    """A responsible takes lessons too: the same person, the same account, one's own responsible."""
    pupil = people.add_pupil(guardian.family, person=guardian.person, follows=guardian, by=by)
    ties.tie(guardian, pupil, relation=Relation.SELF, emergency=False, by=by)
    return pupil


@action
def open_own_access(
    family: Family, pupil: Pupil, *, email: str = "", identifier: str = "", by
) -> Guardian:
    """An adult pupil becomes one's own responsible in that household, with an account."""
    guardian = people.add_guardian(
        family, person=pupil.person, email=email, identifier=identifier, by=by
    )
    ties.tie(guardian, pupil, relation=Relation.SELF, emergency=False, by=by)
    return guardian
