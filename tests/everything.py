"""Everything that must pass, in the order that finds faults soonest: `bin/test` runs this.

Each step is one command in a clean environment; its words are shown only where it fails.
"""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path

from tests import chromium, packages, postgres
from tests.storage import servers

ROOT = Path(__file__).resolve().parent.parent
PYTHON = [sys.executable]
BIN = Path(sys.executable).parent
SEED = f"--randomly-seed={time.time_ns() % 2**32}"
PYTEST = [*PYTHON, "-m", "pytest", "--quiet", "--tb=short", "--maxfail=20", SEED]
# A file of tests stays on one process: what it builds is built once.
PROCESSES = ["-n", str(min(os.cpu_count() or 1, 4))]
PARALLEL = [*PROCESSES, "--dist", "loadscope"]
# What asks the database something; rules, papers, the inspector and the conventions run once.
OF_THE_DATABASE = [f"tests/{folder}" for folder in ("domain", "portal", "office", "storage")]
IN_A_BROWSER = ["tests/browser", "tests/ui"]
TOLD = 250  # lines of a failed step

FIRST = {
    "Format": [BIN / "ruff", "format", "--check", "--quiet", "."],
    "Lint, Python": [BIN / "ruff", "check", "--quiet", "."],
    "Lint, templates": [BIN / "djlint", "--lint", "--quiet", "portamento"],
    "Import contracts": [BIN / "lint-imports"],
    "Settings": [*PYTHON, "manage.py", "check", "--fail-level", "WARNING"],
    "Missing migrations": [*PYTHON, "manage.py", "makemigrations", "--check", "--dry-run"],
}


def main() -> int:
    started = time.monotonic()
    failed = []
    antivirus()
    with tempfile.TemporaryDirectory(prefix="portamento-tests-") as data:
        env = environment(data)
        for name, command in FIRST.items():
            failed += step(name, command, env)
        unseen = ["-m", "not browser", *PARALLEL]
        asking = [*OF_THE_DATABASE, "-m", "not browser and not program", *PARALLEL]
        failed += step("Tests on SQLite", [*PYTEST, *unseen], env)
        with postgres.server() as url:
            on_postgres = env | {"PORTAMENTO_DATABASE_URL": url}
            failed += step("Tests on PostgreSQL", [*PYTEST, *asking], on_postgres)
            failed += browser(on_postgres)
    minutes, seconds = divmod(round(time.monotonic() - started), 60)
    verdict = f"FAILED: {', '.join(failed)}." if failed else "All passed."
    print(f"\n{verdict} ({minutes} min {seconds:02d} s)")
    return 1 if failed else 0


def environment(data: str) -> dict[str, str]:
    """The developer's own settings stay out; so does the developer's own data.

    Our Python is compiled once for the many programs that start, beside the tree.
    """
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PORTAMENTO_")}
    kept.pop("PYTHONDONTWRITEBYTECODE", None)
    compiled = {"PYTHONPYCACHEPREFIX": str(Path(data, "compiled"))}
    return kept | compiled | {"PORTAMENTO_DATA": data, "PORTAMENTO_DEMO": "1"}


def antivirus() -> None:
    """Its answers are tried with a real clamd; where there is none to be had, that is said."""
    if not servers.clamd_path() and not (
        packages.install("clamav-daemon", "ClamAV") and servers.clamd_path()
    ):
        print("Left out: the antivirus, for want of clamd (apt install clamav-daemon).")


def browser(env: Mapping) -> list[str]:
    """The journeys in Chromium; that of the empty installation on both databases."""
    if not list((ROOT / "tests" / "browser").glob("test_*.py")):
        return []
    found = chromium.path()
    if found is None:
        print("Left out: the browser journeys, for want of Chromium (apt install chromium).")
        return []
    journeys = [*PYTEST, *IN_A_BROWSER, "-m", "browser", *PROCESSES, "--dist", "worksteal"]
    return step("Browser journeys", journeys, {**env, "PORTAMENTO_CHROMIUM": found})


def step(name: str, command: list, env: Mapping[str, str]) -> list[str]:
    """Runs it, says how long it took; gives its name back where it failed."""
    print(f"{name:<28}", end="", flush=True)
    began = time.monotonic()
    done = subprocess.run(
        [str(part) for part in command],
        cwd=ROOT,
        env=dict(env),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    took = f"{time.monotonic() - began:6.1f} s"
    if done.returncode == 0:
        print(f"{took}   {summary(done.stdout)}", flush=True)
        return []
    print(f"{took}   FAILED {' '.join(str(part) for part in command)}")
    print("\n".join(f"    {line}" for line in done.stdout.splitlines()[-TOLD:]), flush=True)
    return [name]


def summary(output: str) -> str:
    """pytest's last line, without its decoration."""
    last = output.strip().splitlines()[-1:] or [""]
    return last[0].strip("= ") if " passed" in last[0] else ""


if __name__ == "__main__":
    shutil.rmtree(ROOT / ".import_linter_cache", ignore_errors=True)
    sys.exit(main())
