"""Background work on forms: print what was signed, drop drafts that nobody came back to."""

import io
from collections.abc import Iterator
from datetime import timedelta

from portamento.documents import sealing, storage
from portamento.documents.models import Check, Document, Sensitivity, StoredFile
from portamento.documents.questionnaires import answers
from portamento.documents.signed import Filled
from portamento.foundation import clock
from portamento.mailroom import press
from portamento.workflow import queue

SEALED = {Sensitivity.HEALTH, Sensitivity.BANK}
DRAFT_AGE = timedelta(days=90)


def print_forms() -> Iterator[None]:
    """The record of a signed form is there a second after, and is then checked like any file."""
    # The worker serves every school.
    rows = StoredFile.objects.every_school().filter(check_state=Check.MAKING)
    return queue.work(rows.order_by("stored_at", "pk"), print_form)


def print_form(row: StoredFile) -> None:
    document = Document.objects.select_related("kind", "filled").get(file=row)
    content = press.print_pdf("form", answers.read(document.filled)["paper"])
    stored, sealed_key = sealing.put(
        io.BytesIO(content), sealed=document.kind.sensitivity in SEALED
    )
    made = StoredFile.objects.filter(pk=row.pk, check_state=Check.MAKING).update(
        key=stored.key,
        size=stored.size,
        sha256=stored.sha256,
        sealed_key=sealed_key,
        check_state=Check.PENDING,
        attempts=0,
        claimed_until=None,
    )
    if not made:  # taken back or forgotten meanwhile
        storage.delete(stored.key)


def forget_drafts() -> int:
    """Answers never signed, of whichever class, are nobody's after three months."""
    # The worker serves every school.
    rows = Filled.objects.every_school().filter(document=None, saved_at__lt=clock.now() - DRAFT_AGE)
    return rows.delete()[0]
