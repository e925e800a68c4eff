"""How French is written: days, hours, plurals, typography, and names without accents."""

import math
import re
import unicodedata
from collections.abc import Callable, Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, TypeVar

from portamento.foundation import clock

Row = TypeVar("Row")
NARROW = "\u202f"
NBSP = "\u00a0"
HOURS = re.compile(r"(?<=\d) (?=h\b)|(?<=h) (?=\d)|(?<=[\dh]) (?=[–-])")
RANGE = re.compile(r"(?<=[–-]) (?=\d)")
JOINED = "\u2060"  # after a dash a line may end, even before a space that does not break
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MONTHS = (
    *("janvier", "février", "mars", "avril", "mai", "juin", "juillet"),
    *("août", "septembre", "octobre", "novembre", "décembre"),
)


def count(number: int, one: str, many: str) -> str:
    """« 0 dossier », « 1 dossier », « 2 dossiers »: in French 0 and 1 are singular."""
    return f"{number}{NBSP}{one if abs(number) < 2 else many}"


def fold(text: str) -> str:
    """Lower case, no accents, single spaces: what searches and name matching compare."""
    plain = unicodedata.normalize("NFKD", text.casefold().replace("œ", "oe").replace("æ", "ae"))
    letters = "".join(char for char in plain if not unicodedata.combining(char))
    return re.sub(r"[\s\-’']+", " ", letters).strip()


def alphabetically(rows: Iterable[Row], name: Callable[[Row], Any] = str) -> list[Row]:
    """As a dictionary sorts: « Éveil » before « Flûte ». Databases compare bytes, or as they like.

    `name` gives the text of a row. Rows of one name stay as they came.
    """
    return sorted(rows, key=lambda row: (fold(str(name(row))), str(name(row))))


def full_day(day: date) -> str:
    """« mardi 15 juin 2027 »; the first is « 1er ». A moment is read on the school's clock."""
    if isinstance(day, datetime):
        day = clock.day(day)
    number = "1er" if day.day == 1 else str(day.day)
    return f"{DAYS[day.weekday()]} {number} {MONTHS[day.month - 1]} {day.year}"


def day(value: date) -> str:
    """« 15 juin 2027 »."""
    return full_day(value).split(" ", 1)[1]


def month(value: date) -> str:
    """« mai 2026 »."""
    return f"{MONTHS[value.month - 1]} {value.year}"


def hour(value: time | datetime) -> str:
    """« 14 h 05 »."""
    if isinstance(value, datetime):
        value = clock.local(value).time()
    return f"{value.hour}{NBSP}h{NBSP}{value.minute:02d}"


def moment(value: datetime) -> str:
    """« vendredi 4 juin 2027 à 14 h 41 »."""
    local = clock.local(value)
    return f"{full_day(local.date())} à {hour(local.time())}"


def last_minute(closes_at: datetime) -> datetime:
    """The one in which one may still send: what closes on the 16th at 00:00 ends on the 15th."""
    local = clock.local(closes_at)
    return clock.local(closes_at - timedelta(minutes=1)) if local.second == 0 else local


def deadline(closes_at: datetime) -> str:
    """« mardi 15 juin, 23 h 59 »: the last minute in which one may still send."""
    last = last_minute(closes_at)
    return f"{full_day(last.date()).rsplit(' ', 1)[0]}, {hour(last.time())}"


def clipped(name: str, most: int = 36) -> str:
    """« attestation_quotient_fa…mai_2026.pdf »: a long file name, its ending kept."""
    if len(name) <= most:
        return name
    ending = most // 3
    return f"{name[: most - ending - 1]}…{name[-ending:]}"


def size(octets: int) -> str:
    """« 0,3 Mo », « 12 ko » under a tenth of that; « 0 ko » is an empty file alone."""
    if octets < 100_000:
        return f"{math.ceil(octets / 1000)}{NBSP}ko"
    return f"{octets / 1_000_000:.1f}".replace(".", ",") + f"{NBSP}Mo"


def schedule(weekday: int | None, starts: time | None, ends: time | None) -> str:
    """« mercredi, 14 h 00 – 14 h 45 », or « à confirmer »."""
    if weekday is None or starts is None:
        return "à confirmer"
    until = f"{NBSP}– {hour(ends)}" if ends else ""
    return f"{DAYS[weekday]}, {hour(starts)}{until}"


def unbroken(hours: str) -> str:
    """« 14 h – 18 h » as an office types it, its figures kept on one line."""
    return RANGE.sub(JOINED + NBSP, HOURS.sub(NBSP, hours))


def ended(sentence: str) -> str:
    """With a full stop, unless it ends with a mark of its own."""
    return sentence if sentence.endswith((".", "!", "?", "…")) else f"{sentence}."


def initials_upper(text: str) -> str:
    """The first letter in upper case, the rest untouched."""
    return text[:1].upper() + text[1:]


def of(name: str) -> str:
    """« de Lina », « d’Alma », « d’Élodie », « d’Yves »: before a name, with its elision."""
    plain = fold(name)
    vowel = plain[:1] in set("aeiou") or (plain[:1] == "y" and plain[1:2] not in set("aeiou"))
    return f"d’{name}" if plain and vowel else f"de {name}"
