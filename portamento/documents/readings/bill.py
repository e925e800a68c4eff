"""The day a bill or an attestation was issued, not the day it is to be paid."""

import re
from datetime import date

from portamento.documents.inspector.answers import Line
from portamento.documents.readings import numbers
from portamento.documents.readings.proposal import Kind, Proposal, proposals
from portamento.foundation.text import fold

ISSUED = re.compile(
    r"\b(?:date (?:de (?:la |votre )?)?(?:facture|facturation|emission|edition|l avis|l echeancier)"
    r"|date d (?:emission|edition|etablissement)"
    r"|facture (?:n\S* ?\S* )?(?:du|emise le|editee le|etablie le|datee du)"
    r"|(?:facture|avis|attestation|document|quittance|echeancier|contrat)\b.{0,40}?\b(?:du|le)"
    r"|emise? le|editee? le|etablie? le|delivree? le|fait(?:e)? (?:a .{1,40}?)?,? ?le)\b"
)
LETTER = re.compile(r"^[^\d]{0,40}\ble (?=\d)|^date ?:")  # « Angoulême, le 12 mars 2026 »
OTHER = re.compile(
    r"payer|paye|reglement|regler|prelev|echeance|avant le|limite|precedent|prochain|derniere?"
    r"|relev|periode|consommation|\bdu .{4,20} au\b|\bnee?\b|naissance|depuis|souscri|effet|resili"
    r"|mise en service|valable|jusqu|decret|\bloi\b|arrete|capital|siret|rcs"
)
TITLE = re.compile(r"\b(?:facture|attestation|quittance|avis)\b")
DAY_BELOW = re.compile(r"(?:^|; )(?:en date )?(?:du|le) (?=\d)")
BELOW = 1


def read(lines: list[Line]) -> list[Proposal]:
    """The days of issue that are labelled as such; else the one at the head of a letter."""
    rows = numbers.rows(list(lines))
    labelled = [each for place in range(len(rows)) for each in _labelled(rows, place)]
    if not labelled:
        labelled = [(day, row) for row in rows if row.page == 1 for day in _letter(row)][:1]
    return proposals(Kind.DATE, labelled)


def _labelled(rows: list[Line], place: int) -> list[tuple[date, Line]]:
    row, text = rows[place], fold(rows[place].text)
    match = ISSUED.search(text)
    if match is None:
        return _titled(rows, place)
    tail = text[match.start() :]
    other = OTHER.search(text)
    days = numbers.dates(tail[: other.start() - match.start()] if _after(other, match) else tail)
    if days:
        return [] if other and not _after(other, match) else [(days[0], row)]
    below = rows[place + 1] if place + BELOW < len(rows) else None
    if below is None or below.page != row.page or other or OTHER.search(fold(below.text)):
        return []
    return [(day, below) for day in numbers.dates(fold(below.text))[:1]]


def _titled(rows: list[Line], place: int) -> list[tuple[date, Line]]:
    """« Facture n° 10 234 567 » and, below it, « du 12 mars 2026 »."""
    title, below = fold(rows[place].text), rows[place + BELOW : place + BELOW + 1]
    if not TITLE.search(title) or OTHER.search(title) or numbers.dates(title) or not below:
        return []
    text = fold(below[0].text)
    match = DAY_BELOW.search(text)
    if match is None or OTHER.search(text) or below[0].page != rows[place].page:
        return []
    return [(day, below[0]) for day in numbers.dates(text[match.start() :])[:1]]


def _after(other: re.Match | None, match: re.Match) -> bool:
    return other is not None and other.start() > match.start()


def _letter(row: Line) -> list[date]:
    text = fold(row.text)
    if not LETTER.search(text) or OTHER.search(text):
        return []
    return numbers.dates(text)[:1]
