"""Where a campaign stands, for its page: how many in each state, which disciplines, which days."""

from django.http import QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.foundation import text
from portamento.office.dossiers.filters import GROUPS, Filters
from portamento.reenrolment import figures
from portamento.reenrolment.models import Campaign

LATEST = 14


def of(campaign: Campaign) -> dict:
    """Empty until families have begun."""
    found = Filters(QueryDict(f"annee={campaign.year.starts_in}"))
    counts = found.counts()
    if not any(counts.values()):
        return {}
    return {
        "states": states(campaign, counts),
        "disciplines": figures.by_discipline(campaign),
        "days": [
            {"label": text.day(day).rsplit(" ", 1)[0], "value": number}
            for day, number in figures.by_day(campaign)[-LATEST:]
        ],
        "days_title": _("Dossiers arrivés par jour"),
    }


def states(campaign: Campaign, counts: dict[str, int]) -> list[dict]:
    """One figure per pile of dossiers, each leading to it."""
    address = reverse("office:dossiers.index")
    return [
        {
            "value": counts[group.key],
            "label": group.label,
            "url": f"{address}?etat={group.key}&annee={campaign.year.starts_in}",
        }
        for group in GROUPS
    ]
