"""Background work of a re-enrolment: families are told what was refused, papers are forgotten."""

from collections.abc import Iterator
from datetime import date, timedelta

from portamento.documents import actions as papers
from portamento.documents import forgetting
from portamento.documents.models import Document, State
from portamento.documents.retention import End
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.reenrolment import actions, keeping, setup
from portamento.schools.models import School
from portamento.schools.scope import scope
from portamento.workflow.action import NotAllowed

# The office may still change its mind, and several refusals make one letter.
AFTER = timedelta(hours=1)


def refusals_to_tell():
    """Families of every school with a refusal older than an hour that nobody has told them of."""
    # The worker serves every school.
    rows = Document.objects.every_school().filter(
        state=State.REFUSED, told_at=None, decided_at__lte=clock.now() - AFTER
    )
    families = Family.objects.every_school().filter(pk__in=rows.values("family"))
    return families.select_related("school").order_by("pk")


def tell_refusals() -> Iterator[None]:
    """One letter per family; what a person has told meanwhile is told no more."""
    for family in list(refusals_to_tell()[:100]):
        with scope(family.school):
            try:
                actions.tell_refusals(family, by=None)
            except NotAllowed:
                continue
        yield


def expire_documents() -> Iterator[None]:
    """What covered a time that is over. Handed in for a campaign of today, it still serves that."""
    for school in School.objects.order_by("pk"):
        with scope(school):
            for document in list(out_of_date(clock.today(school.zone))):
                papers.expire(document, by=None)
                yield


def out_of_date(today: date):
    """Standing documents whose time is over and that came before the last campaign opened."""
    begun = (one.opens_at for one in setup.campaigns() if one.opens_at <= clock.now())
    before = max(begun, default=clock.now())
    rows = Document.objects.standing().filter(covers_until__lt=today, received_at__lt=before)
    return rows.select_related("kind").order_by("pk")


def forget_documents() -> Iterator[None]:
    """Whose time is over goes; public archives close, and wait for their visa."""
    for school in School.objects.order_by("pk"):
        with scope(school):
            for document, kept in list(keeping.due(clock.today(school.zone))):
                done = forgetting.close if kept.rule.end == End.VISA else forgetting.forget
                done(document, by=None)
                yield
