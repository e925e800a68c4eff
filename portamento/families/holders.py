"""The rows that hold one person's identity fields, as one household sees them.

A pupil's coordinates are the asking household's (its Membership, or the guardian it follows): no
row of another household is ever in a holder's hands.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from portamento.accounts import actions as accounts
from portamento.families import actions, fields
from portamento.families.fields import Store
from portamento.families.models import Guardian, Membership, Person
from portamento.families.models.policies import Whose
from portamento.foundation import clock
from portamento.schools import setup
from portamento.workflow.action import NotAllowed


@dataclass
class Holder:
    """One person: a guardian, or a pupil of one household (who may be a guardian there too)."""

    whose: str
    person: Person
    guardian: Guardian | None = None
    membership: Membership | None = None
    guardians: tuple[Guardian, ...] = ()
    answers: Mapping[str, str] = field(default_factory=dict)  # this year’s
    shared: bool = False
    withheld: frozenset[str] = frozenset()  # what who reads may not be told

    def fields(self) -> list[fields.Field]:
        """The fields this person has, before the school's policy."""
        left_out = set(self.withheld)
        if self.membership and self.guardian:
            left_out |= {"follows"}
        elif self.membership and self.shared:
            # They stand on the person: the other household would read them.
            left_out |= fields.FURTHER_PHONES
        if setup.current_year() is None:
            left_out |= fields.YEARLY
        return [field for field in fields.OF[self.whose] if field.name not in left_out]

    def read(self, name: str) -> str:
        """The value in force, as text."""
        field = fields.named(name)
        if name == "follows":
            return field.text(self.membership.follows_id)
        if field.store is Store.YEAR:
            return self.answers[name]
        return field.text(getattr(self._row(field.store), name))

    def values(self) -> dict[str, str]:
        return {field.name: self.read(field.name) for field in self.fields()}

    def _row(self, store: Store) -> Any:
        """Where a value in force is read."""
        if store is Store.PUPIL:
            return self.membership.pupil
        if store is Store.HOUSEHOLD:
            return self.membership
        if store is Store.PERSON or (store is Store.CONTACT and self.guardian):
            return self.person
        if store is Store.EMAIL:
            return self.guardian.account if self.guardian else self.membership
        return self.membership.coordinates()

    def on_guardian(self, name: str) -> bool:
        """Whether the field stands on the person as guardian: shared by both of their pages."""
        stores = {Store.PERSON, Store.CONTACT, Store.EMAIL}
        return self.guardian is not None and fields.named(name).store in stores

    def write(self, written: Mapping[str, str], *, by) -> None:
        """Stores these values, each in its row, inside the action under way."""
        parts: dict[Store, dict[str, Any]] = {store: {} for store in Store}
        for name, value in written.items():
            field = fields.named(name)
            parts[field.store][name] = field.value(value)
        own = parts[Store.PERSON]
        if self.guardian:
            own |= parts[Store.CONTACT]
        if own:
            actions.edit_person(self.person, by=by, **own)
        if parts[Store.EMAIL] and self.guardian:
            accounts.set_email(self.guardian.account, written["email"], by=by)
        if parts[Store.PUPIL]:
            actions.edit_pupil(self.membership.pupil, by=by, **parts[Store.PUPIL])
        if parts[Store.YEAR]:
            year = setup.current_year()
            actions.answer_for_year(self.membership.pupil, parts[Store.YEAR], year=year, by=by)
        if here := self._household(parts):
            actions.edit_membership(self.membership, by=by, **here)

    def _household(self, parts: Mapping[Store, dict[str, Any]]) -> dict[str, Any]:
        """What goes to the household's row of the pupil."""
        here = dict(parts[Store.HOUSEHOLD])
        if self.guardian:
            return here
        here |= parts[Store.EMAIL]
        if "follows" in here:
            here |= self._followed(here.pop("follows"))
        return here | parts[Store.CONTACT]

    def _followed(self, chosen: str) -> dict[str, Any]:
        """Ticked: that guardian's from then on. Unticked: own ones, filled with the last values."""
        if chosen:
            guardian = next((one for one in self.guardians if str(one.pk) == chosen), None)
            if guardian is None:
                raise NotAllowed(_("Ce responsable ne fait plus partie du foyer."))
            return {"follows": guardian}
        last = self.membership.coordinates()
        return {"follows": None} | {name: getattr(last, name) for name in fields.CONTACTS}

    def version(self) -> int:
        """Raised by whoever edits one of the rows, each of which only counts up."""
        rows = [self.person, self.guardian and self.guardian.account]
        if self.membership:
            rows += [self.membership, self.membership.pupil]
        return sum(row.version for row in rows if row)


def of_guardian(guardian: Guardian) -> Holder:
    return Holder(Whose.GUARDIAN, guardian.person, guardian)


def of_pupil(membership: Membership, guardians: Iterable[Guardian]) -> Holder:
    """`membership` comes from `access.memberships`; `guardians` are its household's."""
    pupil = membership.pupil
    minor = pupil.is_minor(clock.today())
    return Holder(
        Whose.MINOR if minor else Whose.ADULT,
        pupil.person,
        own_guardian(membership),
        membership,
        tuple(guardians),
        {name: getattr(membership, name) or "" for name in fields.YEARLY},
        membership.shared,
    )


def own_guardian(membership: Membership) -> Guardian | None:
    """The pupil as guardian of this household: an adult who is one's own responsible."""
    guardian = getattr(membership.pupil.person, "guardian", None)
    here = guardian is not None and guardian.family_id == membership.family_id
    return guardian if here else None
