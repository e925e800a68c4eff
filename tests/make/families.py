"""Households and their people."""

from datetime import date

from portamento.families import actions
from portamento.families.choices import Relation
from portamento.families.models import Family, Guardian, Pupil
from portamento.foundation import text

BORN = date(2014, 5, 4)


def family(name="Martin", *, number="", by=None) -> Family:
    return actions.create_family(name, number=number, by=by)


def guardian(family, first_name="Claire", last_name="Martin", *, by=None, **fields) -> Guardian:
    """A responsible of the household, of all its pupils; lives in Valmont unless told.

    The identifiant comes from the last name unless given, the e-mail from the name.
    """
    own = {"address": "3 rue du Moulin", "postcode": "00100", "city": "Valmont"}
    if fields.get("person"):
        own = {}
    address = text.fold(f"{first_name} {last_name}").replace(" ", ".")
    fields.setdefault("email", f"{address}@example.org")
    made = actions.add_guardian(
        family, last_name=last_name, first_name=first_name, by=by, **(own | fields)
    )
    for membership in family.memberships.select_related("pupil__person"):
        relate(made, membership.pupil, by=by)
    return made


def pupil(family, first_name="Lina", last_name="Martin", *, by=None, **fields) -> Pupil:
    """A pupil of the household, of all its guardians, whose coordinates follow the first."""
    guardians = list(family.guardians.select_related("person").order_by("rank"))
    fields.setdefault("follows", guardians[0] if guardians else None)
    fields.setdefault("born_on", BORN)
    made = actions.add_pupil(family, last_name=last_name, first_name=first_name, by=by, **fields)
    for one in guardians:
        relate(one, made, by=by)
    return made


def relate(guardian, pupil, *, by=None, **fields):
    """The tie between the two; an adult pupil is one's own responsible."""
    own = guardian.person_id == pupil.person_id
    fields.setdefault("relation", Relation.SELF if own else Relation.MOTHER)
    return actions.tie(guardian, pupil, by=by, **fields)
