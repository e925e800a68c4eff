"""manage.py demo: what bin/demo runs once the Python environment stands."""

import shutil
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from portamento.config import programs
from portamento.demo import people
from portamento.schools.models import School

BUILDING, BUILT = "building", "built"
OURS = ("portamento.sqlite3", "portamento.sqlite3-wal", "portamento.sqlite3-shm", "files", "demo")
NOT_OURS = (
    "The folder {} holds data that is not the demo's. Choose another with --data; "
    "nothing was touched."
)


class Command(BaseCommand):
    help = "Builds the demo's data where there is none, and serves it."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--port", type=int, default=8000)
        parser.add_argument("--fresh", action="store_true", help="builds the data anew")

    def handle(self, *, port, fresh, **options):
        if not programs.is_free("127.0.0.1", port):
            raise SystemExit(
                f"Port {port} is in use already. Another one: bin/demo --port {port + 1}"
            )
        mark = Path(settings.DATA_DIR) / "demo"
        state = mark.read_text() if mark.exists() else ""
        refuse_real_data(state)
        if fresh or state == BUILDING:
            self.say("Clearing the demo's data…")
            clear()
        if fresh or state != BUILT:
            mark.write_text(BUILDING)  # half a demo is no demo: the next start begins anew
        self.say("Preparing database, styles and scripts…")
        call_command("prepare")
        if not School.objects.exists():
            self.build()
        mark.write_text(BUILT)
        self.say("Starting the web server, the worker and the inspector…")
        call_command("serve", port=port, ready=lambda: self.greet(port))

    def build(self) -> None:
        self.say("Building the demo's schools and families (once)…")
        began = time.monotonic()
        call_command("build-demo")
        self.say(f"Built in {time.monotonic() - began:.0f} s.")

    def greet(self, port: int) -> None:
        self.say(f"\nPortamento is at http://127.0.0.1:{port}/  (Ctrl-C ends it)\n")
        self.say(f"{'Site':<12}{'Identifiant':<14}{'Mot de passe':<22}Who")
        for one in people.PEOPLE:
            self.say(f"{one.school:<12}{one.identifier:<14}{one.password:<22}{one.who}")
        self.say(f"\nThe letters: http://127.0.0.1:{port}/demo/courriels/")

    def say(self, words: str) -> None:
        self.stdout.write(words)
        self.stdout.flush()


def refuse_real_data(state: str) -> None:
    """The demo never opens, and never erases, what it has not built."""
    holds_data = (Path(settings.DATA_DIR) / "portamento.sqlite3").exists()
    if holds_data and not state:
        raise SystemExit(NOT_OURS.format(settings.DATA_DIR))


def clear() -> None:
    """Only what the demo has made: the secret stays, and whatever else lies there."""
    for name in OURS:
        path = Path(settings.DATA_DIR) / name
        if path.is_dir():
            shutil.rmtree(path)
        else:
            path.unlink(missing_ok=True)
