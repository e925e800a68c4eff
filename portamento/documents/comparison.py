"""What a paper says against what the family says: names, addresses, dates. Pure.

A likeness is never a decision: people have two names, papers have cut lines.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portamento.foundation.periods import add_months
from portamento.foundation.text import fold


class Likeness(StrEnum):
    SAME = "same"
    CLOSE = "close"  # to be looked at: a part agrees, nothing speaks against it
    OTHER = "other"


@dataclass(frozen=True)
class Name:
    """Someone of the family, as its sheet has them."""

    last: str
    first: str


@dataclass(frozen=True)
class Address:
    """A postal address, of a paper or of the family."""

    lines: tuple[str, ...]
    postcode: str = ""
    town: str = ""


# Words of a name line that are nobody's name.
TITLES = """
m mr mme mlle mle monsieur madame mademoiselle messieurs et ou dr me
nee ne epouse epoux ep veuve vve usage
"""
NO_NAMES = frozenset(TITLES.split())


def name_likeness(read: str, known: Name) -> Likeness:
    """« MME LEROY CLAIRE » against Claire Leroy: order, accents, titles and other names aside.

    A married and a maiden name may stand together. « M OU MME LEROY », or a first name only with
    one part of a double name, is close, and so is an initial.
    """
    words = [word for word in _words(read) if word not in NO_NAMES]
    last, first = _words(known.last), _words(known.first)
    has_last, has_first = _holds(words, last), _holds(words, first)
    if has_last and has_first:
        return Likeness.SAME
    part_of_last = any(word in words for word in last if len(word) > 2)
    part_of_first = has_first or any(word in words for word in first if len(word) > 2)
    if has_last and (not set(words) - set(last) or _initial(words, last, first)):
        return Likeness.CLOSE
    return Likeness.CLOSE if part_of_last and part_of_first else Likeness.OTHER


def best_name(read: Iterable[str], known: Iterable[Name]) -> Likeness:
    """The best that any name of the paper has with anybody of the family."""
    known = list(known)
    found = {name_likeness(one, each) for one in read for each in known}
    return _best(found)


def _best(found: set[Likeness]) -> Likeness:
    return next((one for one in Likeness if one in found), Likeness.OTHER)


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", fold(text))


def _holds(words: list[str], wanted: list[str]) -> bool:
    """All of them, in any order; or run together or parted: « DELATOUR », « DE LA TOUR »."""
    if not wanted:
        return False
    return set(wanted) <= set(words) or "".join(wanted) in _runs(words)


def _runs(words: list[str]) -> set[str]:
    """Every run of whole words, written together."""
    ends = range(len(words) + 1)
    return {"".join(words[start:end]) for start in ends for end in ends if start < end}


def _initial(words: list[str], last: list[str], first: list[str]) -> bool:
    """« LEROY C »."""
    rest = [word for word in words if word not in last]
    return bool(first) and len(rest) == 1 and rest[0] == first[0][0]


# How addresses are shortened: the word, then what stands for it.
SHORTENED = """
boulevard bd bld bvd boul blvd
avenue av ave aven
rue r
place pl
chemin ch che chem
allee all
impasse imp
route rte
square sq
cours crs
quai qu
passage pass
faubourg fg fbg
appartement apt appt app
residence res
batiment bat
lotissement lot
saint st
sainte ste
general gal gen
docteur dr
president pdt
marechal mal
commandant cdt
professeur prof
"""
WAYS = {
    short: word
    for word, *shorts in (line.split() for line in SHORTENED.split("\n") if line)
    for short in shorts
}
WAY = "rue avenue boulevard place chemin allee impasse route square cours quai passage"
KINDS_OF_WAY = frozenset(WAY.split())
SMALL = "de du des la le les l d et a au aux en sur sous"
LITTLE = frozenset(SMALL.split())
INSIDE = "appartement batiment residence etage etg escalier esc porte hall bp cs"
INDOORS = frozenset(INSIDE.split())  # what follows is behind the door
SUFFIX = {"b": "bis", "t": "ter", "q": "quater"}
NEAR = 3  # lines from the street down to the postcode
NUMBER = re.compile(r"^(\d{1,4})(?:[ /]\d{1,4})? ?(bis|ter|quater|[a-d]|t|q)?\b[ ,]*(.*)$")


@dataclass(frozen=True)
class Street:
    """A line with a street, taken apart: « 12 B BD DE BURY »."""

    number: str
    suffix: str
    words: tuple[str, ...]


def address_likeness(read: Address, known: Address) -> Likeness:
    """Same place, however it is written: « bis », « bd » and « St », capitals, lines in any order.

    Another postcode or another number is another address; where one of the two gives no number or
    no street, it is close.
    """
    if read.postcode and known.postcode and read.postcode != known.postcode:
        return Likeness.OTHER
    if not (read.postcode and known.postcode) and not _same_town(read.town, known.town):
        return Likeness.OTHER
    ours, theirs = list(streets(known.lines)), list(streets(read.lines))
    if not ours or not theirs:
        return Likeness.CLOSE
    return _best({_street_likeness(one, other) for one in theirs for other in ours})


def best_address(read: Address, known: Iterable[Address]) -> Likeness:
    return _best({address_likeness(read, each) for each in known})


def written_address(lines: Iterable, known: Address) -> bool:
    """Whether lines of a text hold the street of an address, and its postcode nearby."""
    texts = [line.text for line in lines]
    wanted = list(streets(known.lines))
    for place, text in enumerate(texts):
        near = " ".join(texts[place : place + NEAR])
        if known.postcode and known.postcode not in re.findall(r"\d+", near):
            continue
        if any(
            _street_likeness(read, one) is Likeness.SAME for read in _within(text) for one in wanted
        ):
            return True
    return False


def _within(text: str) -> Iterator[Street]:
    """The streets a line may hold, after « Adresse : » and before the postcode."""
    starts = [0, *(match.start() for match in re.finditer(r"\b\d", text))]
    for start in starts:
        if street := _street(re.split(r"\b\d{5}\b", text[start:])[0]):
            yield street


def streets(lines: Iterable[str]) -> Iterator[Street]:
    """The lines that give a way; without one, any line that begins with a number."""
    found = [street for line in lines if (street := _street(line))]
    yield from [one for one in found if KINDS_OF_WAY & set(one.words)] or [
        one for one in found if one.number
    ]


def _street(line: str) -> Street | None:
    text = re.sub(r"[^a-z0-9/ ]+", " ", fold(line)).strip()
    match = NUMBER.match(text)
    number, suffix, rest = match.groups() if match else ("", "", text)
    words = tuple(WAYS.get(word, word) for word in rest.split())
    doors = [place for place, word in enumerate(words) if place and word in INDOORS]
    named = tuple(word for word in words[: min(doors, default=None)] if word not in LITTLE)
    return (
        Street(number.lstrip("0"), SUFFIX.get(suffix or "", suffix or ""), named) if named else None
    )


def _street_likeness(one: Street, other: Street) -> Likeness:
    if one.number and other.number and one.number != other.number:
        return Likeness.OTHER
    if not _same_words(one.words, other.words):
        return Likeness.OTHER
    if one.number != other.number or one.suffix != other.suffix:
        return Likeness.CLOSE
    return Likeness.SAME


def _same_words(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """« BD J JAURES » is the boulevard Jean-Jaurès; words run together count as well."""
    if "".join(one) == "".join(other):
        return True
    fewer, more = sorted((one, other), key=len)
    kinds = KINDS_OF_WAY & set(one), KINDS_OF_WAY & set(other)
    if all(kinds) and kinds[0] != kinds[1]:
        return False
    left = [word for word in more if word not in fewer]
    for word in fewer:
        if word in more or word in KINDS_OF_WAY:
            continue
        alike = next((each for each in left if _short(word, each)), None)
        if alike is None:
            return False
        left.remove(alike)
    named = [word for word in fewer if word not in KINDS_OF_WAY and len(word) > 2]
    return bool(named) and all(word in KINDS_OF_WAY or len(more) - len(fewer) <= 1 for word in left)


def _short(word: str, other: str) -> bool:
    return len(min(word, other, key=len)) == 1 and word[0] == other[0]


def _same_town(one: str, other: str) -> bool:
    first, second = (_town(each) for each in (one, other))
    return bool(first) and (first == second or first.startswith(second) or second.startswith(first))


def _town(town: str) -> str:
    words = (WAYS.get(word, word) for word in _words(re.sub(r"(?i)\bcedex.*", "", town)))
    return "".join(word for word in words if word not in LITTLE)


def is_recent(issued: date, on: date, months: int = 3) -> bool:
    """« De moins de 3 mois »: the same day three months earlier still counts."""
    return add_months(on, -months) <= issued <= on
