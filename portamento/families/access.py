"""Who may know what of whom, inside a household and between two of them."""

from enum import Enum

from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.shortcuts import get_object_or_404

from portamento.families import fields
from portamento.families.models import Family, Guardian, Membership, PupilYear, Tie
from portamento.schools import setup


class Fact(Enum):
    """Kinds of fact about a pupil who belongs to two households."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    LEVEL = "level"
    COURSES = "courses"
    DOSSIER_STATE = "dossier_state"
    DETAILS = "details"  # birth place, school, consents: the rest of who the pupil is
    CONTACTS = "contacts"
    DOCUMENTS = "documents"
    BILLS = "bills"
    PLAN = "plan"
    QUOTIENT_FAMILIAL = "quotient_familial"
    LETTERS = "letters"
    JOURNAL = "journal"


# What the other household may know; one test walks every page for what it may not.
OTHER_HOUSEHOLD: dict[Fact, bool] = {
    Fact.NAME: True,
    Fact.BIRTH_DATE: True,
    Fact.LEVEL: True,
    Fact.COURSES: True,
    Fact.DOSSIER_STATE: True,
    Fact.DETAILS: False,
    Fact.CONTACTS: False,
    Fact.DOCUMENTS: False,
    Fact.BILLS: False,
    Fact.PLAN: False,
    Fact.QUOTIENT_FAMILIAL: False,
    Fact.LETTERS: False,
    Fact.JOURNAL: False,
}


def other_household_may_know(fact: Fact) -> bool:
    return OTHER_HOUSEHOLD[fact]


def with_identity(rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """With all that an identity page reads, in one query."""
    year = setup.current_year()
    answers = PupilYear.objects.filter(pupil=OuterRef("pupil"), year=year)
    answered = {name: Subquery(answers.values(name)[:1]) for name in sorted(fields.YEARLY)}
    others = Membership.objects.filter(pupil=OuterRef("pupil")).exclude(pk=OuterRef("pk"))
    people = rows.select_related("follows__person", "pupil__person__guardian__account")
    return people.annotate(**answered, shared=Exists(others))


def memberships(family: Family) -> QuerySet[Membership]:
    """The household's pupils, in order."""
    return with_identity(family.memberships).in_order()


def membership(family: Family, pupil_pk: int) -> Membership:
    """That pupil in that household; anybody else's is 404."""
    return one_of(memberships(family), pupil_pk)


def one_of(rows: QuerySet[Membership], pupil_pk: int) -> Membership:
    return get_object_or_404(rows, pupil_id=pupil_pk)


def shown_to(guardian: Guardian, rows: QuerySet[Membership]) -> QuerySet[Membership]:
    """Each with what that guardian's tie says.

    `protected`: a court's order lets them be told nothing of the pupil; `authority`: they hold it.
    """
    ties = Tie.objects.filter(guardian=guardian, pupil=OuterRef("pupil"))
    return rows.annotate(
        protected=Exists(ties.filter(protected=True)), authority=Exists(ties.filter(authority=True))
    )


def kept_from(guardian: Guardian) -> QuerySet:
    """The pupils of whom a court's order lets that guardian be told nothing."""
    return Tie.objects.filter(guardian=guardian, protected=True).values("pupil")


def told_to(guardian: Guardian, rows: QuerySet, *, author: str = "") -> QuerySet:
    """Of what a household holds on its pupils (documents…), what that guardian may be told.

    `author` names the account that gave a row. Whom a court's order keeps from one of the pupils
    is shown no paper of the whole household but their own: a proof of residence says where that
    pupil lives.
    """
    kept = kept_from(guardian)
    told = rows.exclude(pupil__in=kept)
    if not author:
        return told
    of_others = Q(pupil=None) & ~Q(**{author: guardian.account_id})
    return told.exclude(of_others & Exists(kept))


def hands_in(guardian: Guardian) -> Q:
    """Of papers: the household's are handed in by any of its adults, a pupil's by those of them
    who may re-enrol that pupil."""
    ties = Tie.objects.filter(guardian=guardian, pupil=OuterRef("pupil"), may_reenrol=True)
    return Q(pupil=None) | Q(Exists(ties))


def may_read_bills(guardian: Guardian) -> bool:
    """Bills name the pupils and say where the household's first adult lives: not to whom a court's
    order keeps from one of them, unless the bills are addressed to them."""
    return not kept_from(guardian).exists() or guardians(guardian.family).first() == guardian


def guardians(family: Family) -> QuerySet[Guardian]:
    """The household's responsible adults, first ones first."""
    return acting(family.guardians)


def acting(rows: QuerySet[Guardian]) -> QuerySet[Guardian]:
    """Those who still act for their household."""
    people = rows.filter(left_on=None).select_related("person", "account")
    return people.order_by("rank", "pk")
