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
from portamento.documents.inspector.answers import Reading
from portamento.documents.inspector.limits import MAX_FILE_BYTES, MAX_FILES
from portamento.documents.inspector.verdict import Reason, Verdict
from portamento.documents.models import Check, StoredFile
from portamento.foundation import clock
from portamento.workflow.action import NotAllowed


class Silent(NotAllowed):
    """The inspector did not answer: nothing is wrong with the file."""


log = logging.getLogger("portamento.documents")
WAIT_SECONDS = 3.0
LOOK_SECONDS = 1.5
LOOKED_AT_BYTES = 3_000_000  # of more pages than that, reading takes longer than anyone waits
PHOTO_SECONDS = 10.0  # a photo, on a request of its own
JOIN_SECONDS = 15.0  # ten PDFs take a twentieth of a second when the machine has time
LEAST_SURE_FIRST = (scanner.Answer.AWAY, scanner.Answer.NONE, scanner.Answer.CLEAN)
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


@dataclass(frozen=True)
class Part:
    """One file as it came: a PDF as it is, or a photo made one; looked at, and not kept yet.

    No `pages`: nobody has looked at this PDF yet. `name` is the sender's. `reading` is there where
    it came with the verdict.
    """

    content: BinaryIO
    name: str
    pages: int
    scan: scanner.Answer
    reading: Reading | None = None

    @property
    def checked(self) -> bool:
        return bool(self.pages) and self.scan != scanner.Answer.AWAY


def take(uploads: UploadedFile | Sequence[UploadedFile], *, sealed: bool = False) -> Intake:
    """Inspects, scans and stores what makes one document: a PDF as it is, others joined into one.

    Each file has its own time, so that ten are no more likely to fail than one. Raises NotAllowed
    with what is wrong with each and what to do. `sealed`: health documents lie encrypted.
    """
    files = [uploads] if isinstance(uploads, UploadedFile) else list(uploads)
    parts, refused = arrive_all(files)
    if refused:
        raise NotAllowed(" ".join(refused))
    return keep(parts[0] if len(parts) == 1 else join(parts), pdf_name(parts), sealed=sealed)


def arrive_all(files: Sequence[UploadedFile]) -> tuple[list[Part], list[str]]:
    """Every file, or what is wrong with it."""
    parts, refused = [], []
    for place, upload in enumerate(files):
        try:
            refuse_more(place, name_of(upload))
            parts.append(arrive(upload))
        except NotAllowed as refusal:
            refused.append(str(refusal))
    return parts, refused


def refuse_more(before: int, name: str) -> None:
    """Raises NotAllowed where a document has so many files before this one that it is full."""
    if before >= MAX_FILES:
        raise NotAllowed(reasons.sentence_of(Reason.TOO_MANY_FILES, name))


def arrive(upload: UploadedFile, *, read: bool = False, later: bool = False) -> Part:
    """Inspects and scans one file; a photo becomes a PDF. Raises NotAllowed.

    For a PDF inspector and antivirus have three seconds together; then it counts as « contrôle en
    cours » and the worker's sweep ends it. `read`: what is read in it is asked for too. `later`:
    a photo too may wait like that, as it came.
    """
    deadline, reading = time.monotonic() + WAIT_SECONDS, None
    if is_pdf(upload):
        content = upload
        pages, reading = looked_at(upload, read=read)
    else:
        content, pages = converted(upload, later=later)
        deadline = time.monotonic() + WAIT_SECONDS
    answer = scanner.scan(upload, wait_seconds=deadline - time.monotonic())
    if answer == scanner.Answer.INFECTED:
        raise NotAllowed(reasons.sentence_of(reasons.INFECTED, name_of(upload)))
    return Part(content, name_of(upload), pages, answer, reading)


def is_pdf(upload: UploadedFile) -> bool:
    return guess.kind_of(upload) == guess.PDF


def looked_at(upload: UploadedFile, *, read: bool) -> tuple[int, Reading | None]:
    """How many pages it has, none where no answer came in time; and what was read with that."""
    upload.seek(0)
    verdict, reading = (read and together(upload)) or (alone(upload), None)
    if verdict and not verdict.accepted:
        raise NotAllowed(reasons.sentence(verdict, name_of(upload)))
    return (verdict.pages if verdict else 0), reading


def together(upload: UploadedFile) -> tuple[Verdict, Reading | None] | None:
    """Verdict and reading in one visit; of a large file the verdict must not wait for the other."""
    if upload.size > LOOKED_AT_BYTES:
        return None
    return client.look(upload, socket_path=settings.INSPECTOR_SOCKET, wait_seconds=LOOK_SECONDS)


def alone(upload: UploadedFile) -> Verdict | None:
    where = settings.INSPECTOR_SOCKET
    return client.inspect(upload, socket_path=where, wait_seconds=WAIT_SECONDS)


def converted(upload: UploadedFile, *, later: bool) -> tuple[BinaryIO, int]:
    """A photo as a PDF in memory; `later`: as it came, without pages, where no answer came."""
    upload.seek(0)
    try:
        return assembled([upload], [name_of(upload)], PHOTO_SECONDS, reasons.NOT_PREPARED)
    except Silent:
        if not later:
            raise
    refuse_at_sight(upload)
    return upload, 0


def refuse_at_sight(upload: UploadedFile) -> None:
    """Raises NotAllowed for what would be refused once the inspector is back."""
    name = name_of(upload)
    if upload.size > MAX_FILE_BYTES:
        raise NotAllowed(reasons.sentence_of(Reason.TOO_LARGE, name))
    if not guess.is_photo(upload):
        upload.seek(0)
        seems = guess.looks_like(upload.read())
        raise NotAllowed(reasons.sentence_of(Reason.NOT_ACCEPTED_TYPE, name, looks_like=seems))


def join(parts: Sequence[Part], turns: client.Turns | None = None) -> Part:
    """All of them as one PDF, in their order, in memory: pages are only put together, and turned
    where the family said so."""
    names = [part.name for part in parts]
    files = [part.content for part in parts]
    content, pages = assembled(files, names, JOIN_SECONDS, reasons.NOT_JOINED, turns)
    answers = {part.scan for part in parts}
    answer = next(each for each in LEAST_SURE_FIRST if each in answers)
    return Part(content, names[0], pages, answer)


def assembled(
    files: Sequence[BinaryIO],
    names: Sequence[str],
    seconds: float,
    silent: str,
    turns: client.Turns | None = None,
) -> tuple[BinaryIO, int]:
    """Files, read from their beginning, as one PDF. `silent`: the sentence where no answer came."""
    out, where = io.BytesIO(), settings.INSPECTOR_SOCKET
    assembly = client.assemble(files, out, turns=turns, socket_path=where, wait_seconds=seconds)
    if assembly is None:
        raise Silent(silent % {"name": names[0]})
    if not assembly.accepted:
        raise NotAllowed(" ".join(reasons.sentences(assembly, names)))
    return out, assembly.pages


def name_of(upload: UploadedFile) -> str:
    return storage.safe_name(upload.name or "")


def pdf_name(parts: Sequence[Part]) -> str:
    """The first file's own, as a PDF where it was a photo."""
    return as_pdf(parts[0].name)


def as_pdf(name: str) -> str:
    bare = ENDING.sub("", name)
    return bare if bare.lower().endswith(".pdf") else storage.safe_name(f"{bare}.pdf")


def keep(part: Part, name: str, *, sealed: bool) -> Intake:
    """Stored; a store that fails costs this file alone: the rest of the form is kept."""
    part.content.seek(0)
    try:
        stored, sealed_key = sealing.put(part.content, sealed=sealed)
    except OSError as failed:
        log.exception("an upload was not kept")
        raise NotAllowed(reasons.NOT_KEPT % {"name": name}) from failed
    return Intake(
        key=stored.key,
        name=name,
        size=stored.size,
        sha256=stored.sha256,
        pages=part.pages,
        checked=part.checked,
        sealed_key=sealed_key,
        scanned_at=clock.now() if part.scan == scanner.Answer.CLEAN else None,
    )
