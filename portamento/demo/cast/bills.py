"""Bills in every state: those of the people everybody knows, and some of every other family."""

from datetime import date, timedelta

from portamento.administration import actions as administration
from portamento.billing import actions, rules
from portamento.billing.entered import Entered
from portamento.billing.models import Bill, InstalmentState, Series
from portamento.families.models import Family
from portamento.foundation import clock, periods
from portamento.schools import setup

TWO = [
    ("Lina, cursus musique 2e cycle", 30600),
    ("Noé, danse 1er cycle", 25200),
    ("Deuxième enfant, −\u202f20\u202f% sur Noé", -5040),
    ("Frais de dossier", 440),
]
ONE = [("Cursus musique", 30600), ("Frais de dossier", 1880)]
RENTAL = [("Violoncelle 1/2, location de l’année", 9000)]


def everybody(known: dict[str, Family], by) -> None:
    """`by` is the régie; numbers run on through the year, as bills are issued."""
    _martin(known["claire"], by)
    _others(known, by)
    rest = Family.objects.exclude(pk__in=[family.pk for family in known.values()])
    for index, family in enumerate(rest.order_by("pk")):
        if index % 2 == 0:
            FATES[index // 2 % len(FATES)](family, index, by)


def _martin(family: Family, by) -> None:
    """Eight instalments under way, one of them rejected; last year's is settled."""
    _last_year(family, "00812", TWO, by)
    mine = _issued(family, "01132", TWO, _eight(TWO, months_ago=3), by, note="Tranche 5.")
    for one in mine.instalments.filter(due_on__lt=clock.today()):
        rejected = one.due_on == _fifth(-1)
        state = InstalmentState.REJECTED if rejected else InstalmentState.PAID
        actions.mark_instalment(one, state, by=by)
    once = [(_fifth(-1), 9000)]
    _issued(family, "00021", RENTAL, once, by, series=Series.RENTALS, settle=True)


def _others(known: dict[str, Family], by) -> None:
    """Karim's household has its own bill for Lina, unseen by Claire's; and the reverse."""
    _issued(known["karim"], "01133", ONE[:1], [(_fifth(1), 30600)], by)
    wrong = _issued(known["ines"], "01134", TWO, _eight(TWO, months_ago=1), by)
    actions.cancel(wrong, reason="Un seul enfant inscrit", by=by)
    _issued(known["ines"], "01135", ONE, _eight(ONE, months_ago=1), by)
    _issued(known["lucie"], "01136", ONE, [(_fifth(-1), 32480)], by)


def _draft(family: Family, index: int, by) -> None:
    _drafted(family, f"{1200 + index:05d}", ONE, _eight(ONE, months_ago=0), by)


def _running(family: Family, index: int, by) -> None:
    mine = _issued(family, f"{1200 + index:05d}", ONE, _eight(ONE, months_ago=2), by)
    for one in mine.instalments.order_by("due_on")[:2]:
        actions.mark_instalment(one, InstalmentState.PAID, by=by)


def _late(family: Family, index: int, by) -> None:
    _issued(family, f"{1200 + index:05d}", ONE, [(_fifth(-1), 32480)], by)


def _ahead(family: Family, index: int, by) -> None:
    _issued(family, f"{1200 + index:05d}", ONE, [(_fifth(1), 32480)], by)


def _rented(family: Family, index: int, by) -> None:
    once = [(_fifth(1), 9000)]
    _issued(family, f"{100 + index:05d}", RENTAL, once, by, series=Series.RENTALS)


def _paid(family: Family, index: int, by) -> None:
    _issued(family, f"{1200 + index:05d}", ONE, [(_fifth(-2), 32480)], by, settle=True)


FATES = (_running, _late, _draft, _paid, _ahead, _rented)
LETTER = {Series.FEES: "F", Series.RENTALS: "L"}


def _fifth(months: int) -> date:
    """The fifth of a month, that many months from now."""
    return periods.add_months(clock.today().replace(day=5), months)


def _eight(lines, *, months_ago: int):
    return rules.monthly(rules.total(lines), 8, _fifth(-months_ago))


def _drafted(family, number, lines, instalments, by, *, series=Series.FEES, year=None, note=""):
    year = year or setup.current_year()
    number = f"{LETTER[series]}-{year.starts_in}-{number}"
    entered = Entered(year, series, number, lines, instalments, note)
    return actions.draft_bill(family, entered, by=by)


def _issued(family, number, lines, instalments, by, *, settle=False, **fields) -> Bill:
    """Issued a month before its first instalment, never in days to come."""
    first = min(day for day, _cents in instalments)
    days = max((clock.today() - first).days + 30, 1)
    fields.setdefault("year", setup.current_year())
    with clock.at(clock.now() - timedelta(days=days)):
        bill = _drafted(family, number, lines, instalments, by, **fields)
        actions.issue(bill, by=by)
    if settle:
        actions.settle(bill, by=by)
    return bill


def _last_year(family: Family, number: str, lines, by) -> None:
    last = setup.current_year().starts_in - 1
    with clock.at(clock.now() - timedelta(days=40)):
        year = administration.add_year(last, by=None)
    once = [(date(year.starts_in, 11, 5), rules.total(lines))]
    _issued(family, number, lines, once, by, year=year, settle=True)
