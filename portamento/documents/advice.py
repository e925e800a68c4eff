"""Advice on a document for the office: what agrees, what to look at, what cannot be right.

Never a decision: nothing here changes a row, and a proposal waits for somebody's click.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from portamento.documents import seen as sightings
from portamento.documents.agreement import Level, agreement
from portamento.documents.comparison import (
    Address,
    Likeness,
    best_address,
    best_name,
    is_recent,
    written_address,
)
from portamento.documents.inspector.answers import Line, Reading
from portamento.documents.known import PersonFacts
from portamento.documents.models import Document, DocumentKind, Sensitivity, Validity
from portamento.documents.readings import bank, bill, quotient, tax_notice
from portamento.documents.readings.proposal import Kind, Proposal, shown
from portamento.documents.seen import Seen
from portamento.documents.stamps.facts import About
from portamento.documents.stamps.signature import Certificate, Verdict
from portamento.foundation import clock, text
from portamento.foundation.periods import add_months


@dataclass(frozen=True)
class Advice:
    """One line beside the page; `page` 0 is the whole document."""

    level: Level
    code: str
    sentence: str
    page: int = 0
    proposal: Proposal | None = None


def advise(
    document: Document,
    reading: Reading,
    person_facts: PersonFacts,
    *,
    certificates: Iterable[Certificate] | None = None,
) -> list[Advice]:
    """What the stamps prove first, then what the text seems to say. Health papers are not read."""
    kind = document.kind
    if kind.sensitivity == Sensitivity.HEALTH:
        return []
    handed_in = clock.day(document.received_at)
    stamps = sightings.seen(reading, certificates)
    advice = [each for one in stamps for each in of_stamp(one, kind, handed_in, person_facts)]
    return advice + list(of_text(reading, kind, handed_in, person_facts, stamps))


def of_stamp(one: Seen, kind: DocumentKind, on: date, known: PersonFacts) -> Iterator[Advice]:
    """Of an altered stamp nothing is believed, so that nothing of it is compared."""
    yield Advice(_level(one), f"stamp_{one.verdict}", one.sentence, one.page)
    if one.verdict is Verdict.ALTERED:
        return
    yield from identity(one, known)
    dated = one.facts.about is About.RESIDENCE and kind.validity == Validity.MONTHS
    if dated and one.facts.issued_on:
        yield age(one.facts.issued_on, on, kind.months, one.page)
    if one.facts.about is About.INCOME:
        yield from year(one.facts.income_year, known.income_year, one.page)
    if one.proved:
        yield from (_offer(proposal) for proposal in _of_facts(one))


def _level(one: Seen) -> Level:
    if one.verdict is Verdict.ALTERED:
        return Level.WRONG
    return Level.OK if one.proved and not one.test else Level.LOOK


def _of_facts(one: Seen) -> Iterator[Proposal]:
    """Amounts that the issuer signed, to be confirmed like the others."""
    said = one.facts
    line = Line(one.page, _("Cachet 2D-Doc"), one.box)
    amounts = {Kind.REFERENCE_INCOME: said.reference_income, Kind.PARTS: said.parts}
    for kind, value in amounts.items():
        if value is not None:
            yield Proposal(kind, value, one.page, line)


def _offer(proposal: Proposal) -> Advice:
    return Advice(Level.OK, f"read_{proposal.kind}", proposal.sentence, proposal.page, proposal)


def identity(one: Seen, known: PersonFacts) -> Iterator[Advice]:
    """Name and address in one line, as people check them."""
    said = one.facts
    name = best_name(said.names, known.names)
    address = None
    if said.address or said.postcode:
        read = Address(said.address, said.postcode, said.town)
        address = best_address(read, known.addresses)
    level, code, sentence = agreement(name, address)
    yield Advice(level, code, str(sentence), one.page)


def age(issued: date, on: date, months: int, page: int) -> Advice:
    """« Daté du 12 mars 2026 : plus de 3 mois. », on the day it was handed in."""
    facts = {"day": text.day(issued), "months": months}
    if issued > on:
        sentence = _("Daté du %(day)s : après le jour du dépôt.") % facts
        return Advice(Level.LOOK, "date_ahead", sentence, page)
    if is_recent(issued, on, months):
        sentence = _("Daté du %(day)s : moins de %(months)s mois.") % facts
        return Advice(Level.OK, "date_recent", sentence, page)
    sentence = _("Daté du %(day)s : plus de %(months)s mois.") % facts
    return Advice(Level.WRONG, "date_old", sentence, page)


def year(read: int | None, wanted: int | None, page: int) -> Iterator[Advice]:
    """Whether the notice is on the income the campaign asks for."""
    if read is None or wanted is None:
        return
    facts = {"read": read, "wanted": wanted}
    if read == wanted:
        yield Advice(
            Level.OK, "year_same", _("Revenus de %(read)s : l’année attendue.") % facts, page
        )
        return
    sentence = _("Revenus de %(read)s : l’année attendue est %(wanted)s.") % facts
    yield Advice(Level.WRONG, "year_other", sentence, page)


def of_text(
    reading: Reading, kind: DocumentKind, on: date, known: PersonFacts, stamps: list[Seen]
) -> Iterator[Advice]:
    """Proposals from the lines; what a stamp has said already is only checked against them."""
    lines = list(reading.lines)
    if not lines:
        return
    if kind.sensitivity == Sensitivity.BANK:
        yield from account(lines)
    elif kind.sensitivity == Sensitivity.INCOME:
        yield from income(lines, kind, on, known, stamps)
    elif kind.validity == Validity.MONTHS:
        if not any(one.facts.issued_on for one in stamps):
            yield from issue(bill.read(lines), kind, on)
    else:
        return
    if not stamps:
        yield from holder(lines, kind, known)


def account(lines: list[Line]) -> Iterator[Advice]:
    yield from (_offer(proposal) for proposal in bank.read(lines))
    if bank.misread(lines):
        sentence = _(
            "Un IBAN est écrit, mais sa clé est fausse : un chiffre est mal lu ou mal copié."
        )
        yield Advice(Level.WRONG, "iban_wrong", sentence)


def issue(found: list[Proposal], kind: DocumentKind, on: date) -> Iterator[Advice]:
    """A day of issue that is beyond doubt is judged; several are only shown."""
    if len(found) == 1:
        yield age(found[0].value, on, kind.months, found[0].page)
    yield from (_offer(proposal) for proposal in found)


def income(
    lines: list[Line], kind: DocumentKind, on: date, known: PersonFacts, stamps: list[Seen]
) -> Iterator[Advice]:
    quotients, notice = quotient.read(lines), tax_notice.read(lines)
    yield from (_offer(proposal) for proposal in quotients)
    if len(_values(quotients, Kind.QUOTIENT)) > 1:
        sentence = _("Plusieurs quotients familiaux sont lus : choisissez d’après la page.")
        yield Advice(Level.LOOK, "quotients", sentence)
    months = _values(quotients, Kind.QUOTIENT_MONTH)
    if len(months) == 1 and kind.validity == Validity.MONTHS:
        yield month_age(months[0], on, kind.months)
    proved = [one for one in stamps if one.proved and one.facts.about is About.INCOME]
    if proved:
        yield from contradictions(proved[0], notice)
        return
    for proposal in _values(notice, Kind.INCOME_YEAR):
        yield from year(proposal.value, known.income_year, proposal.page)
    yield from (_offer(one) for one in notice if one.kind is not Kind.INCOME_YEAR)


def _values(found: list[Proposal], kind: Kind) -> list[Proposal]:
    return [one for one in found if one.kind is kind]


def month_age(read: Proposal, on: date, months: int) -> Advice:
    """An attestation for June may have been issued on its last day."""
    month = read.value
    facts = {"month": text.of(shown(Kind.QUOTIENT_MONTH, month)), "months": months}
    if month <= on and is_recent(min(add_months(month, 1), on), on, months):
        sentence = _("Quotient %(month)s : moins de %(months)s mois.") % facts
        return Advice(Level.OK, "month_recent", sentence, read.page)
    if month > on:
        sentence = _("Quotient %(month)s : après le jour du dépôt.") % facts
        return Advice(Level.LOOK, "month_ahead", sentence, read.page)
    sentence = _("Quotient %(month)s : plus de %(months)s mois.") % facts
    return Advice(Level.WRONG, "month_old", sentence, read.page)


def contradictions(one: Seen, notice: list[Proposal]) -> Iterator[Advice]:
    """A stamp is signed, the page beside it is not: they must say the same."""
    signed = {
        Kind.REFERENCE_INCOME: one.facts.reference_income,
        Kind.PARTS: one.facts.parts,
        Kind.INCOME_YEAR: one.facts.income_year,
    }
    for kind, value in signed.items():
        read = _values(notice, kind)
        if value is not None and read and value not in [each.value for each in read]:
            facts = {"stamp": shown(kind, value), "page": shown(kind, read[0].value)}
            sentence = _("Le cachet dit %(stamp)s, la page dit %(page)s.") % facts
            yield Advice(Level.WRONG, f"contradiction_{kind}", sentence, read[0].page)


def holder(lines: list[Line], kind: DocumentKind, known: PersonFacts) -> Iterator[Advice]:
    """Whether the text names somebody of the household, and for a proof of address, where."""
    named = best_name([line.text for line in lines], known.names)
    if named is Likeness.SAME:
        yield Advice(Level.OK, "name_written", _("Le nom d’une personne du foyer est écrit."))
    else:
        sentence = _("Le nom d’aucune personne du foyer n’est lu sur ce document.")
        yield Advice(Level.LOOK, "name_not_written", sentence)
    if kind.sensitivity != Sensitivity.ORDINARY:
        return
    if any(written_address(lines, each) for each in known.addresses):
        yield Advice(Level.OK, "address_written", _("L’adresse du dossier est écrite."))
    else:
        sentence = _("L’adresse du dossier n’est pas lue sur ce document.")
        yield Advice(Level.LOOK, "address_not_written", sentence)
