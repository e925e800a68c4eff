"""Guardians and pupils as subjects of change requests."""

from abc import abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import gettext as _

from portamento.changes.kinds import Kind
from portamento.changes.models import FieldChange
from portamento.families import access, fields, holders, recipients, rules
from portamento.families.holders import Holder
from portamento.families.models import Guardian, Membership
from portamento.families.models.policies import Subject
from portamento.foundation import text
from portamento.mailroom.letter import Recipient
from portamento.schools import setup

_place = ("postcode", "city")


class PersonKind(Kind):
    """What guardians and pupils share: their subject is a Holder."""

    def title(self, subject: Holder) -> str:
        return subject.person.full_name

    def label(self, field: str) -> str:
        return str(fields.named(field).label)

    def current(self, subject: Holder) -> Mapping[str, str]:
        return {name: subject.read(name) for name in fields.NAMED if self.owns(subject, name)}

    @abstractmethod
    def owns(self, subject: Holder, field: str) -> bool:
        """Whether it is one of a guardian's fields, or of a pupil's."""

    def apply(self, subject: Holder, values: Mapping[str, str], *, by) -> None:
        subject.write(values, by=by)

    def show(self, subject: Holder, field: str, value: str) -> str:
        if field != "follows":
            return fields.named(field).show(value)
        names = (one.full_name for one in subject.guardians if str(one.pk) == value)
        return next(names, _("Coordonnées propres") if not value else _("Ancien responsable"))

    def warnings(self, subject: Holder, proposed: Mapping[str, str]) -> dict[str, str]:
        """« Change le tarif » beside the address that moves in or out of the communes."""
        moved = [name for name in _place if name in proposed]
        if not moved:
            return {}
        before = {name: subject.read(name) for name in _place}
        after = before | {name: proposed[name] for name in moved}
        was = setup.is_resident(before["postcode"], before["city"])
        becomes = setup.is_resident(after["postcode"], after["city"])
        if not rules.changes_tariff(resident_before=was, resident_after=becomes):
            return {}
        sentence = (
            _("Change le tarif : habite désormais une commune résidente.")
            if becomes
            else _("Change le tarif : n’habite plus une commune résidente.")
        )
        return {moved[-1]: sentence}

    def recipient(self, subject: Any, account: Any, household_id: int) -> Recipient:
        """A guardian, by e-mail or by post."""
        rows = Guardian.objects.select_related("person", "account")
        guardian = rows.filter(account_id=account.pk).first()
        if guardian is None:
            return super().recipient(subject, account, household_id)
        return recipients.of(guardian)


class GuardianKind(PersonKind):
    """A responsible adult: civil identity, address, telephones, e-mail."""

    key = Subject.GUARDIAN

    def find_many(self, ids: Iterable[int]) -> dict[int, Holder]:
        rows = Guardian.objects.filter(pk__in=list(ids)).select_related(
            "person", "account", "family"
        )
        prefetched = rows.prefetch_related("followed_by__pupil__person")
        return {row.pk: holders.of_guardian(row) for row in prefetched}

    def what(self, subject: Holder) -> str:
        return _("Responsable, famille %s") % subject.guardian.family.name

    def about(self, subject: Holder) -> tuple[str, int]:
        return ("guardian", subject.guardian.pk)

    def owns(self, subject: Holder, field: str) -> bool:
        return subject.on_guardian(field)

    def home(self, subject: Holder, field: str) -> tuple[str, int]:
        return self.key, subject.guardian.pk

    def concerned(self, subject: Holder, names: Iterable[str]) -> list[str]:
        """The pupils whose coordinates follow this guardian's."""
        if fields.CONTACTS.isdisjoint(names):
            return []
        followers = subject.guardian.followed_by.all()
        named = {row.pupil.full_name for row in followers if row.pupil.person != subject.person}
        return sorted(named, key=text.fold)


class PupilKind(PersonKind):
    """A pupil as one household knows them: the subject is that Membership."""

    key = Subject.PUPIL

    def find_many(self, ids: Iterable[int]) -> dict[int, Holder]:
        asked = Membership.objects.filter(pk__in=list(ids)).select_related("family")
        rows = list(access.with_identity(asked))
        families = {row.family_id for row in rows}
        adults: dict[int, list[Guardian]] = {family: [] for family in families}
        for guardian in access.acting(Guardian.objects.filter(family__in=families)):
            adults[guardian.family_id].append(guardian)
        return {row.pk: holders.of_pupil(row, adults[row.family_id]) for row in rows}

    def what(self, subject: Holder) -> str:
        return _("Élève, famille %s") % subject.membership.family.name

    def about(self, subject: Holder) -> tuple[str, int]:
        return ("pupil", subject.membership.pupil_id)

    def owns(self, subject: Holder, field: str) -> bool:
        return any(field == one.name for one in subject.fields())

    def home(self, subject: Holder, field: str) -> tuple[str, int]:
        """An adult who is a guardian too is one person: those changes are shared."""
        if subject.on_guardian(field):
            return Subject.GUARDIAN, subject.guardian.pk
        return self.key, subject.membership.pk


KINDS = (GuardianKind(), PupilKind())
_by_key = {kind.key: kind for kind in KINDS}


def named(key: str) -> PersonKind:
    return _by_key[key]


def of(change: FieldChange) -> Holder:
    """The person that change is about."""
    return named(change.kind).find(change.subject_id)
