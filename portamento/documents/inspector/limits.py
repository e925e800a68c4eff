"""The one place that says how much is too much: for a file, and for the child that reads it."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024

MAX_FILES = 10  # joined into one document
MAX_FILE_BYTES = (
    20 * MEGABYTE
)  # in the larger megabyte, so that no file shown as « 20 Mo » is too much
MAX_PAGES = 60
MAX_PAGE_POINTS = 14_400  # the largest side a PDF page may have, 5.08 m (ISO 32000-1, annex C)
MIN_PAGE_POINTS = 3  # the smallest, by the same annex
MAX_TRAILING_BYTES = 1024  # scanners leave a few bytes behind the end; nothing honest is longer
MAX_OBJECTS = 200_000
MAX_VALUES = 1_000_000
MAX_STREAM_BYTES = 256 * MEGABYTE  # an A3 page scanned in colour at 600 dpi is about 200 MB
MAX_SCAN_PIXELS = 160_000_000  # inside a PDF: A4 in black and white at 1200 dpi is 139 million

# Of photos, counted from their headers as they will be unfolded: a telephone's JPEG of 200 million
# unfolds at a quarter or an eighth of its size.
MAX_PIXELS = 40_000_000
MAX_TOTAL_PIXELS = 250_000_000  # ten of the largest ordinary HEIC, 24 million each
MAX_SCANS = 100  # of a progressive JPEG: programs make a dozen, each unfolds all pixels again
KEPT_SIDE = 2_000  # pixels of the long side of a photo once it is a page: 171 per inch on A4
MAX_IMAGE_WIDTH = 4_000  # of a page shown


@dataclass(frozen=True)
class ChildLimits:
    """What the child that does one task may use before it is ended."""

    memory_bytes: int = 512 * MEGABYTE  # above what the preloaded program already maps
    cpu_seconds: int = 10
    wall_seconds: float = 20.0
    written_bytes: int = 0  # in the one file it was given to write, if any


JUDGING = ChildLimits()
# As judging, so that no verdict differs; what cannot be read within it is read by itself.
LOOKING = ChildLimits(wall_seconds=5.0, written_bytes=8 * MEGABYTE)
ASSEMBLING = ChildLimits(
    memory_bytes=1024 * MEGABYTE,
    cpu_seconds=40,
    wall_seconds=40.0,
    written_bytes=MAX_FILE_BYTES,
)
SHOWING = ChildLimits(memory_bytes=768 * MEGABYTE, written_bytes=64 * MEGABYTE)
READING = ChildLimits(
    memory_bytes=768 * MEGABYTE, cpu_seconds=25, wall_seconds=30.0, written_bytes=8 * MEGABYTE
)
