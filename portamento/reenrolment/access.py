"""Who may re-enrol, read, take back: the questions pages and actions both ask."""

from dataclasses import dataclass
from datetime import datetime

from portamento.reenrolment.lifecycle import DOSSIER
from portamento.reenrolment.models import Campaign, Dossier, State
from portamento.reenrolment.situation import Situation

EDITABLE = {State.DRAFT, State.SENT_BACK, State.WITHDRAWN}
RUNNING = {State.SUBMITTED, State.IN_REVIEW, State.SENT_BACK, State.ACCEPTED, State.PLACED}


@dataclass(frozen=True)
class Access:
    """What the person asking may do with a pupil's dossier now, and why not."""

    open: bool
    before: bool
    over: bool
    may_reenrol: bool
    is_filer: bool
    may_read: bool
    editable: bool
    may_take_back: bool
    runs: bool
    closes_at: datetime

    @property
    def may_upload(self) -> bool:
        """Documents may still come after sending, while the dossier runs."""
        return self.may_edit or self.runs

    @property
    def may_edit(self) -> bool:
        return self.open and self.may_reenrol and self.is_filer and self.editable


def of(one: Situation, at: datetime) -> Access:
    """At that moment (a request's arrival): the deadline holds to the second."""
    campaign, dossier, tie = one.campaign, one.dossier, one.membership
    until = closes_at(one, at)
    sent_back = dossier is not None and dossier.state == State.SENT_BACK
    is_open = campaign.opens_at <= at < until or (sent_back and at >= campaign.opens_at)
    may_reenrol = bool(tie.tie_may_reenrol) and not tie.tie_protected and not has_left(one)
    return Access(
        open=is_open,
        before=at < campaign.opens_at,
        over=not is_open and at >= until,
        may_reenrol=may_reenrol,
        is_filer=one.is_filer,
        may_read=not tie.tie_protected,
        editable=dossier is None or is_editable(dossier),
        may_take_back=bool(
            dossier
            and one.is_filer
            and may_reenrol
            and is_open
            and DOSSIER.may(dossier, "take_back")
        ),
        runs=bool(dossier and may_reenrol and dossier.state in RUNNING),
        closes_at=until,
    )


def has_left(one: Situation) -> bool:
    """The pupil has left the conservatoire: nobody re-enrols them, nothing is asked for them."""
    return one.pupil.left_on is not None


def is_editable(dossier: Dossier) -> bool:
    """Sent back without a word, only documents are awaited: the answers stay as they were sent."""
    documents_alone = dossier.state == State.SENT_BACK and not dossier.reason
    return dossier.state in EDITABLE and not documents_alone


def closes_at(one: Situation, at: datetime) -> datetime:
    """When it closes for that family: a reopening (« hors délai ») counts once it is over."""
    campaign: Campaign = one.campaign
    if not campaign.is_over(at):
        return campaign.closes_at
    return one.membership.reopened_until or campaign.closes_at
