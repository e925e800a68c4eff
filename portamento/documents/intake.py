"""A file comes in: stored and synced first, then looked at, before any row speaks of it."""

import logging
import time
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from portamento.documents import reasons, scanner, sealing, storage
from portamento.documents.inspector import client
from portamento.documents.models import Check, StoredFile
from portamento.foundation import clock
from portamento.workflow.action import NotAllowed

log = logging.getLogger("portamento.documents")
WAIT_SECONDS = 3.0


@dataclass(frozen=True)
class Intake:
    """A file on disk, checked or still to be: what an action makes a row of."""

    key: str
    name: str
    size: int
    sha256: str
    pages: int
    checked: bool
    sealed_key: bytes | None = None
    scanned_at: datetime | None = None

    def row(self) -> StoredFile:
        """Its row, inside the action's transaction."""
        return StoredFile.objects.create(
            key=self.key,
            name=self.name,
            size=self.size,
            sha256=self.sha256,
            pages=self.pages,
            check_state=Check.CLEAN if self.checked else Check.PENDING,
            stored_at=clock.now(),
            sealed_key=self.sealed_key,
            scanned_at=self.scanned_at,
        )

    def drop(self) -> None:
        """The action refused: the file goes.

        For nothing else: after a failure the row may be there all the same, its commit unanswered;
        a file that no row names is found at night.
        """
        storage.delete(self.key)


def take(upload: UploadedFile, *, sealed: bool = False) -> Intake:
    """Inspects, scans and stores an upload. Raises NotAllowed with what is wrong and what to do.

    Inspector and antivirus have three seconds together; then the file counts as « contrôle en
    cours » and the worker's sweep ends it. `sealed`: health documents lie encrypted.
    """
    name = storage.safe_name(upload.name or "")
    deadline = time.monotonic() + WAIT_SECONDS
    upload.seek(0)
    verdict = client.inspect(
        upload, socket_path=settings.INSPECTOR_SOCKET, wait_seconds=WAIT_SECONDS
    )
    if verdict and not verdict.accepted:
        raise NotAllowed(reasons.sentence(verdict, name))
    answer = scanner.scan(upload, wait_seconds=deadline - time.monotonic())
    if answer == scanner.Answer.INFECTED:
        raise NotAllowed(reasons.sentence_of(reasons.INFECTED, name))
    stored, sealed_key = keep(upload, name, sealed=sealed)
    return Intake(
        key=stored.key,
        name=name,
        size=stored.size,
        sha256=stored.sha256,
        pages=verdict.pages if verdict else 0,
        checked=verdict is not None and answer != scanner.Answer.AWAY,
        sealed_key=sealed_key,
        scanned_at=clock.now() if answer == scanner.Answer.CLEAN else None,
    )


def keep(upload: UploadedFile, name: str, *, sealed: bool) -> tuple[storage.Stored, bytes | None]:
    """A store that fails costs this file alone: the rest of the form is kept."""
    upload.seek(0)
    try:
        return sealing.put(upload, sealed=sealed)
    except OSError as failed:
        log.exception("an upload was not kept")
        raise NotAllowed(reasons.NOT_KEPT % {"name": name}) from failed
