"""A dossier sent back for its documents alone comes back by itself, once they are there."""

from django.db.models import QuerySet

from portamento.reenrolment import completeness, turns
from portamento.reenrolment.lifecycle import DOSSIER
from portamento.reenrolment.models import Dossier, State
from portamento.schools.prepared import Mark, Prepared
from portamento.workflow.hold import hold


@Prepared
def sent_back(family: Mark) -> QuerySet[Dossier]:
    """Without a word: nothing but documents is awaited from that household."""
    rows = Dossier.objects.filter(family=family, state=State.SENT_BACK, reason="")
    return rows.select_related("campaign__year__school")


def come_back(family, pupil=None) -> None:
    """Inside an action: each dossier that lacks nothing asked again, to the office's list."""
    waiting = [one for one in sent_back(family.pk) if pupil is None or one.pupil_id == pupil.pk]
    # Held before the papers are read: of two that arrive at once, the second sees them all.
    dossiers = [one for one in waiting if hold(one, state=State.SENT_BACK)]
    for campaign in {one.campaign for one in dossiers}:
        mine = [one for one in dossiers if one.campaign_id == campaign.pk]
        standings = completeness.of(mine, campaign)
        for dossier in mine:
            if not turns.asked_again(standings[dossier.pk]):
                DOSSIER.come_back(dossier)
