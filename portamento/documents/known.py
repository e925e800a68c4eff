"""What the school knows of a household, for a paper to be compared with. Nothing of another's."""

from dataclasses import dataclass

from portamento.documents.comparison import Address, Name
from portamento.families.models import Family, Guardian, Membership
from portamento.families.models.persons import Contacts, Person


@dataclass(frozen=True)
class PersonFacts:
    """Names and addresses of a household, and the year of income its campaign asks for."""

    names: tuple[Name, ...]
    addresses: tuple[Address, ...]
    income_year: int | None = None


def of(family: Family, *, income_year: int | None = None) -> PersonFacts:
    """Two queries, whatever the household."""
    guardians = Guardian.objects.filter(family=family, left_on=None).select_related("person")
    memberships = Membership.objects.filter(family=family).select_related("pupil__person")
    adults = [guardian.person for guardian in guardians.order_by("rank", "pk")]
    own = list(memberships.in_order())
    addresses = [_address(one) for one in (*adults, *own) if one.address or one.postcode]
    return PersonFacts(
        names=tuple(_name(person) for person in (*adults, *(one.pupil.person for one in own))),
        addresses=tuple(dict.fromkeys(addresses)),
        income_year=income_year,
    )


def _name(person: Person) -> Name:
    return Name(person.last_name, person.first_name)


def _address(contacts: Contacts) -> Address:
    return Address(tuple(contacts.address.splitlines()), contacts.postcode, contacts.city)
