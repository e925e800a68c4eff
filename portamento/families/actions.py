"""Everything the office can make happen to households, guardians and pupils."""

from typing import Any

from django.db.models import F, Model
from django.utils.translation import gettext as _

from portamento.accounts import actions as accounts
from portamento.audit.record import record
from portamento.families.choices import Relation
from portamento.families.models import Family, Guardian, Membership, Person, Pupil, PupilYear, Tie
from portamento.foundation import clock
from portamento.schools.models import SchoolYear
from portamento.schools.scope import current
from portamento.workflow.action import NotAllowed, action

PUPIL_FIELDS = {"number", "school_level", "school_attended", "school_class", "image_right"}
MEMBERSHIP_FIELDS = {
    *Membership.CONTACT_FIELDS,
    *("address_hidden", "email", "emergency_contact", "emergency_phone"),
}


@action
def create_family(name: str, *, number: str = "", note: str = "", by) -> Family:
    """Open a household's page; its people come next."""
    family = Family.objects.create(name=name, number=number, note=note)
    record("family.created", family, household=family.pk, name=name)
    return family


@action
def edit_family(family: Family, *, by, **fields: Any) -> None:
    """Change the household's name, number or internal note."""
    if changed := _store(family, fields):
        record("family.edited", family, household=family.pk, name=family.name, **changed)


@action
def add_guardian(
    family: Family,
    *,
    last_name: str = "",
    first_name: str = "",
    email: str = "",
    identifier: str = "",
    person: Person | None = None,
    by,
    **person_fields: Any,
) -> Guardian:
    """A responsible adult joins the household, with an account of their own.

    `person`: an adult pupil who becomes their own responsible.
    """
    if person is None:
        person = _new_person(last_name=last_name, first_name=first_name, **person_fields)
    elif Guardian.objects.filter(person=person).exists():
        raise NotAllowed(_("%s est déjà responsable d’un foyer.") % person.full_name)
    account = accounts.open_account(
        name=person.full_name, email=email, identifier=identifier, by=by
    )
    rank = family.guardians.count() + 1
    guardian = Guardian.objects.create(person=person, family=family, account=account, rank=rank)
    record("guardian.added", guardian, household=family.pk, name=person.full_name)
    return guardian


@action
def add_pupil(
    family: Family,
    *,
    last_name: str = "",
    first_name: str = "",
    born_on=None,
    person: Person | None = None,
    primary: bool = True,
    payer_share: int = 100,
    follows: Guardian | None = None,
    by,
    **fields: Any,
) -> Pupil:
    """A pupil joins the household. `person`: an adult who is also a guardian.

    Contact fields are the household's (Membership); `follows` None: the pupil's own.
    """
    own = {name: fields.pop(name) for name in PUPIL_FIELDS & fields.keys()}
    here = {name: fields.pop(name) for name in MEMBERSHIP_FIELDS & fields.keys()}
    if person is None:
        person = _new_person(last_name=last_name, first_name=first_name, born_on=born_on, **fields)
    elif Pupil.objects.filter(person=person).exists():
        raise NotAllowed(_("%s est déjà élève.") % person.full_name)
    pupil = Pupil.objects.create(person=person, **own)
    Membership.objects.create(
        family=family,
        pupil=pupil,
        primary=primary,
        payer_share=payer_share,
        follows=follows,
        **here,
    )
    _refresh_search(person)
    record("pupil.added", pupil, family, household=family.pk, name=person.full_name)
    return pupil


@action
def share_pupil(
    family: Family, pupil: Pupil, *, payer_share: int, by, follows: Guardian | None = None
) -> Membership:
    """Separated parents: the pupil also belongs to that household, which pays its share."""
    others = list(pupil.memberships.all())
    if any(other.family_id == family.pk for other in others):
        raise NotAllowed(_("%s fait déjà partie de ce foyer.") % pupil.full_name)
    if len(others) > 1:
        raise NotAllowed(_("%s fait déjà partie de deux foyers.") % pupil.full_name)
    membership = Membership.objects.create(
        family=family, pupil=pupil, primary=not others, payer_share=payer_share, follows=follows
    )
    _balance(membership)
    record("pupil.shared", pupil, family, household=family.pk, name=pupil.full_name)
    return membership


@action
def unshare_pupil(membership: Membership, *, by) -> None:
    """The pupil leaves that household; the other one remains, and pays the whole."""
    pupil, family = membership.pupil, membership.family
    rest = pupil.memberships.exclude(pk=membership.pk)
    if not rest.exists():
        raise NotAllowed(_("C’est le seul foyer de %s.") % pupil.full_name)
    Tie.objects.filter(pupil=pupil, guardian__family=family).delete()
    membership.delete()
    rest.update(payer_share=100, primary=True, version=F("version") + 1)
    record("pupil.unshared", pupil, family, household=family.pk, name=pupil.full_name)


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


@action
def edit_person(person: Person, *, by, **fields: Any) -> None:
    """Change someone's civil identity or contacts."""
    changed = _store(person, fields)
    if not changed:
        return
    _refresh_search(person)
    guardian = Guardian.objects.filter(person=person).select_related("account").first()
    pupil = Pupil.objects.filter(person=person).first()
    if guardian and guardian.account.name != person.full_name:
        accounts.rename(guardian.account, person.full_name, by=by)
    roles = [role for role in (guardian, pupil) if role]
    household = guardian.family_id if guardian else None
    record("person.edited", *roles, household=household, name=person.full_name, **changed)


@action
def edit_pupil(pupil: Pupil, *, by, **fields: Any) -> None:
    """Change what the conservatoire keeps of the pupil beside civil identity."""
    if changed := _store(pupil, fields):
        record("pupil.edited", pupil, name=pupil.full_name, **changed)


@action
def edit_membership(membership: Membership, *, by, **fields: Any) -> None:
    """Change how one household reaches the pupil, whom the pupil follows, and what it pays."""
    changed = _store(membership, fields)
    if not changed:
        return
    if "payer_share" in changed["after"]:
        _balance(membership)
    pupil = membership.pupil
    _refresh_search(pupil.person)
    family = membership.family_id
    record("membership.edited", membership, household=family, name=pupil.full_name, **changed)


@action
def answer_leaving_alone(pupil: Pupil, *, year: SchoolYear, answer: str, by) -> None:
    """« Autorisation de sortie », anew each school year."""
    PupilYear.objects.update_or_create(pupil=pupil, year=year, defaults={"may_leave_alone": answer})
    record("pupil.leaving_answered", pupil, name=pupil.full_name, year=year.label, answer=answer)


@action
def close_guardian(guardian: Guardian, *, by) -> None:
    """The person no longer acts for the household: the account is closed, the rows stay."""
    others = guardian.family.guardians.filter(left_on=None).exclude(pk=guardian.pk)
    if not others.exists():
        raise NotAllowed(_("C’est le seul responsable de ce foyer."))
    guardian.left_on = clock.today(current().zone)
    guardian.save(update_fields=["left_on"])
    accounts.close_account(guardian.account, by=by)
    record("guardian.closed", guardian, household=guardian.family_id, name=guardian.full_name)


@action
def reopen_guardian(guardian: Guardian, *, by) -> None:
    """The person acts for the household again."""
    guardian.left_on = None
    guardian.save(update_fields=["left_on"])
    accounts.reopen_account(guardian.account, by=by)
    record("guardian.reopened", guardian, household=guardian.family_id, name=guardian.full_name)


def _new_person(**fields: Any) -> Person:
    person = Person(**fields)
    person.search = person.search_key()
    person.save(force_insert=True)
    return person


def _refresh_search(person: Person) -> None:
    """Name and telephones, those that each household gives of a pupil too."""
    own = [row.digits() for row in Membership.objects.filter(pupil__person=person)]
    key = " ".join([person.search_key(), *filter(None, own)])[: Person.SEARCH_LENGTH]
    person.search = key
    Person.objects.filter(pk=person.pk).update(search=key)


def _balance(membership: Membership) -> None:
    """Two households pay the whole between them."""
    others = Membership.objects.filter(pupil_id=membership.pupil_id).exclude(pk=membership.pk)
    rest = 100 - membership.payer_share
    others.exclude(payer_share=rest).update(payer_share=rest, version=F("version") + 1)


def _store(row: Model, fields: dict[str, Any]) -> dict[str, dict]:
    """Writes what differs, if nobody wrote meanwhile; gives {before, after}, or nothing."""
    changed = {name: value for name, value in fields.items() if getattr(row, name) != value}
    if not changed:
        return {}
    before = {name: _plain(getattr(row, name)) for name in changed}
    fresh = type(row).objects.filter(pk=row.pk, version=row.version)
    if not fresh.update(**changed, version=F("version") + 1):
        raise NotAllowed(_("Cette fiche a été modifiée entre-temps par une autre personne."))
    for name, value in changed.items():
        setattr(row, name, value)
    row.version += 1
    return {"before": before, "after": {name: _plain(value) for name, value in changed.items()}}


def _plain(value: Any) -> Any:
    """What the journal can keep."""
    return value if isinstance(value, str | int | bool | None) else str(value)
