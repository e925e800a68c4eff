"""Asks the inspector about one file. All that a web process knows of it: no PDF library here."""

import contextlib
import io
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from portamento.documents.inspector.verdict import Verdict

MAX_ANSWER_BYTES = 4096


def inspect(
    file: BinaryIO, *, socket_path: str | Path, wait_seconds: float = 3.0
) -> Verdict | None:
    """Return the verdict on an open file, or None when none came in time: then ask again later.

    Any file of Django's will do; its position is kept. An absent inspector is None as well. Only
    the file's own failures are raised (OSError, ValueError).
    """
    deadline = time.monotonic() + wait_seconds
    with _descriptor(file) as descriptor:
        try:
            return _ask(descriptor, str(socket_path), deadline)
        except (OSError, ValueError):
            return None


def _ask(descriptor: int, path: str, deadline: float) -> Verdict:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(_left(deadline))
        connection.connect(path)
        socket.send_fds(connection, [b"?"], [descriptor])
        line = b""
        while not line.endswith(b"\n") and len(line) < MAX_ANSWER_BYTES:
            connection.settimeout(_left(deadline))
            part = connection.recv(MAX_ANSWER_BYTES)
            if not part:
                break
            line += part
        return Verdict.from_json(line)


def _left(deadline: float) -> float:
    return max(deadline - time.monotonic(), 0.001)


@contextlib.contextmanager
def _descriptor(file: BinaryIO) -> Iterator[int]:
    """The file's own descriptor, or that of a copy when it lives in memory."""
    try:
        descriptor = file.fileno()
    except (AttributeError, io.UnsupportedOperation):
        descriptor = None
    if descriptor is not None:
        file.flush()
        yield descriptor
        return
    with tempfile.TemporaryFile() as copy:
        place = file.tell()
        file.seek(0)
        shutil.copyfileobj(file, copy)
        file.seek(place)
        copy.flush()
        yield copy.fileno()
