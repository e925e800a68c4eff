"""Background work on files: end the checks that a request could not wait for."""

from collections.abc import Iterator

from django.conf import settings

from portamento.documents import storage
from portamento.documents.inspector import client
from portamento.documents.models import Check, StoredFile
from portamento.workflow import queue

WAIT_SECONDS = 60.0
AGAIN_SECONDS = 30


def inspect_files() -> Iterator[None]:
    """Asks the inspector about each file still « contrôle en cours »."""
    # The worker serves every school.
    rows = StoredFile.objects.every_school().filter(check_state=Check.PENDING)
    return queue.work(rows.order_by("stored_at", "pk"), inspect)


def inspect(row: StoredFile) -> None:
    """The verdict goes into the row; without one the file is asked about again, for ever."""
    with storage.open_(row.key) as file:
        verdict = client.inspect(
            file, socket_path=settings.INSPECTOR_SOCKET, wait_seconds=WAIT_SECONDS
        )
    if verdict is None:
        raise queue.Later("no verdict", seconds=AGAIN_SECONDS)
    StoredFile.objects.filter(pk=row.pk).update(
        check_state=Check.CLEAN if verdict.accepted else Check.UNREADABLE,
        problem=verdict.reason or "",
        pages=verdict.pages,
        claimed_until=None,
    )
