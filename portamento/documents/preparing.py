"""Photos that came while the inspector was away: kept as they came, made a PDF once it is back."""

import io
from typing import BinaryIO

from django.conf import settings

from portamento.documents import sealing, sheets, storage
from portamento.documents.inspector import client, guess
from portamento.documents.inspector.answers import Assembly
from portamento.documents.inspector.verdict import Reason, Verdict, accept, refuse
from portamento.documents.models import Check, Sheet, StoredFile

WAIT_SECONDS = 60.0


def judged(file: BinaryIO) -> tuple[Verdict | None, BinaryIO | None]:
    """What the inspector says of a stored file, and the PDF that a photo becomes."""
    where = settings.INSPECTOR_SOCKET
    if not guess.is_photo(file):
        return client.inspect(file, socket_path=where, wait_seconds=WAIT_SECONDS), None
    made = io.BytesIO()
    assembly = client.assemble([file], made, socket_path=where, wait_seconds=WAIT_SECONDS)
    return verdict_of(assembly), made


def verdict_of(assembly: Assembly | None) -> Verdict | None:
    if assembly is None:
        return None
    if assembly.accepted:
        return accept(assembly.pages)
    refused = next((verdict for _place, verdict in assembly.refused()), None)
    return refused or refuse(assembly.reason or Reason.UNREADABLE)


def swap(row: StoredFile, made: BinaryIO, columns: dict) -> None:
    """The PDF takes the photo's place in the row, then the photo goes; nothing where the family
    has removed it meanwhile."""
    stored, sealed_key = sealing.put(made, sealed=row.sealed_key is not None)
    kept = {
        "key": stored.key,
        "size": stored.size,
        "sha256": stored.sha256,
        "sealed_key": sealed_key,
    }
    rows = StoredFile.objects.filter(pk=row.pk, key=row.key, check_state=Check.PENDING)
    moved = rows.update(**kept, **columns)
    storage.delete(row.key if moved else stored.key)


def tell(row: StoredFile) -> None:
    """What is remarked on its pages, where it still waits for its family's look."""
    for sheet in Sheet.objects.filter(file=row.pk).select_related("file", "kind", "family"):
        sheets.notice(sheet)
