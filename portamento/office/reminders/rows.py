"""Households to remind, as lines: who, where to ring, what remains."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portamento.audit.models import Event, Mention
from portamento.foundation import clock
from portamento.reenrolment.chasing import Household

NEVER, UNSENT, INCOMPLETE, EVERYONE = "connexion", "envoi", "pieces", "tout"
TABS = {
    NEVER: _("Jamais connectées"),
    UNSENT: _("Pas encore envoyé"),
    INCOMPLETE: _("À compléter"),
    EVERYONE: _("Toutes"),
}
BELONGS = {
    NEVER: lambda home: not home.connected and bool(home.unsent or home.incomplete),
    UNSENT: lambda home: bool(home.unsent),
    INCOMPLETE: lambda home: bool(home.incomplete),
    EVERYONE: lambda home: bool(home.unsent or home.incomplete),
}
HEADS = (_("Famille"), _("Responsables"), _("Téléphones"), _("E-mail"), _("Reste à faire"))


@dataclass(frozen=True)
class Row:
    pk: int
    url: str
    family: str
    adults: str
    phones: list[str]
    emails: str
    missing: tuple[str, ...]
    told_today: bool

    def cells(self) -> list[str]:
        """The export's columns, in the order of HEADS."""
        phones = ", ".join(self.phones)
        return [self.family, self.adults, phones, self.emails, " ; ".join(self.missing)]


def chosen(homes: list[Household], tab: str) -> list[Household]:
    return [home for home in homes if BELONGS[tab](home)]


def of(homes: list[Household]) -> list[Row]:
    """One query more: who was reminded today."""
    told = reminded_today([home.family.pk for home in homes])
    return [row(home, home.family.pk in told) for home in homes]


def reminded_today(families: list[int]) -> set[int]:
    today = Event.objects.filter(verb="campaign.reminded").on(clock.today())
    rows = Mention.objects.filter(event__in=today, kind="family", subject_id__in=families)
    return set(rows.values_list("subject_id", flat=True))


def row(home: Household, told_today: bool) -> Row:
    numbers = [number for one in home.adults for number in one.person.phones() if number]
    return Row(
        pk=home.family.pk,
        url=reverse("office:families.show", kwargs={"pk": home.family.pk}),
        family=home.family.name,
        adults=", ".join(one.full_name for one in home.adults),
        phones=list(dict.fromkeys(numbers)),
        emails=", ".join(one.account.email for one in home.adults if one.account.email),
        missing=home.missing(),
        told_today=told_today,
    )
