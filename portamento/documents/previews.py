"""Pictures of the pages of what families handed in: what staff look at instead of the file."""

import io

from django.conf import settings

from portamento.documents import sealing
from portamento.documents.inspector import client
from portamento.documents.models import StoredFile

WAIT_SECONDS = 10.0


def page_png(file: StoredFile, page: int, width: int, rotation: int = 0) -> bytes | None:
    """The page, counted from 1, as a PNG so many pixels wide once turned clockwise.

    None where there is nothing to show: a file not cleared, no such page, no inspector now.
    """
    if not file.is_servable():
        return None
    out = io.BytesIO()
    with sealing.open_file(file) as content:
        shown = client.page_image(
            content,
            page,
            out,
            width=width,
            rotation=rotation,
            socket_path=settings.INSPECTOR_SOCKET,
            wait_seconds=WAIT_SECONDS,
        )
    return out.getvalue() if shown else None
