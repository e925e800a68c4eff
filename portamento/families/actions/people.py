"""Guardians and pupils: they join, are corrected, leave."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from portamento.accounts import actions as accounts
from portamento.audit.record import record
from portamento.families.actions import ties
from portamento.families.choices import Answer
from portamento.families.models import Family, Guardian, Membership, Person, Pupil, PupilYear
from portamento.foundation import clock, text
from portamento.schools import setup
from portamento.schools.models import SchoolYear
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.edit import store

PUPIL_FIELDS = {"number", "school_level", "school_attended", "school_class"}
YEARLY_VERBS = {"image_right": "pupil.image_answered", "may_leave_alone": "pupil.leaving_answered"}
MEMBERSHIP_FIELDS = {
    *Membership.CONTACT_FIELDS,
    *("address_hidden", "email", "emergency_contact", "emergency_phone"),
}


@action
def add_guardian(
    family: Family,
    *,
    last_name: str = "",
    first_name: str = "",
    email: str = "",
    identifier: str = "",
    person: Person | None = None,
    relations: Mapping[Pupil, str] | None = None,
    by,
    **person_fields: Any,
) -> Guardian:
    """A responsible adult joins the household, with an account of their own.

    `person`: an adult pupil who becomes their own responsible. `relations`: what they are to
    pupils of the household.
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
    for pupil, relation in (relations or {}).items():
        ties.relate(guardian, pupil, relation=relation, by=by)
    return guardian


@action
def add_pupil(
    family: Family,
    *,
    last_name: str = "",
    first_name: str = "",
    born_on=None,
    person: Person | None = None,
    payer_share: int = 100,
    follows: Guardian | None = None,
    tied: Mapping[Guardian, Mapping[str, Any]] | None = None,
    answers: Mapping[str, str] | None = None,
    by,
    **fields: Any,
) -> Pupil:
    """A pupil joins the household. `person`: an adult who is also a guardian.

    `tied`: what guardians are to the pupil and may do, as `ties.tie` takes it; a relation alone is
    the usual tie of that relation. `answers`: this year’s, as `answer_for_year` takes them.
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
        family=family, pupil=pupil, payer_share=payer_share, follows=follows, **here
    )
    refresh_search(person)
    record("pupil.added", pupil, family, household=family.pk, name=person.full_name)
    for guardian, given in (tied or {}).items():
        ties.tie(guardian, pupil, **(ties.usual(given["relation"]) | given), by=by)
    if said := {name: answer for name, answer in (answers or {}).items() if answer}:
        answer_for_year(pupil, said, year=setup.current_year(), by=by)
    return pupil


@action
def edit_person(person: Person, *, by, **fields: Any) -> None:
    """Change someone's civil identity or contacts."""
    changed = store(person, fields)
    if not changed:
        return
    refresh_search(person)
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
    if changed := store(pupil, fields):
        record("pupil.edited", pupil, name=pupil.full_name, **changed)


@action
def answer_for_year(pupil: Pupil, answers: Mapping[str, str], *, year: SchoolYear, by) -> None:
    """« Droit à l’image » and « Autorisation de sortie », anew each school year.

    `answers`: `image_right`, `may_leave_alone` or both, each one of `choices.Answer`.
    """
    PupilYear.objects.update_or_create(pupil=pupil, year=year, defaults=dict(answers))
    for name, answer in answers.items():
        said = str(Answer(answer).label)
        record(YEARLY_VERBS[name], pupil, name=pupil.full_name, year=year.label, answer=said)


@action
def close_guardian(guardian: Guardian, *, by) -> None:
    """The person no longer acts for the household: the account is closed, the rows stay."""
    others = guardian.family.guardians.filter(left_on=None).exclude(pk=guardian.pk)
    if not others.exists():
        raise NotAllowed(_("C’est le seul responsable de ce foyer."))
    guardian.left_on = clock.today()
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


@action
def note_departure(pupil: Pupil, *, on: date, by) -> None:
    """The pupil leaves the conservatoire: neither asked to re-enrol nor reminded any more."""
    if store(pupil, {"left_on": on}):
        record("pupil.left", pupil, *_homes(pupil), name=pupil.full_name, day=text.day(on))


@action
def cancel_departure(pupil: Pupil, *, by) -> None:
    """The pupil has not left after all, or is back."""
    if store(pupil, {"left_on": None}):
        record("pupil.returned", pupil, *_homes(pupil), name=pupil.full_name)


def _homes(pupil: Pupil) -> list[Family]:
    """The households whose journal says it too."""
    return list(Family.objects.filter(memberships__pupil=pupil).order_by("pk"))


def _new_person(**fields: Any) -> Person:
    person = Person(**fields)
    person.search = person.search_key()
    person.save(force_insert=True)
    return person


def refresh_search(person: Person) -> None:
    """Name and telephones, those that each household gives of a pupil too."""
    own = [row.digits() for row in Membership.objects.filter(pupil__person=person)]
    key = " ".join([person.search_key(), *filter(None, own)])[: Person.SEARCH_LENGTH]
    person.search = key
    Person.objects.filter(pk=person.pk).update(search=key)
