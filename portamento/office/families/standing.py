"""Where a household stands in the campaign: what one is asked on the telephone."""

from dataclasses import dataclass

from portamento.families.models import Family
from portamento.office.reminders.rows import reminded_today
from portamento.reenrolment import chasing, setup
from portamento.reenrolment.models import Campaign


@dataclass(frozen=True)
class Standing:
    """In the words of the reminder; `unopened` are the pupils of whom there is no dossier yet."""

    campaign: Campaign
    unopened: list[str]
    missing: tuple[str, ...]
    told_today: bool


def of(family: Family) -> Standing | None:
    """None where there is no campaign, or where it concerns none of the household's pupils."""
    campaign = setup.current_campaign()
    home = chasing.of_family(family, campaign) if campaign else None
    if home is None:
        return None
    return Standing(
        campaign,
        unopened=[one.one.pupil.full_name for one in home.children if not one.state],
        missing=home.missing() if home.unsent or home.incomplete else (),
        told_today=family.pk in reminded_today([family.pk]),
    )
