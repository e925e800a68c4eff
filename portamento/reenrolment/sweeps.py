"""Background work of a re-enrolment: families are told what was refused, papers are forgotten."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta

from portamento.documents import actions as papers
from portamento.documents import forgetting
from portamento.documents.models import Document
from portamento.documents.retention import End
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.reenrolment import actions, keeping, setup
from portamento.schools.models import School
from portamento.schools.scope import scope
from portamento.workflow import queue
from portamento.workflow.action import NotAllowed

# The office may still change its mind, and several refusals make one letter.
AFTER = timedelta(hours=1)


def refusals_to_tell():
    """Families of every school with a refusal older than an hour that nobody has told them of."""
    # The worker serves every school.
    rows = Document.objects.every_school().untold().filter(decided_at__lte=clock.now() - AFTER)
    families = Family.objects.every_school().filter(pk__in=rows.values("family"))
    return families.select_related("school").order_by("pk")


def tell_refusals() -> Iterator[None]:
    """One letter per family; what a person has told meanwhile is told no more."""
    return queue.each(refusals_to_tell()[:100], tell)


def tell(family: Family) -> None:
    with suppress(NotAllowed):
        actions.tell_refusals(family, by=None)


def expire_documents() -> Iterator[None]:
    """What covered a time that is over. Handed in for a campaign of today, it still serves that."""
    for school in School.objects.order_by("pk"):
        with scope(school):
            due = list(out_of_date(clock.today()))
        yield from queue.each(due, expire)


def expire(document: Document) -> None:
    papers.expire(document, by=None)


def out_of_date(today: date):
    """Standing documents whose time is over and that came before the last campaign opened."""
    begun = (one.opens_at for one in setup.campaigns() if one.opens_at <= clock.now())
    before = max(begun, default=clock.now())
    rows = Document.objects.standing().filter(covers_until__lt=today, received_at__lt=before)
    return rows.select_related("kind", "school").order_by("pk")


def forget_documents() -> Iterator[None]:
    """Whose time is over goes; public archives close, and wait for their visa."""
    for school in School.objects.order_by("pk"):
        with scope(school):
            due = [document for document, _kept in keeping.due(clock.today())]
        yield from queue.each(due, forget)


def forget(document: Document) -> None:
    """Erased, or closed where the public archives have a word to say."""
    ends = forgetting.rule_for(document).end
    done = forgetting.close if ends == End.VISA else forgetting.forget
    done(document, by=None)
