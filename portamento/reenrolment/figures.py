"""Where a campaign stands, in figures: each pupil counted once."""

from dataclasses import dataclass

from portamento.reenrolment import chasing
from portamento.reenrolment.chasing import Household
from portamento.reenrolment.models import Campaign, State


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
