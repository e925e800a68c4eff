"""Background work of a re-enrolment: families are told of refused documents left untold."""

from collections.abc import Iterator
from datetime import timedelta

from portamento.documents.models import Document, State
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.reenrolment import actions
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
