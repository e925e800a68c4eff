"""What the machine reads on a document, for whoever looks at it: advice, never a decision."""

from dataclasses import dataclass, field, replace

from django.conf import settings
from django.utils.translation import gettext as _

from portamento.documents import advice, kept, known, remarks, sealing, seen
from portamento.documents.advice import Advice
from portamento.documents.agreement import Level
from portamento.documents.inspector import client
from portamento.documents.models import Document, KeptReading, Sensitivity
from portamento.documents.readings.proposal import Kind, Proposal, shown
from portamento.documents.stamps.signature import Verdict
from portamento.foundation import text
from portamento.reenrolment import setup

WAIT_SECONDS = 1.5
KINDS = {Level.OK: "done", Level.LOOK: "half", Level.WRONG: "wrong"}


@dataclass(frozen=True)
class Offer:
    """« Retenir QF 742 € (mai 2026) »: one click keeps it, and nothing else does."""

    proposal: Proposal
    month: Proposal | None = None

    @property
    def what(self) -> str:
        return str(self.proposal.kind)

    @property
    def value(self) -> str:
        return kept.written(self.proposal.kind, self.proposal.value)

    @property
    def label(self) -> str:
        said = shown(self.proposal.kind, self.proposal.value)
        if self.month:
            said = f"{said} ({shown(self.month.kind, self.month.value)})"
        return str(VERBS[self.proposal.kind]()) % said


VERBS = {
    Kind.QUOTIENT: lambda: _("Retenir QF %s"),
    Kind.REFERENCE_INCOME: lambda: _("Retenir RFR %s"),
    Kind.PARTS: lambda: _("Retenir %s parts"),
    Kind.IBAN: lambda: _("Retenir %s"),
    Kind.DATE: lambda: _("Retenir le %s"),
}


@dataclass(frozen=True)
class Line:
    """One sentence beside the page: where it was read, and what may be kept of it."""

    sentence: str
    kind: str
    page: int
    excerpt: str = ""
    offer: Offer | None = None
    is_kept: bool = False
    key: str = ""


@dataclass(frozen=True)
class Stamp:
    """What a stamp says; of an altered one nothing is repeated."""

    proved: bool
    rows: list[tuple[str, str]]


@dataclass(frozen=True)
class Read:
    """Sentences, and what each stamp says; nothing where nothing was read in time."""

    advice: list[Advice] = field(default_factory=list)
    stamps: list[Stamp] = field(default_factory=list)
    silent: bool = False  # the inspector is away, or has much to do
    expected: bool = True  # something is read on papers of that kind
    kept_already: set[tuple[str, str]] = field(default_factory=set)

    def lines(self) -> list[Line]:
        """The first value that may be kept has its key."""
        found = [self._line(one) for one in self.advice]
        first = next((line for line in found if line.offer and not line.is_kept), None)
        return [replace(line, key="e") if line is first else line for line in found]

    def _line(self, one: Advice) -> Line:
        read = one.proposal
        offer = self.offer(read) if read and read.kind in kept.KEPT else None
        excerpt = read.line.text if read else ""
        is_kept = bool(offer) and (offer.what, offer.value) in self.kept_already
        return Line(one.sentence, KINDS[one.level], one.page, excerpt, offer, is_kept)

    def offer(self, read: Proposal) -> Offer:
        """A quotient goes with the month of its own line, else with the only one there is."""
        if read.kind is not Kind.QUOTIENT:
            return Offer(read)
        found = [one.proposal for one in self.advice if one.proposal]
        months = [one for one in found if one.kind is Kind.QUOTIENT_MONTH]
        beside = [one for one in months if one.line == read.line]
        chosen = beside or (months if len(months) == 1 else [])
        return Offer(read, next(iter(chosen), None))

    def find(self, what: str, value: str) -> Offer | None:
        """The offer that says so; what was not read cannot be kept."""
        offers = [line.offer for line in self.lines() if line.offer]
        return next((one for one in offers if (one.what, one.value) == (what, value)), None)


def of(document: Document) -> Read:
    """Health papers are not read by machines; nothing of it is stored."""
    if document.kind.sensitivity == Sensitivity.HEALTH or not document.file.is_servable():
        return Read()
    try:
        with sealing.open_file(document.file) as content:
            reading = client.read(
                content, socket_path=settings.INSPECTOR_SOCKET, wait_seconds=WAIT_SECONDS
            )
    except OSError:  # lost or sealed under another key: no picture either
        reading = None
    if reading is None:
        return Read(silent=True, expected=remarks.names_somebody(document.kind))
    facts = known.of(document.family, income_year=setup.income_year())
    known_here = {(row.what, row.value) for row in document.kept_readings.all()}
    found = seen.seen(reading)
    believed = [one for one in found if one.verdict is not Verdict.ALTERED]
    stamps = [Stamp(one.proved and not one.test, one.rows()) for one in believed]
    return Read(advice.advise(document, reading, facts), stamps, kept_already=known_here)


@dataclass(frozen=True)
class Kept:
    """What was confirmed: « Quotient familial », « 742 € », where, by whom, when."""

    what: str
    label: str
    value: str
    where: str


def confirmed(document: Document) -> list[Kept]:
    """As they were kept; a quotient with its month."""
    found = {one.what: one for one in document.kept_readings.select_related("kept_by")}
    month = found.pop(Kind.QUOTIENT_MONTH, None)
    return [
        Kept(what, kept.LABELS[Kind(what)], said(one, month), where(one))
        for what, one in sorted(found.items(), key=lambda each: each[1].pk)
    ]


def said(one: KeptReading, month: KeptReading | None) -> str:
    words = kept.words(one)
    return f"{words} ({kept.words(month)})" if month and one.what == Kind.QUOTIENT else words


def where(one) -> str:
    facts = {
        "page": one.page,
        "who": one.kept_by.name if one.kept_by_id else "",
        "when": text.day(one.kept_at),
    }
    return _("page %(page)d, retenu par %(who)s le %(when)s") % facts
