"""Bills, in the state a test needs."""

from datetime import date

from portamento.billing import actions
from portamento.billing.entered import Entered
from portamento.billing.models import Bill, Series, State
from portamento.families.models import Family
from portamento.schools import setup

LINES = (("Lina, cursus musique 2e cycle", 30600), ("Deuxième enfant, − 20 %", -5040))
_numbers = iter(range(1, 1_000_000))


def bill(
    family: Family,
    *,
    state: str = State.ISSUED,
    series: str = Series.FEES,
    number: str = "",
    lines=LINES,
    instalments=None,
    year=None,
    note: str = "",
    by=None,
) -> Bill:
    """A bill of that family; one instalment on 5 November unless said."""
    year = year or setup.current_year()
    total = sum(cents for _, cents in lines)
    entered = Entered(
        year=year,
        series=series,
        number=number or f"T-{next(_numbers):05d}",
        lines=lines,
        instalments=instalments or [(date(year.starts_in, 11, 5), total)],
        note=note,
    )
    made = actions.draft_bill(family, entered, by=by)
    for move in PATHS[state]:
        move(made, by)
    return made


PATHS = {
    State.DRAFT: (),
    State.ISSUED: (lambda bill, by: actions.issue(bill, by=by),),
    State.PAID: (
        lambda bill, by: actions.issue(bill, by=by),
        lambda bill, by: actions.settle(bill, by=by),
    ),
    State.CANCELLED: (
        lambda bill, by: actions.issue(bill, by=by),
        lambda bill, by: actions.cancel(bill, reason="Erreur de tarif", by=by),
    ),
}
