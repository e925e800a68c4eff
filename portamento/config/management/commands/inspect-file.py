"""manage.py inspect-file FILE…: what the portal would answer to each, through the same code."""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from portamento.documents import reasons, storage
from portamento.documents.inspector import client
from portamento.documents.inspector.answers import Assembly, Reading

WAIT_SECONDS = 60.0
START_SECONDS = 10.0


class Command(BaseCommand):
    help = "Says of each file what the portal would answer to a family. Keeps nothing."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("files", nargs="+", type=Path)
        parser.add_argument("--json", action="store_true", help="a line of JSON for each file")

    def handle(self, *, files, **options):
        failed = []
        with inspector() as socket_path:
            for path in files:
                try:
                    facts = look(path, socket_path)
                except (OSError, CommandError) as problem:  # costs this file alone
                    failed.append(f"{path.absolute()}: {getattr(problem, 'strerror', problem)}")
                    continue
                line = json.dumps(facts, ensure_ascii=False) if options["json"] else told(facts)
                self.stdout.write(line)
        if failed:
            raise CommandError("\n".join(failed))


@contextmanager
def inspector() -> Iterator[str]:
    """The one that runs, or a private one for as long as this lasts."""
    if answers(settings.INSPECTOR_SOCKET):
        yield settings.INSPECTOR_SOCKET
        return
    with tempfile.TemporaryDirectory(prefix="pi-") as folder:
        path = f"{folder}/s"
        command = (sys.executable, "-m", "portamento.documents.inspector", "--socket", path)
        started = subprocess.Popen(  # noqa: S603  our own program
            command, cwd=settings.ROOT, stderr=subprocess.DEVNULL
        )
        try:
            wait_for(path)
            yield path
        finally:
            started.terminate()
            started.wait()


def wait_for(path: str) -> None:
    until = time.monotonic() + START_SECONDS
    while not answers(path):
        if time.monotonic() > until:
            raise CommandError("The inspector does not start.")
        time.sleep(0.05)


def answers(path: str) -> bool:
    return client.inspect(io.BytesIO(), socket_path=path) is not None


def look(path: Path, socket_path: str) -> dict:
    """The facts the command prints. Raises CommandError where no answer comes."""
    where = {"socket_path": socket_path, "wait_seconds": WAIT_SECONDS}
    out, reading = io.BytesIO(), Reading()
    with path.open("rb") as file:
        assembly = client.assemble([file], out, **where)
    if assembly and assembly.accepted:
        reading = client.read(out, **where)
    if assembly is None or reading is None:
        raise CommandError("The inspector gives no answer.")
    return facts_of(path, assembly, reading)


def facts_of(path: Path, assembly: Assembly, reading: Reading) -> dict:
    refusal = next((each.reason for _, each in assembly.refused()), assembly.reason)
    kept = "accepted_with_warning" if reading.hints else "accepted"
    return {
        "file": os.fsencode(path.name).decode(errors="replace"),
        "verdict": kept if assembly.accepted else "refused",
        "reason": refusal,
        "sentences": reasons.sentences(assembly, [storage.safe_name(path.name)]),
        "hints": [
            {"code": each.code, "page": each.page, "sentence": reasons.advice(each)}
            for each in reading.hints
        ],
        "stamps": [
            {"page": each.page, "text": each.raw.decode("latin-1")} for each in reading.stamps
        ],
        "pages": assembly.pages,
        "milliseconds": assembly.milliseconds + reading.milliseconds,
    }


def told(facts: dict) -> str:
    """The same for people: one line of figures, then what the family reads."""
    head = (
        f"{storage.safe_name(facts['file'])}: {facts['verdict']}"
        f"{' (' + facts['reason'] + ')' if facts['reason'] else ''}, pages: {facts['pages']}, "
        f"stamps: {len(facts['stamps'])}, {facts['milliseconds']} ms"
    )
    sentences = [*facts["sentences"], *(each["sentence"] for each in facts["hints"])]
    return "\n".join([head, *(f"  {each}" for each in sentences)])
