"""« Bordereaux d’élimination » (Code du patrimoine, art. L212-2 and R212-14).

What is closed is listed, the Archives départementales sign, then it is destroyed: in that order
only. The signed list is kept for ever.
"""

from collections import defaultdict
from datetime import date

from django.db.models import Max
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.documents import forgetting
from portamento.documents import setup as kinds
from portamento.documents.lifecycle import ELIMINATION
from portamento.documents.models import Check, Document, Elimination, EliminationLine
from portamento.foundation import clock
from portamento.workflow.action import NotAllowed, action


def waiting():
    """Closed documents that are on no list yet."""
    rows = Document.objects.filter(file__check_state=Check.CLOSED, elimination=None)
    return rows.select_related("kind", "file").order_by("kind", "pk")


@action
def prepare(*, by) -> Elimination:
    """Lists all that waits, a line per kind of document."""
    documents = list(waiting())
    if not documents:
        raise NotAllowed(_("Aucun document n’attend d’être éliminé."))
    last = Elimination.objects.aggregate(last=Max("number"))["last"] or 0
    made = Elimination.objects.create(number=last + 1, made_at=clock.now())
    EliminationLine.objects.bulk_create(lines_of(made, documents))
    Document.objects.filter(pk__in=[one.pk for one in documents]).update(elimination=made)
    record("elimination.prepared", made, number=made.number, documents=len(documents))
    return made


def lines_of(made: Elimination, documents: list[Document]) -> list[EliminationLine]:
    """By kind; what was replaced stands apart, since it closes under a rule of its own."""
    groups: dict[tuple[int, bool], list[Document]] = defaultdict(list)
    replaced = forgetting.succeeded_on(documents)
    for one in documents:
        one.gives_way = one.pk in replaced
        groups[one.kind_id, one.gives_way].append(one)
    return [line(made, group) for group in groups.values()]


def line(made: Elimination, group: list[Document]) -> EliminationLine:
    days = sorted(clock.day(one.received_at) for one in group)
    name = kinds.title(group[0].kind)
    return EliminationLine(
        elimination=made,
        name=_("%s (remplacé)") % name[:140] if group[0].gives_way else name,
        rule=forgetting.rule_for(group[0]).code,
        number=len(group),
        oldest=days[0],
        newest=days[-1],
        size=sum(one.file.size for one in group),
    )


@action
def approve(made: Elimination, *, on: date, approved_by: str, reference: str = "", by) -> None:
    """The signed original has come back."""
    stamps = {"approved_on": on, "approved_by": approved_by, "reference": reference}
    ELIMINATION.approve(made, stamps=stamps, number=made.number, reference=reference)


@action
def destroy(made: Elimination, *, by) -> None:
    """All that it lists goes, for good."""
    stamps = {"destroyed_at": clock.now()}
    ELIMINATION.destroy(made, stamps=stamps, number=made.number)
    for document in made.documents.select_related("kind", "file"):
        forgetting.forget(document, by=by)


@action
def cancel(made: Elimination, *, by) -> None:
    """The visa did not come: its documents wait for another list."""
    ELIMINATION.cancel(made, number=made.number)
    Document.objects.filter(elimination=made).update(elimination=None)
