"""Values read on a paper that the office has confirmed: kept beside it, and gone with it."""

from datetime import date
from decimal import Decimal

from portamento.audit.record import record
from portamento.documents.models import Document, KeptReading
from portamento.documents.readings.proposal import Kind, Proposal, Value, masked, shown
from portamento.foundation import clock
from portamento.workflow.action import action

# A year of income is compared and not kept; the month goes with its quotient.
KEPT = (Kind.QUOTIENT, Kind.REFERENCE_INCOME, Kind.PARTS, Kind.IBAN, Kind.DATE)
LABELS = {
    Kind.QUOTIENT: "Quotient familial",
    Kind.QUOTIENT_MONTH: "Mois du quotient",
    Kind.REFERENCE_INCOME: "Revenu fiscal de référence",
    Kind.PARTS: "Nombre de parts",
    Kind.IBAN: "IBAN",
    Kind.DATE: "Date du document",
}
LONGEST_LINE = 200


def written(kind: Kind, value: Value) -> str:
    """As the row holds it. Of an account number, its end alone."""
    if kind is Kind.IBAN:
        return masked(str(value))
    if isinstance(value, date):
        return value.isoformat()
    return f"{Decimal(value).normalize():f}"


def words(row: KeptReading) -> str:
    """« 742 € », as people read it."""
    kind = Kind(row.what)
    if kind is Kind.IBAN:
        return row.value
    dated = kind in {Kind.DATE, Kind.QUOTIENT_MONTH}
    return shown(kind, date.fromisoformat(row.value) if dated else number(row.value))


def number(value: str) -> int | Decimal:
    found = Decimal(value)
    return int(found) if found == int(found) else found


@action
def keep(document: Document, proposal: Proposal, *, by) -> KeptReading:
    """In the place of another of that kind. The journal says what was kept, never how much."""
    kind = proposal.kind
    row, _made = KeptReading.objects.update_or_create(
        document=document,
        what=kind,
        defaults={
            "value": written(kind, proposal.value),
            "page": proposal.page,
            "line": proposal.line.text[:LONGEST_LINE],
            "kept_by": by,
            "kept_at": clock.now(),
        },
    )
    tell("reading.kept", document, kind)
    return row


@action
def drop(document: Document, kind: Kind, *, by) -> None:
    """Not that value after all."""
    KeptReading.objects.filter(document=document, what=kind).delete()
    tell("reading.dropped", document, kind)


def tell(verb: str, document: Document, kind: Kind) -> None:
    record(
        *(verb, document),
        household=document.family_id,
        kind=document.name,
        what=LABELS[kind],
    )
