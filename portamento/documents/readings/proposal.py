"""A proposal: a value read in a line, and the sentence that shows it to the office."""

import re
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum

from portamento.documents.inspector.answers import Line
from portamento.foundation.text import NARROW, NBSP, day, month

Value = int | Decimal | date | str


class Kind(StrEnum):
    """What may be read without a stamp."""

    QUOTIENT = "quotient"
    QUOTIENT_MONTH = "quotient_month"
    REFERENCE_INCOME = "reference_income"
    PARTS = "parts"
    INCOME_YEAR = "income_year"
    IBAN = "iban"
    DATE = "date"


WORDED = {
    Kind.QUOTIENT: "Quotient familial lu",
    Kind.QUOTIENT_MONTH: "Mois lu",
    Kind.REFERENCE_INCOME: "Revenu fiscal de référence lu",
    Kind.PARTS: "Nombre de parts lu",
    Kind.INCOME_YEAR: "Année des revenus lue",
    Kind.IBAN: "IBAN lu, clé juste",
    Kind.DATE: "Date lue",
}


@dataclass(frozen=True)
class Proposal:
    """The value is the office's to confirm. An account number shows in no log, nor in the line."""

    kind: Kind
    value: Value = field(repr=False)
    page: int
    line: Line = field(repr=False)

    @property
    def sentence(self) -> str:
        """« Quotient familial lu : 845 € »."""
        return f"{WORDED[self.kind]}{NBSP}: {shown(self.kind, self.value)}"


def shown(kind: Kind, value: Value) -> str:
    """The value as people read it; of an account number, its last four signs."""
    if kind is Kind.IBAN:
        return masked(str(value))
    if kind is Kind.QUOTIENT_MONTH:
        return month(value)
    if kind is Kind.DATE:
        return day(value)
    if kind in {Kind.QUOTIENT, Kind.REFERENCE_INCOME}:
        return f"{value:,}".replace(",", NARROW).replace(".", ",") + f"{NARROW}€"
    return (
        f"{value:f}".rstrip("0").rstrip(".").replace(".", ",") if kind is Kind.PARTS else f"{value}"
    )


def masked(iban: str) -> str:
    """« FR•• •••• •••• 0189 »."""
    return f"{iban[:2]}•• •••• •••• {iban[-4:]}"


def proposals(kind: Kind, found: list[tuple[Value, Line]]) -> list[Proposal]:
    """One for each different value, in the order of the paper."""
    first: dict[Value, Line] = {}
    for value, line in found:
        first.setdefault(value, line)
    return [Proposal(kind, value, line.page, line) for value, line in first.items()]


def without(line: Line, iban: str) -> Line:
    """The line with the account masked, however it is spaced; all of it where it is cut in two."""
    text = line.text
    for number in (iban, iban[4:]):
        spaced = r"[\s.;\-]*".join(number)
        text = re.sub(spaced, masked(iban), text, flags=re.IGNORECASE)
    return replace(line, text=masked(iban) if text == line.text else text)
