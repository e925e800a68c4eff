"""The parts of a JPEG, told from its markers alone: nothing is unfolded."""

import re
import struct
from collections.abc import Iterator
from itertools import islice

MARKER = re.compile(rb"\xff[^\x00\xd0-\xd8\xff]")  # within a scan nothing else can look like one
FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}  # those that say a size (ITU T.81, B.2.2)
SCAN, END = 0xDA, 0xD9
MAX_PARTS = 10_000  # a profile takes 255 at most, a scan half a dozen


def parts(data: bytes) -> Iterator[tuple[int, int]]:
    """The marker of each part and where its content begins, to the end of the first image."""
    place = 2
    while (match := MARKER.search(data, place)) and data[match.start() + 1] != END:
        place = match.end()
        yield data[place - 1], place
        place += int.from_bytes(data[place : place + 2])


def sizes(data: bytes) -> list[tuple[int, int]]:
    """Width and height by each frame's head; an honest image has one."""
    found = []
    for kind, place in islice(parts(data), MAX_PARTS):
        if kind in FRAMES and len(data) >= place + 7:
            high, wide = struct.unpack_from(">HH", data, place + 3)
            found.append((wide, high))
        if kind == SCAN:
            break
    return found


def is_endless(data: bytes, most_scans: int) -> bool:
    """Whether it takes more passes over all its pixels than this to unfold it, or has parts
    without end."""
    scans = 0
    for count, (kind, _) in enumerate(parts(data)):
        scans += kind == SCAN
        if scans > most_scans or count > MAX_PARTS:
            return True
    return False
