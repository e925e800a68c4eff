"""python -m portamento.documents.inspector --socket PATH"""

import argparse
import logging
import sys
from pathlib import Path

from portamento.documents.inspector.server import AlreadyRunning, Server


def main() -> int:
    """Serve until SIGTERM; 1 when another inspector already answers there."""
    parser = argparse.ArgumentParser(prog="portamento.documents.inspector")
    parser.add_argument("--socket", type=Path, required=True, help="Unix socket to listen on")
    parser.add_argument("--children", type=int, default=4, help="files read at once")
    options = parser.parse_args()
    logging.basicConfig(level=logging.INFO, format="inspector: %(message)s")
    try:
        Server(options.socket, children=options.children).serve()
    except AlreadyRunning:
        print("Another inspector already answers on this socket.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
