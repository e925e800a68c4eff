"""A file comes in: stored and synced first, then looked at, before any row speaks of it."""

from dataclasses import dataclass

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from portamento.documents import reasons, storage
from portamento.documents.inspector import client
from portamento.documents.models import Check, StoredFile
from portamento.foundation import clock
from portamento.workflow.action import NotAllowed

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
        )

    def drop(self) -> None:
        """The action refused: the file goes."""
        storage.delete(self.key)


def take(upload: UploadedFile) -> Intake:
    """Stores and inspects an upload. Raises NotAllowed with what is wrong and what to do.

    The inspector has three seconds; then the file counts as « contrôle en cours » and the worker's
    sweep ends it.
    """
    name = storage.safe_name(upload.name or "")
    upload.seek(0)
    verdict = client.inspect(
        upload, socket_path=settings.INSPECTOR_SOCKET, wait_seconds=WAIT_SECONDS
    )
    if verdict and not verdict.accepted:
        raise NotAllowed(reasons.sentence(verdict, name))
    upload.seek(0)
    stored = storage.put(upload)
    return Intake(
        key=stored.key,
        name=name,
        size=stored.size,
        sha256=stored.sha256,
        pages=verdict.pages if verdict else 0,
        checked=verdict is not None,
    )
