"""What the machine reads on a document, for whoever looks at it: advice, never a decision."""

from dataclasses import dataclass, field

from django.conf import settings

from portamento.documents import advice, known, sealing, seen
from portamento.documents.advice import Advice
from portamento.documents.agreement import Level
from portamento.documents.inspector import client
from portamento.documents.models import Document, Sensitivity
from portamento.reenrolment import rules, setup

WAIT_SECONDS = 1.5
KINDS = {Level.OK: "done", Level.LOOK: "half", Level.WRONG: "wrong"}


@dataclass(frozen=True)
class Read:
    """Sentences, and what each stamp says; nothing where nothing was read in time."""

    advice: list[Advice] = field(default_factory=list)
    stamps: list[list[tuple[str, str]]] = field(default_factory=list)

    def lines(self) -> list[tuple[str, str, int]]:
        """Sentence, kind of state, page."""
        return [(one.sentence, KINDS[one.level], one.page) for one in self.advice]


def of(document: Document) -> Read:
    """Health papers are not read by machines; nothing of it is stored."""
    if document.kind.sensitivity == Sensitivity.HEALTH or not document.file.is_servable():
        return Read()
    try:
        with sealing.open_file(document.file) as content:
            reading = client.read(
                content, socket_path=settings.INSPECTOR_SOCKET, wait_seconds=WAIT_SECONDS
            )
    except OSError:  # the page says so in place of the picture
        return Read()
    if reading is None:
        return Read()
    campaign = setup.current_campaign()
    income_year = rules.tax_years(campaign.year.starts_in)[1] if campaign else None
    facts = known.of(document.family, income_year=income_year)
    stamps = [one.rows() for one in seen.seen(reading) if one.proved]
    return Read(advice.advise(document, reading, facts), stamps)
