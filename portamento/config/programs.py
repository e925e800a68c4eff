"""The three programs of an installation, started together and ended together."""

import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.conf import settings

END_SECONDS = 20
LOOK_SECONDS = 0.2


class Failed(Exception):
    """A program ended by itself, or never began; says which."""


class Told(Exception):
    """SIGTERM or Ctrl-C."""


def commands(host: str, port: int, *, web_workers: int) -> dict[str, list[str]]:
    """The web server last: it is the first to be ended."""
    python = [sys.executable, "-m"]
    server = ["granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning"]
    sizes = ["--workers", str(web_workers), "--blocking-threads", "2", "--backpressure", "64"]
    where = ["--host", host, "--port", str(port), "--respawn-failed-workers"]
    return {
        "inspector": [
            *(*python, "portamento.documents.inspector", "--socket", settings.INSPECTOR_SOCKET),
        ],
        "worker": [sys.executable, str(settings.ROOT / "manage.py"), "worker"],
        "web server": [*python, *server, *sizes, *where, "portamento.config.wsgi:application"],
    }


def is_free(host: str, port: int) -> bool:
    """Whether a server may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


@contextmanager
def running(wanted: dict[str, list[str]]) -> Iterator[dict[str, subprocess.Popen]]:
    """All of them, each in its own session: Ctrl-C tells us alone, and we end them in order."""
    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, tell)
    started: dict[str, subprocess.Popen] = {}
    try:
        for name, command in wanted.items():
            started[name] = subprocess.Popen(  # noqa: S603  our own commands
                command, cwd=settings.ROOT, start_new_session=True
            )
        yield started
    finally:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        for process in reversed(started.values()):
            end(process)


def tell(*_: object) -> None:
    raise Told


def end(process: subprocess.Popen) -> None:
    with suppress(ProcessLookupError):
        process.terminate()
    try:
        process.wait(timeout=END_SECONDS)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def wait_until_open(started: dict[str, subprocess.Popen], host: str, port: int) -> None:
    """Until the web server answers. Raises Failed."""
    while True:
        look(started)
        with suppress(OSError), socket.create_connection((host, port), timeout=1):
            return
        time.sleep(LOOK_SECONDS / 4)


def watch(started: dict[str, subprocess.Popen]) -> None:
    """For as long as all of them live. Raises Failed."""
    while True:
        look(started)
        time.sleep(LOOK_SECONDS)


def look(started: dict[str, subprocess.Popen]) -> None:
    for name, process in started.items():
        if process.poll() is not None:
            raise Failed(f"The {name} ended by itself (status {process.returncode}).")
