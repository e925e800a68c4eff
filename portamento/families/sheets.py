"""One identity page: what it shows, what waits, and what becomes of what is typed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.db.models import Q, QuerySet

from portamento.accounts import actions as accounts
from portamento.accounts.models import EmailConfirmation
from portamento.changes import actions as changes
from portamento.changes.models import ChangeRequest, FieldChange, State
from portamento.families import fields, holders, policy, rules, withheld
from portamento.families.fields import Field
from portamento.families.holders import Holder
from portamento.families.models import Guardian, Membership
from portamento.families.models.policies import Subject, Whose
from portamento.families.rules import Difference
from portamento.foundation import clock
from portamento.workflow.action import action

DECISION_STAYS = timedelta(days=30)  # how long an answer is repeated beside its field


@dataclass
class Sheet:
    """A person's identity page, under the school's policy.

    `pending`: what waits for this person, by field; `followed`: what waits for the guardian whose
    coordinates a pupil follows; `unconfirmed`: a new address whose link has not been opened yet;
    `decided`: what the office answered lately, by field, unless something newer was asked;
    `locked` and `reviewed`: fields that who reads may not edit, or only with the office's consent.
    """

    kind: str
    subject_id: int
    household_id: int
    holder: Holder
    policy: policy.Policy
    pending: dict[str, FieldChange] = field(default_factory=dict)
    followed: dict[str, FieldChange] = field(default_factory=dict)
    unconfirmed: str = ""
    locked: frozenset[str] = frozenset()
    reviewed: frozenset[str] = frozenset()
    decided: dict[str, FieldChange] = field(default_factory=dict)

    @property
    def version(self) -> int:
        return self.holder.version()

    def fields(self) -> list[Field]:
        """Those the school shows."""
        return [one for one in self.holder.fields() if self.policy[one.name].visible]

    def editable(self, name: str) -> bool:
        """A pupil who follows a guardian, in a school that fixes it, has no own coordinates."""
        bound = name in fields.CONTACTS and self.follows() and not (self.policy["follows"].editable)
        return self.policy[name].editable and not bound and name not in self.locked

    def follows(self) -> bool:
        membership = self.holder.membership
        return bool(membership and not self.holder.guardian and membership.follows_id)

    def written(self, name: str) -> str:
        """What the page shows: the change that waits, else the value in force."""
        row = self.pending.get(name)
        return row.proposed if row and self.editable(name) else self.holder.read(name)

    def initial(self) -> dict[str, Any]:
        return {one.name: one.value(self.written(one.name)) for one in self.fields()}

    def difference(self, typed: Mapping[str, Any]) -> Difference:
        """What a valid form changes; a field the policy does not allow changes nothing.

        Who follows a guardian asks for no coordinates of their own: those that wait are withdrawn.
        """
        given = {
            one.name: one.text(typed[one.name])
            for one in self.fields()
            if one.name in typed and self.editable(one.name)
        }
        if given.get("follows"):
            given = {name: value for name, value in given.items() if name not in fields.CONTACTS}
            given |= {
                name: self.holder.read(name) for name in self.pending.keys() & fields.CONTACTS
            }
        waiting = {name: row.proposed for name, row in self.pending.items()}
        return rules.difference(self.holder.values(), waiting, given)

    def immediate(self, names: Iterable[str]) -> set[str]:
        return {name for name in names if not self.policy[name].awaits} - self.reviewed

    def asks_confirmation(self, difference: Difference) -> bool:
        """A new e-mail of someone who signs in counts only after its link was opened."""
        return bool(self.holder.guardian and difference.new.get("email", ("", ""))[1])


def of_guardian(guardian: Guardian) -> Sheet:
    rows = list(_recent().of(Subject.GUARDIAN, guardian.pk).with_request())
    return Sheet(
        Subject.GUARDIAN,
        guardian.pk,
        guardian.family_id,
        holders.of_guardian(guardian),
        policy.of(Whose.GUARDIAN),
        _pending(rows),
        unconfirmed=_unconfirmed(guardian),
        decided=_decided(rows),
    )


def of_pupil(membership: Membership, guardians: Iterable[Guardian], *, reader: Guardian) -> Sheet:
    """`membership` from `access.shown_to` for `reader`, `guardians` those of its household.

    The e-mail of a pupil who signs in is that pupil's way in: nobody else of the household has
    another address put in its place.
    """
    holder = holders.of_pupil(membership, guardians)
    holder.withheld = withheld.names(membership)
    other_home = withheld.is_other_household(membership)
    shared = withheld.SHARED if other_home else frozenset()
    own = holder.guardian
    theirs_alone = frozenset({"email"}) if own and own != reader else frozenset()
    other = own.pk if own else membership.follows_id
    places = [(Subject.PUPIL, membership.pk), *([(Subject.GUARDIAN, other)] if other else [])]
    asked = _recent().of_any(places).with_request()
    rows = [row for row in asked if row.field not in holder.withheld]
    mine = [row for row in rows if own or row.kind == Subject.PUPIL]
    theirs = [row for row in rows if row.kind == Subject.GUARDIAN and row.field in fields.CONTACTS]
    return Sheet(
        Subject.PUPIL,
        membership.pk,
        membership.family_id,
        holder,
        policy.of(holder.whose),
        _pending(mine),
        {} if own else _pending(theirs),
        _unconfirmed(own) if own else "",
        locked=theirs_alone | (frozenset() if membership.authority else shared),
        reviewed=shared,
        decided=_decided(mine),
    )


def _recent() -> QuerySet[FieldChange]:
    """What waits, and what was asked or decided in the last days."""
    return FieldChange.objects.recent(clock.now() - DECISION_STAYS)


def _pending(rows: Iterable[FieldChange]) -> dict[str, FieldChange]:
    return {row.field: row for row in rows if row.state == State.PENDING}


def _decided(rows: Iterable[FieldChange]) -> dict[str, FieldChange]:
    """By field, the office's answer to the newest change; a newer one takes its place."""
    newest = {row.field: row for row in sorted(rows, key=lambda row: row.pk)}
    answers = {State.APPLIED, State.DECLINED, State.OUTDATED}
    oldest = clock.now() - DECISION_STAYS
    return {
        name: row
        for name, row in newest.items()
        if row.state in answers and row.decided_by_id and row.decided_at >= oldest
    }


def asked_by(guardian: Guardian) -> QuerySet[FieldChange]:
    """Changes that this guardian sees beside a field, and may withdraw."""
    pupils = Membership.objects.filter(family_id=guardian.family_id)
    mine = Q(kind=Subject.GUARDIAN, subject_id=guardian.pk)
    rows = FieldChange.objects.filter(
        mine | Q(kind=Subject.PUPIL, subject_id__in=pupils.values("pk"))
    )
    return withheld.changes_but_withheld(guardian, rows).with_request()


def _unconfirmed(guardian: Guardian) -> str:
    row = guardian.account.email_confirmations.live().order_by("-pk").first()
    return row.email if row else ""


@action
def propose(sheet: Sheet, difference: Difference, *, asker, by) -> None:
    """Hand in what was typed: what changed waits or applies, a new address is asked first."""
    undone = [sheet.pending[name] for name in sorted(difference.undone)]
    changes.withdraw(undone, by=by)
    new = dict(difference.new)
    if sheet.asks_confirmation(difference):
        _seen, address = new.pop("email")
        accounts.ask_email_confirmation(sheet.holder.guardian.account, address, by=by)
    if new:
        changes.ask(
            sheet.kind,
            sheet.subject_id,
            household_id=sheet.household_id,
            changes=new,
            immediate=sheet.immediate(new),
            asker=asker,
            by=by,
        )


@action
def confirm_email(confirmation: EmailConfirmation, *, by) -> ChangeRequest | None:
    """The new address answered: it is applied, or waits for the office, as the policy says."""
    accounts.confirm_email(confirmation, by=by)
    account = confirmation.account
    guardian = Guardian.objects.filter(account=account).first()
    if guardian is None:
        accounts.set_email(account, confirmation.email, by=by)
        return None
    if account.email == confirmation.email:
        return None
    return changes.ask(
        Subject.GUARDIAN,
        guardian.pk,
        household_id=guardian.family_id,
        changes={"email": (account.email, confirmation.email)},
        immediate=set() if policy.of(Whose.GUARDIAN)["email"].awaits else {"email"},
        asker=account,
        by=by,
    )
