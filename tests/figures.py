"""All the figures on documents, a line each: what is accepted, how fast, in how much memory.

bin/run -m tests.figures [--files 500] [--documents 1000] [inspector] [stamps] [acknowledging]
"""

import argparse
import os
import platform
import random
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests import acknowledging
from tests.inspector import figures as inspector
from tests.stamps.issuer import Issuer
from tests.stamps.test_a_thousand import MANY, altered, counts
from tests.stamps.test_decoding import share_read

RESOLUTIONS = (100, 150, 200, 300)


def stamps() -> Iterator[str]:
    """A thousand right ones, a thousand with a byte changed, and what is read of printed ones."""
    chance, issuer = random.Random(20260903), Issuer()
    begun = time.perf_counter()
    right = sum(counts(issuer.any(chance), issuer) for _ in range(MANY))
    wrong = sum(counts(altered(issuer, chance), issuer) for _ in range(MANY))
    each = (time.perf_counter() - begun) / MANY / 2 * 1000
    yield f"{MANY} stamps: {right} valid; {MANY} altered: {wrong} valid ({each:.1f} ms each)"
    for dpi in RESOLUTIONS:
        share, milliseconds = share_read(dpi)
        yield f"  {dpi} dpi: {share:.0%} read, {milliseconds:.0f} ms each"


def acknowledgements(documents: int) -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="pa-") as folder:
        yield from acknowledging.lines(Path(folder), documents)


def main() -> int:
    parser = argparse.ArgumentParser(prog="tests.figures", description=__doc__)
    parser.add_argument("--files", type=int, default=500)
    parser.add_argument("--documents", type=int, default=1000)
    parser.add_argument("parts", nargs="*", default=["inspector", "stamps", "acknowledging"])
    options = parser.parse_args()
    print(f"{time.strftime('%Y-%m-%d')}, {os.cpu_count()} cores, {platform.platform()}", flush=True)
    made = {
        "inspector": lambda: inspector.lines(options.files),
        "stamps": stamps,
        "acknowledging": lambda: acknowledgements(options.documents),
    }
    for part in options.parts:
        print(f"\n{part}, load {os.getloadavg()[0]:.1f}", flush=True)
        for line in made[part]():
            print(line, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main())
