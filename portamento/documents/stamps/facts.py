"""What a stamp says, in our own terms: who, where, when, how much."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from enum import StrEnum

from portamento.documents.stamps.stamp import Stamp


class About(StrEnum):
    """What kind of proof it is; other types of stamp are not read."""

    RESIDENCE = "residence"
    INCOME = "income"


# 24 and 27 are later forms of 18, the « avis de situation déclarative ».
TYPES = {
    **dict.fromkeys(("00", "01", "02"), About.RESIDENCE),
    **dict.fromkeys(("04", "18", "24", "27", "28"), About.INCOME),
}


@dataclass(frozen=True)
class Facts:
    """Facts of a stamp. An amount the issuer left out is None: the reference income is optional."""

    about: About
    names: tuple[str, ...]
    address: tuple[str, ...] = ()
    postcode: str = ""
    town: str = ""
    issued_on: date | None = None
    number: str = ""
    income_year: int | None = None
    parts: Decimal | None = None
    reference_income: int | None = None


def facts(stamp: Stamp) -> Facts | None:
    """The facts of a proof of residence or of a tax notice; None for any other paper."""
    about = TYPES.get(stamp.type)
    if about is About.RESIDENCE:
        return _residence(stamp)
    return _income(stamp) if about is About.INCOME else None


def _residence(stamp: Stamp) -> Facts:
    """Of the one who is supplied at that address; else of the one who gets the bill."""
    values = stamp.fields
    names = [_name(values, "10", "111312"), _name(values, "1I", "1J1L1K")]
    if not any(names):
        names = [_name(values, "14", "151716"), _name(values, "1M", "1N1P1O")]
    served = "24" in values
    lines = ("20", "21", "22", "23") if served else ("27", "28", "29", "2A")
    postcode, town = ("24", "25") if served else ("2B", "2C")
    return Facts(
        about=About.RESIDENCE,
        names=tuple(filter(None, names)),
        address=_lines(values, lines),
        postcode=values.get(postcode, "").strip(),
        town=values.get(town, "").strip(),
        issued_on=stamp.issued_on,
        number=values.get("18", ""),
    )


def _income(stamp: Stamp) -> Facts:
    values = stamp.fields
    address, postcode, town = _home(values)
    return Facts(
        about=About.INCOME,
        names=tuple(name for key in ("46", "48") if (name := values.get(key, "").strip())),
        address=address,
        postcode=postcode,
        town=town,
        issued_on=_day(values.get("4A") or values.get("4B") or ""),
        number=values.get("44", ""),
        income_year=_whole(values.get("45", "")),
        parts=_decimal(values.get("43", "")),
        reference_income=_whole(values.get("41", "")),
    )


def _home(values: dict[str, str]) -> tuple[tuple[str, ...], str, str]:
    """By postal lines where they are given, else the whole address in one, parted by strokes."""
    if "6W" in values:
        lines = _lines(values, ("6S", "6T", "6U", "6V"))
        return lines, values["6W"].strip(), values.get("6X", "").strip()
    pieces = [piece.strip() for piece in values.get("4Y", "").split("/") if piece.strip()]
    for place, piece in enumerate(pieces):
        if re.fullmatch(r"\d{5}", piece):
            return tuple(pieces[:place]), piece, " ".join(pieces[place + 1 :])
    return tuple(pieces), "", ""


def _name(values: dict[str, str], line: str, apart: str) -> str:
    """The name line, « MME/NOM/PRENOM », or title, name and first name given apart."""
    if whole := values.get(line, "").strip():
        return " ".join(whole.replace("/", " ").split())
    pieces = (values.get(apart[place : place + 2], "") for place in (0, 2, 4))
    return " ".join(" ".join(pieces).split())


def _lines(values: dict[str, str], names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(line for name in names if (line := values.get(name, "").strip()))


def _day(digits: str) -> date | None:
    """Day, month and year in eight digits; None for a day that does not exist."""
    if not re.fullmatch(r"\d{8}", digits):
        return None
    try:
        return date(int(digits[4:]), int(digits[2:4]), int(digits[:2]))
    except ValueError:
        return None


def _whole(digits: str) -> int | None:
    return int(digits) if re.fullmatch(r"[0-9]+", digits) else None


def _decimal(digits: str) -> Decimal | None:
    try:
        return Decimal(digits.replace(",", ".")) if digits else None
    except InvalidOperation:
        return None
