"""A file comes in: stored and synced first, then looked at, before any row speaks of it."""

import io
import logging
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from portamento.documents import reasons, scanner, sealing, storage
from portamento.documents.inspector import client, guess
from portamento.documents.models import Check, StoredFile
from portamento.foundation import clock
from portamento.workflow.action import NotAllowed

log = logging.getLogger("portamento.documents")
WAIT_SECONDS = 3.0
FIRST_BYTES = 64
ENDING = re.compile(r"\.(jpe?g|png|hei[cf]|tiff?)$", re.IGNORECASE)


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


def take(uploads: UploadedFile | Sequence[UploadedFile], *, sealed: bool = False) -> Intake:
    """Inspects, scans and stores what makes one document: a PDF as it is, others joined into one.

    Raises NotAllowed with what is wrong and what to do. Inspector and antivirus have three seconds
    together; then a PDF counts as « contrôle en cours » and the worker's sweep ends it, while
    photos cannot be kept unjoined. `sealed`: health documents lie encrypted.
    """
    files = [uploads] if isinstance(uploads, UploadedFile) else list(uploads)
    deadline = time.monotonic() + WAIT_SECONDS
    file, pages = one_pdf(files) if len(files) == 1 and is_pdf(files[0]) else joined(files)
    answer = scanned(files, deadline)
    name = pdf_name(files)
    stored, sealed_key = keep(file, name, sealed=sealed)
    return Intake(
        key=stored.key,
        name=name,
        size=stored.size,
        sha256=stored.sha256,
        pages=pages,
        checked=bool(pages) and answer != scanner.Answer.AWAY,
        sealed_key=sealed_key,
        scanned_at=clock.now() if answer == scanner.Answer.CLEAN else None,
    )


def is_pdf(upload: UploadedFile) -> bool:
    upload.seek(0)
    return guess.accepted_kind(upload.read(FIRST_BYTES)) == guess.PDF


def one_pdf(files: list[UploadedFile]) -> tuple[BinaryIO, int]:
    """The file itself and its pages; none where no answer came in time."""
    (upload,) = files
    upload.seek(0)
    verdict = client.inspect(
        upload, socket_path=settings.INSPECTOR_SOCKET, wait_seconds=WAIT_SECONDS
    )
    if verdict and not verdict.accepted:
        raise NotAllowed(reasons.sentence(verdict, name_of(upload)))
    return upload, verdict.pages if verdict else 0


def joined(files: list[UploadedFile]) -> tuple[BinaryIO, int]:
    """All of them as one PDF, in their order, in memory."""
    for upload in files:
        upload.seek(0)
    out = io.BytesIO()
    assembly = client.assemble(
        files, out, socket_path=settings.INSPECTOR_SOCKET, wait_seconds=WAIT_SECONDS
    )
    if assembly is None:
        raise NotAllowed(reasons.NOT_JOINED)
    if not assembly.accepted:
        raise NotAllowed(" ".join(reasons.sentences(assembly, [name_of(one) for one in files])))
    return out, assembly.pages


def scanned(files: list[UploadedFile], deadline: float) -> scanner.Answer:
    """What the antivirus says of all of them, as they were sent; the first one away ends it."""
    answer = scanner.Answer.NONE
    for upload in files:
        answer = scanner.scan(upload, wait_seconds=deadline - time.monotonic())
        if answer == scanner.Answer.INFECTED:
            raise NotAllowed(reasons.sentence_of(reasons.INFECTED, name_of(upload)))
        if answer == scanner.Answer.AWAY:
            break
    return answer


def name_of(upload: UploadedFile) -> str:
    return storage.safe_name(upload.name or "")


def pdf_name(files: list[UploadedFile]) -> str:
    """The first file's own, as a PDF where it was joined with others or made of a photo."""
    name = name_of(files[0])
    return name if is_pdf(files[0]) else storage.safe_name(ENDING.sub("", name) + ".pdf")


def keep(file: BinaryIO, name: str, *, sealed: bool) -> tuple[storage.Stored, bytes | None]:
    """A store that fails costs this file alone: the rest of the form is kept."""
    file.seek(0)
    try:
        return sealing.put(file, sealed=sealed)
    except OSError as failed:
        log.exception("an upload was not kept")
        raise NotAllowed(reasons.NOT_KEPT % {"name": name}) from failed
