"""Bills as the list and its export show them."""

from collections.abc import Iterable
from datetime import date
from decimal import Decimal

from django.db.models import Prefetch, QuerySet

from portamento.billing import standing
from portamento.billing.models import Bill, Instalment, State
from portamento.foundation import money, text

KINDS = {State.DRAFT: "half", State.ISSUED: "yours", State.PAID: "done", State.CANCELLED: ""}
OWED = (State.ISSUED, State.PAID)  # of a draft or a cancelled bill nothing is owed, nor settled
HEADS = (
    *("Numéro", "Famille", "N° de famille", "Série", "Année", "Émise le"),
    *("Total", "Reste à régler", "Prochaine échéance", "État"),
)


class Row:
    """One bill on one day."""

    def __init__(self, bill: Bill, today: date):
        self.bill = bill
        self.standing = standing.of(bill, today)

    @property
    def state(self) -> str:
        return self.standing.alert or str(self.bill.get_state_display())

    @property
    def kind(self) -> str:
        return "wrong" if self.standing.alert else KINDS[self.bill.state]

    @property
    def remaining(self) -> str:
        """« 64,00 € »; '' where nothing is left to pay."""
        return money.euros(self.standing.remaining_cents) if self.standing.remaining_cents else ""

    @property
    def next_on(self) -> date | None:
        return self.standing.next_due.due_on if self.standing.next_due else None

    @property
    def next_words(self) -> str:
        return text.day(self.next_on) if self.next_on else ""

    def cells(self) -> list:
        """The export's columns, in the order of HEADS."""
        bill = self.bill
        owed = in_euros(self.standing.remaining_cents) if bill.state in OWED else None
        amounts = (in_euros(bill.total_cents), owed)
        return [
            *(bill.number, bill.family.name, bill.family.number),
            *(str(bill.get_series_display()), bill.year.label, bill.issued_on),
            *(*amounts, self.next_on, self.state),
        ]


def in_euros(cents: int) -> Decimal:
    """A number a spreadsheet can add up, exact to the cent."""
    return Decimal(cents) / 100


def filtered(bills: QuerySet, chosen: dict, today: date) -> QuerySet:
    """Those the filters ask for, newest first."""
    exact = {"year": "year__starts_in", "series": "series", "state": "state"}
    asked = {column: chosen[name] for name, column in exact.items() if chosen.get(name)}
    bills = bills.filter(**asked)
    if chosen.get("q"):
        bills = bills.matching(chosen["q"])
    if chosen.get("late"):
        bills = bills.overdue(today)
    dues = Prefetch("instalments", Instalment.objects.order_by("due_on", "pk"))
    return bills.select_related("family", "year").prefetch_related(dues).newest_first()


def of(bills: Iterable[Bill], today: date) -> list[Row]:
    return [Row(bill, today) for bill in bills]
