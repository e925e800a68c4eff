"""The one place that says how much is too much: for a file, and for the child that reads it."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

MAX_FILE_BYTES = (
    20 * MEGABYTE
)  # in the larger megabyte, so that no file shown as « 20 Mo » is too much
MAX_PAGES = 60
MAX_PAGE_POINTS = 14_400  # the largest side a PDF page may have, 5.08 m (ISO 32000-1, annex C)
MAX_TRAILING_BYTES = 1024  # scanners leave a few bytes behind the end; nothing honest is longer
MAX_OBJECTS = 200_000
MAX_VALUES = 1_000_000
MAX_STREAM_BYTES = 256 * MEGABYTE  # an A3 page scanned in colour at 600 dpi is about 200 MB


@dataclass(frozen=True)
class ChildLimits:
    """What the child that reads one file may use before it is ended."""

    memory_bytes: int = 512 * MEGABYTE  # above what the preloaded program already maps
    cpu_seconds: int = 10
    wall_seconds: float = 20.0
    open_files: int = 16
