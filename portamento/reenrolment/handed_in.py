"""Which of the documents that households have handed in still serve in a campaign."""

from collections.abc import Iterable

from django.db.models import F, Q, QuerySet, Window
from django.db.models.functions import RowNumber

from portamento.documents.models import GONE, Document, State, Validity
from portamento.reenrolment.models import Campaign


def newest(
    rows: QuerySet[Document], campaign: Campaign, kinds: Iterable[int] | None = None
) -> QuerySet[Document]:
    """Of each kind and state the last before the campaign and the last since it opened.

    A family that has handed in a paper a hundred times is read as fast as one that did so once.
    `kinds`: no others than these.
    """
    place = Window(
        RowNumber(),
        partition_by=["family", "kind", "pupil", "state", Q(received_at__gte=campaign.opens_at)],
        order_by=[F("received_at").desc(), F("pk").desc()],
    )
    rows = rows.exclude(state=State.REPLACED)
    rows = rows.filter(kind__in=kinds) if kinds else rows
    rows = rows.annotate(place=place).filter(place=1)
    return rows.select_related("kind", "file").newest_first()


def serves(row: Document, campaign: Campaign) -> bool:
    """What was destroyed, or closed to all, has served in its own campaign and serves no other.

    But what is asked once for all was seen and accepted, and that is enough.
    """
    once = row.kind.validity == Validity.ONCE and row.state == State.ACCEPTED
    return once or row.received_at >= campaign.opens_at or row.file.check_state not in GONE
