"""The three programs of an installation, started together and ended together."""

import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass, field

from django.conf import settings

END_SECONDS = 20
WORKER_END_SECONDS = 10
LOOK_SECONDS = 0.2
MOST_ENDS, WITHIN_SECONDS = 5, 60  # one that ends more often than that has a cause to be looked at
PYTHON = sys.executable


class Failed(Exception):
    """A program ended by itself, or never began; says which."""


class Told(Exception):
    """SIGTERM or Ctrl-C."""


@dataclass(frozen=True)
class Program:
    name: str
    command: tuple[str, ...]
    again: bool = False  # begun again when it ends by itself: killed for its memory, say


def web_server(host: str, port: int, *, workers: int) -> Program:
    server = ("granian", "--interface", "wsgi", "--no-ws", "--log-level", "warning")
    sizes = ("--workers", str(workers), "--blocking-threads", "2", "--backpressure", "64")
    # A worker that is told to end while it still loads never hears of it: it is not waited for.
    ends = ("--respawn-failed-workers", "--workers-kill-timeout", str(WORKER_END_SECONDS))
    where = ("--host", host, "--port", str(port), *ends)
    target = "portamento.config.wsgi:application"
    return Program("web server", (PYTHON, "-m", *server, *sizes, *where, target))


def inspector() -> Program:
    where = ("--socket", settings.INSPECTOR_SOCKET)
    command = (PYTHON, "-m", "portamento.documents.inspector", *where)
    return Program("inspector", command, again=True)


def worker() -> Program:
    return Program("worker", (PYTHON, str(settings.ROOT / "manage.py"), "worker"), again=True)


def is_free(host: str, port: int) -> bool:
    """Whether a server may listen there."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def answers(host: str, port: int) -> bool:
    """Whether a web server has something to say there, be it a refusal."""
    asked = http.client.HTTPConnection(host, port, timeout=1)
    with closing(asked), suppress(OSError, http.client.HTTPException):
        asked.request("HEAD", "/")
        asked.getresponse()
        return True
    return False


@dataclass
class Started:
    """Those that run, each in a session of its own: Ctrl-C tells us alone."""

    processes: dict[str, subprocess.Popen] = field(default_factory=dict)
    programs: dict[str, Program] = field(default_factory=dict)
    ends: dict[str, list[float]] = field(default_factory=dict)
    told: bool = False

    def begin(self, program: Program) -> None:
        self.programs[program.name] = program
        self.processes[program.name] = subprocess.Popen(  # noqa: S603  our own commands
            program.command, cwd=settings.ROOT, start_new_session=True
        )

    def wait_until_open(self, host: str, port: int) -> None:
        """Until the web server answers a request. Raises Failed, or Told.

        It takes connections long before its workers have loaded what they answer with.
        """
        while not answers(host, port):
            self.look()
            time.sleep(LOOK_SECONDS / 4)

    def watch(self) -> None:
        """For as long as the web server lives, and the others can be kept alive.

        Raises Failed, or Told.
        """
        while True:
            self.look()
            time.sleep(LOOK_SECONDS)

    def look(self) -> None:
        if self.told:
            raise Told
        for name, process in list(self.processes.items()):
            if process.poll() is not None:
                self.begin_again(name, process)

    def begin_again(self, name: str, process: subprocess.Popen) -> None:
        """Families go on meanwhile: what they hand in waits. Raises Failed."""
        said = f"The {name} ended by itself (status {process.returncode})."
        now = time.monotonic()
        recent = [at for at in self.ends.get(name, []) if at > now - WITHIN_SECONDS]
        self.ends[name] = [*recent, now]
        if not self.programs[name].again or len(self.ends[name]) > MOST_ENDS:
            raise Failed(said)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)  # the children it left behind
        sys.stderr.write(f"{said} It begins again.\n")
        self.begin(self.programs[name])

    def end(self) -> None:
        """The web server first: nobody comes in any more while the others finish.

        One that does not finish in time is killed, with the children that it would leave behind.
        """
        for process in self.processes.values():
            process.terminate()
            try:
                process.wait(timeout=END_SECONDS)
            except subprocess.TimeoutExpired:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()


@contextmanager
def running() -> Iterator[Started]:
    """Whatever was begun inside is ended on leaving, however one leaves.

    A signal is only noted: raised while a program is being made, it would leave one that nobody
    knows of.
    """
    started = Started()

    def tell(*_: object) -> None:
        started.told = True

    for each in (signal.SIGTERM, signal.SIGINT):
        signal.signal(each, tell)
    try:
        yield started
    finally:
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, signal.SIG_IGN)
        started.end()
