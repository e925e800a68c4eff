"""The antivirus: ClamAV over its own socket, or none. Who was not asked has not said « clean ».

Its protocol is INSTREAM of clamd(8): `zINSTREAM\\0`, chunks each after its length in four bytes of
network order, a length of zero; then one line ending in NUL.
"""

import socket
import struct
import time
from contextlib import suppress
from enum import StrEnum
from typing import BinaryIO, Protocol

from django.conf import settings

from portamento.documents import dialogue

CHUNK_BYTES = 256 * 1024
MAX_ANSWER_BYTES = 4096


class Answer(StrEnum):
    """AWAY: not scanned, ask again later. NONE: no antivirus here, nobody to ask."""

    CLEAN, INFECTED, AWAY, NONE = "clean", "infected", "away", "none"


class Scanner(Protocol):
    def scan(self, file: BinaryIO, *, wait_seconds: float) -> Answer: ...


class NoScanner:
    def scan(self, file: BinaryIO, *, wait_seconds: float) -> Answer:
        return Answer.NONE


class ClamAV:
    def __init__(self, path: str):
        self.path = path

    def scan(self, file: BinaryIO, *, wait_seconds: float) -> Answer:
        """A daemon that is down, slow, or finds the stream too long has scanned nothing: AWAY."""
        deadline = time.monotonic() + wait_seconds
        with suppress(OSError), socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(dialogue.left(deadline))
            connection.connect(self.path)
            connection.sendall(b"zINSTREAM\0")
            file.seek(0)
            while chunk := file.read(CHUNK_BYTES):
                connection.settimeout(dialogue.left(deadline))
                connection.sendall(struct.pack("!I", len(chunk)) + chunk)
            connection.sendall(struct.pack("!I", 0))
            said = dialogue.line(connection, end=b"\0", most=MAX_ANSWER_BYTES, deadline=deadline)
            return _meaning(said)
        return Answer.AWAY


def _meaning(said: bytes) -> Answer:
    """« stream: OK », « stream: Name FOUND »; anything else is no answer."""
    if said == b"stream: OK\0":
        return Answer.CLEAN
    return Answer.INFECTED if said.endswith(b" FOUND\0") else Answer.AWAY


def configured() -> bool:
    return bool(settings.CLAMAV)


def scan(file: BinaryIO, *, wait_seconds: float) -> Answer:
    """What the antivirus of this installation says of an open file, read from its beginning."""
    scanner: Scanner = ClamAV(settings.CLAMAV) if configured() else NoScanner()
    return scanner.scan(file, wait_seconds=wait_seconds)
