"""An installation of its own: a data folder, and programs that run on it."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

OURS = ("PORTAMENTO", "DJANGO", "PYTEST")
ROOT = Path(__file__).resolve().parent.parent
MANAGE = [sys.executable, str(ROOT / "manage.py")]


@dataclass(frozen=True)
class Installation:
    folder: Path
    port: int = 8000

    @property
    def env(self) -> dict[str, str]:
        """Nothing of the tests' own environment."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(OURS)}
        return kept | {
            "PORTAMENTO_DATA": str(self.folder),
            "PORTAMENTO_PUBLIC_URL": f"http://127.0.0.1:{self.port}",
            "PORTAMENTO_DEMO": "1",
        }

    def manage(self, *words: str, check: bool = True) -> subprocess.CompletedProcess:
        return subprocess.run(
            [*MANAGE, *words],
            cwd=ROOT,
            env=self.env,
            check=check,
            capture_output=True,
            text=True,
        )

    def start(self, *words: str) -> subprocess.Popen:
        """A program that goes on; its words are in `stdout`."""
        return subprocess.Popen(
            [*MANAGE, *words],
            env=self.env,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
