"""What the office confirms of a reading, and what follows: a quotient, how long a paper is good."""

from datetime import date
from decimal import Decimal

from portamento.audit.record import record
from portamento.documents import kept
from portamento.documents.models import Document, Validity
from portamento.documents.readings.proposal import Kind, Proposal
from portamento.foundation import clock, periods
from portamento.reenrolment import setup
from portamento.reenrolment.models import HouseholdAnswers
from portamento.workflow.action import action


@action
def keep_reading(
    document: Document, proposal: Proposal, *, month: Proposal | None = None, by
) -> None:
    """« Retenir »: kept with the document; a quotient serves the household for this campaign."""
    kept.keep(document, proposal, by=by)
    if proposal.kind is Kind.QUOTIENT:
        if month:
            kept.keep(document, month, by=by)
        serve(document, cents(proposal.value), month.value if month else None)
    if proposal.kind is Kind.DATE:
        count_from(document, proposal.value)


@action
def drop_reading(document: Document, kind: Kind, *, by) -> None:
    """« Ne plus retenir »; a quotient that came from here serves no longer."""
    for one in (kind, Kind.QUOTIENT_MONTH) if kind is Kind.QUOTIENT else (kind,):
        if row := document.kept_readings.filter(what=one).first():
            if one is Kind.QUOTIENT:
                unserve(document, cents(kept.number(row.value)))
            kept.drop(document, one, by=by)


def cents(euros: int | Decimal) -> int:
    return int(Decimal(euros) * 100)


def serve(document: Document, quotient_cents: int, month: date | None) -> None:
    """The household's quotient for the campaign that runs."""
    campaign = setup.current_campaign()
    if campaign is None:
        return
    answers, _made = HouseholdAnswers.objects.get_or_create(
        family=document.family, campaign=campaign
    )
    values = {"quotient_cents": quotient_cents, "quotient_month": month}
    HouseholdAnswers.objects.filter(pk=answers.pk).update(**values)
    record("household.quotient", answers, household=document.family_id)


def unserve(document: Document, quotient_cents: int) -> None:
    rows = HouseholdAnswers.objects.filter(
        family=document.family_id,
        campaign=setup.current_campaign(),
        quotient_cents=quotient_cents,
    )
    rows.update(quotient_cents=None, quotient_month=None)


def count_from(document: Document, issued: date) -> None:
    """Good for so many months from its own date; what was let in serves the day it came."""
    if document.kind.validity != Validity.MONTHS:
        return
    came = clock.day(document.received_at)
    until = max(periods.add_months(issued, document.kind.months), came)
    Document.objects.filter(pk=document.pk).update(covers_until=until)
    document.covers_until = until
