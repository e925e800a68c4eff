"""Files the school itself offers: models to fill in, the terms, the office's own papers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portamento.documents import intake, storage
from portamento.documents.models import Check, StoredFile
from portamento.workflow.action import NotAllowed


@contextmanager
def taken(upload: UploadedFile | None) -> Iterator[intake.Intake | None]:
    """The file, stored and inspected before the action inside; gone where that is refused."""
    file = intake.take(upload) if upload else None
    try:
        yield file
    except NotAllowed:
        if file:
            file.drop()
        raise


def row_of(file: intake.Intake | None) -> StoredFile | None:
    """Its row, inside the action's transaction."""
    return file.row() if file else None


def offered(pk: int) -> StoredFile:
    """One of the school's own files, ready to leave; its row is read again, whoever kept it.

    Raises NotAllowed while it is being checked, Http404 where it is nobody's to read.
    """
    rows = StoredFile.objects.filter(document=None, sheet=None)  # no family’s, counting or not
    file = get_object_or_404(rows, pk=pk)
    if file.check_state == Check.PENDING:
        raise NotAllowed(_("Ce fichier est en cours de contrôle : il sera lisible sous peu."))
    if not file.is_servable():
        raise Http404
    return file


def discard(file: StoredFile | None) -> None:
    """A file that nothing offers any more: its row now, its bytes once that is certain."""
    if file is None:
        return
    key = file.key
    file.delete()
    transaction.on_commit(lambda: storage.delete(key))
