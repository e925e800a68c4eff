"""The closed lists that packages fill in: sentences of the journal, kinds of change."""

from portamento.accounts import journal as accounts
from portamento.administration import journal as administration
from portamento.audit import sentences
from portamento.billing import journal as billing
from portamento.catalog import journal as catalog
from portamento.changes import journal as changes
from portamento.changes import kinds as change_kinds
from portamento.documents import journal as documents
from portamento.enrolments import journal as enrolments
from portamento.families import journal as families
from portamento.families import kinds as family_kinds
from portamento.mailroom import journal as mailroom
from portamento.reenrolment import journal as reenrolment

JOURNALS = (
    *(accounts, administration, billing, catalog, changes, documents, enrolments),
    *(families, mailroom, reenrolment),
)


def gather() -> None:
    """Called once, when all models are loaded."""
    for journal in JOURNALS:
        sentences.register(journal.SENTENCES)
    for kind in family_kinds.KINDS:
        change_kinds.register(kind)
