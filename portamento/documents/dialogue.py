"""What a program of this machine answers over its socket, within a time."""

import socket
import time


def left(deadline: float) -> float:
    """Seconds until then, by `time.monotonic()`; never none: a socket takes that for no wait."""
    return max(deadline - time.monotonic(), 0.001)


def line(connection: socket.socket, *, end: bytes, most: int, deadline: float) -> bytes:
    """All up to `end`, or what there was when it hung up or had said `most` bytes.

    Raises TimeoutError.
    """
    said = b""
    while not said.endswith(end) and len(said) < most:
        connection.settimeout(left(deadline))
        part = connection.recv(most)
        if not part:
            break
        said += part
    return said
