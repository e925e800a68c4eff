"""Where a campaign stands, in figures: each pupil counted once."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q
from django.db.models.functions import Coalesce, TruncDate

from portamento.foundation import clock
from portamento.foundation.text import alphabetically
from portamento.reenrolment import chasing
from portamento.reenrolment.chasing import NOT_SENT, Household
from portamento.reenrolment.models import Campaign, Dossier, State, Wish


@dataclass(frozen=True)
class Figures:
    """How far the pupils concerned have come; each figure holds those of the next."""

    pupils: int
    connected: int
    drafts: int
    sent: int
    complete: int
    placed: int
    confirmed: int


def of(campaign: Campaign, homes: list[Household] | None = None) -> Figures:
    """`homes` where they have been loaded already."""
    homes = chasing.load(campaign) if homes is None else homes
    mine = [(child, home) for home in homes for child in home.children if child.one.is_filer]
    pupils = {child.one.membership.pupil_id: (child, home) for child, home in mine}
    owing = {child.one.membership.pupil_id for home in homes for child in home.incomplete}
    rows = list(pupils.items())
    placed = {State.PLACED, State.CONFIRMED}
    return Figures(
        pupils=len(rows),
        connected=sum(home.connected for _pk, (_child, home) in rows),
        drafts=sum(child.state == State.DRAFT for _pk, (child, _home) in rows),
        sent=sum(child.is_sent for _pk, (child, _home) in rows),
        complete=sum(child.is_sent and pk not in owing for pk, (child, _home) in rows),
        placed=sum(child.state in placed for _pk, (child, _home) in rows),
        confirmed=sum(child.state == State.CONFIRMED for _pk, (child, _home) in rows),
    )


@dataclass(frozen=True)
class Wanted:
    """What families answered about one discipline, in the dossiers they have sent."""

    discipline: str
    going_on: int
    stopping: int
    new: int


def by_discipline(campaign: Campaign) -> list[Wanted]:
    """Those of which something is asked or answered, by name."""
    ours, goes_on = Q(enrolment__isnull=False), Q(wanted=True)
    rows = (
        Wish.objects.filter(dossier__campaign=campaign)
        .exclude(dossier__state__in=NOT_SENT)
        .values(name=Coalesce(F("enrolment__course__discipline__name"), F("discipline__name")))
        .annotate(
            going_on=Count("pk", filter=ours & goes_on),
            stopping=Count("pk", filter=ours & ~goes_on),
            new=Count("pk", filter=~ours & goes_on),
        )
    )
    found = [Wanted(one["name"], one["going_on"], one["stopping"], one["new"]) for one in rows]
    return alphabetically(found, lambda one: one.discipline)


def by_day(campaign: Campaign) -> list[tuple[date, int]]:
    """How many dossiers came for the first time, each day that some did."""
    rows = (
        Dossier.objects.filter(campaign=campaign, first_sent_at__isnull=False)
        .values(day=TruncDate("first_sent_at", tzinfo=clock.zone()))
        .annotate(number=Count("pk"))
        .order_by("day")
    )
    return [(one["day"], one["number"]) for one in rows]
