"""Households as lines of a list: who, where to ring, and whether they come in."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from portamento.accounts.models import Account
from portamento.families.models import Family, Guardian, Membership

Access = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """One household: its adults with their telephones, its pupils, its access."""

    pk: int
    name: str
    number: str
    guardians: list[tuple[str, str]]
    phones: list[str]
    pupils: str
    access: str
    kind: str

    @property
    def hint(self) -> str:
        """« F-0002 · Karim Benali · Lina »: which of two families of one name it is."""
        adults = ", ".join(name for name, _identifier in self.guardians)
        return " · ".join(one for one in (self.number, adults, self.pupils) if one)


def listed(families):
    """With all that a line reads, whatever the number of lines."""
    acting = Guardian.objects.filter(left_on=None).select_related("person", "account")
    pupils = Membership.objects.select_related("pupil__person")
    return families.by_name().prefetch_related(
        Prefetch("guardians", acting.order_by("rank", "pk"), to_attr="adults"),
        Prefetch("memberships", pupils.in_order(), to_attr="children"),
    )


def of(families: Iterable[Family]) -> list[Row]:
    return [row(family) for family in families]


def row(family: Family) -> Row:
    words, kind = household_access([adult.account for adult in family.adults])
    return Row(
        pk=family.pk,
        name=family.name,
        number=family.number,
        guardians=[(one.full_name, one.account.identifier) for one in family.adults],
        phones=phones(family.adults),
        pupils=", ".join(one.pupil.first_name for one in family.children),
        access=words,
        kind=kind,
    )


def phones(guardians: Iterable[Guardian]) -> list[str]:
    """Each number once, in the order one would ring them."""
    numbers = [number for one in guardians for number in one.person.phones() if number]
    return list(dict.fromkeys(numbers))


def household_access(accounts: list[Account]) -> Access:
    """The household's: what most needs the office's hand comes first."""
    if not accounts:
        return _("Aucun responsable"), "wrong"
    each = [access(account) for account in accounts]
    return min(each, key=lambda one: ORDER.index(one[1]))


ORDER = ("wrong", "yours", "half", "done")


def access(account: Account) -> Access:
    """Where a person's way in stands, in words, and the kind of state."""
    if not account.is_active:
        return _("Accès fermé"), "wrong"
    if account.email_refused_at:
        return _("Adresse e-mail refusée"), "wrong"
    if account.connected_at:
        return _("Connecté"), "done"
    if account.invited_at:
        return _("Jamais connecté"), "half"
    return _("Identifiant non envoyé"), "yours"
