"""The inspector's loop: takes files in, forks a child for each task, survives whatever they hold.

One thread, no Django. A visitor sends a question and open descriptors, never a path, and receives
one line.
"""

import contextlib
import gc
import logging
import os
import selectors
import signal
import socket
import stat
import time
from collections import deque
from dataclasses import dataclass, field
from pathlib import Path

from portamento.documents.inspector import child, warming
from portamento.documents.inspector.limits import MAX_FILES
from portamento.documents.inspector.request import (
    MAX_LINE_BYTES,
    WRITING,
    Outcome,
    Request,
    Task,
    said,
)
from portamento.documents.inspector.tasks import TRADES, Trade

TICK_SECONDS = 0.25
ARRIVAL_SECONDS = 5.0
MAX_TALK_BYTES = 16_384
# Ended by the machine going down rather than by the file: no answer, the file is asked again.
STOPPED = {-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP}
log = logging.getLogger("portamento.inspector")


class AlreadyRunning(Exception):
    """Another inspector answers on this socket."""


@dataclass(eq=False)
class Visit:
    """One connection: first arriving, then waiting with its files, then running in a child."""

    connection: socket.socket
    since: float
    request: Request | None = None
    descriptors: list[int] = field(default_factory=list)
    answer: int = -1

    def job(self, answer: int) -> child.Job:
        """What its child has in hand."""
        files = self.descriptors[: self.request.files]
        out = self.descriptors[-1] if self.request.task in WRITING else -1
        return child.Job(files, self.request.numbers, answer, out)


class Server:
    """One inspector. `trades` differ from production's only in tests."""

    def __init__(
        self,
        path: Path,
        *,
        children: int = 4,
        visitors: int = 64,
        trades: dict[Task, Trade] = TRADES,
    ):
        self.path = path
        self.children = children
        self.visitors = visitors
        self.trades = trades
        self.arriving: set[Visit] = set()
        self.waiting: deque[Visit] = deque()
        self.running: dict[int, Visit] = {}
        self.stopping = False
        self.selector = selectors.DefaultSelector()

    def serve(self) -> None:
        """Answer until SIGTERM or SIGINT. Raises AlreadyRunning, or OSError if it cannot listen."""
        listener = listen(self.path)
        inode = self.path.stat().st_ino
        try:
            self._watch_signals()
            self.selector.register(listener, selectors.EVENT_READ, lambda: self._welcome(listener))
            warming.warm()
            gc.freeze()  # what is loaded now stays shared with the children
            log.info("ready")
            while not self.stopping:
                self._turn()
        finally:
            self._close(listener, inode)

    def _turn(self) -> None:
        busy = self.arriving or self.waiting or self.running
        for key, _ in self.selector.select(TICK_SECONDS if busy else None):
            key.data()
        self._reap()
        self._end_the_late()
        while (visit := self._next()) and not self.stopping:
            self.waiting.remove(visit)
            self._start(visit)

    def _next(self) -> Visit | None:
        """Whoever has waited longest, but long tasks leave half of the places to short ones."""
        if len(self.running) >= self.children:
            return None
        long = sum(self._trade(each).long for each in self.running.values())
        full = long >= max(1, self.children // 2)
        return next((each for each in self.waiting if not (full and self._trade(each).long)), None)

    def _trade(self, visit: Visit) -> Trade:
        return self.trades[visit.request.task]

    def _watch_signals(self) -> None:
        inbox, outbox = socket.socketpair()
        self.wakers = (inbox, outbox)
        for end in self.wakers:
            end.setblocking(False)
        signal.set_wakeup_fd(outbox.fileno(), warn_on_full_buffer=False)
        signal.signal(signal.SIGCHLD, lambda *_: None)
        for each in (signal.SIGTERM, signal.SIGINT):
            signal.signal(each, self._stop)
        self.selector.register(inbox, selectors.EVENT_READ, lambda: inbox.recv(4096))

    def _stop(self, *_: object) -> None:
        self.stopping = True

    def _welcome(self, listener: socket.socket) -> None:
        try:
            connection, _ = listener.accept()
        except OSError:  # gone already
            return
        if len(self.arriving) + len(self.waiting) + len(self.running) >= self.visitors:
            connection.close()  # no answer: the caller asks again later
            return
        connection.setblocking(False)
        visit = Visit(connection, since=time.monotonic())
        self.arriving.add(visit)
        self.selector.register(connection, selectors.EVENT_READ, lambda: self._hear(visit))

    def _hear(self, visit: Visit) -> None:
        """The first bytes bring the files; what comes later means that nobody waits any more."""
        if visit not in self.arriving:
            self._forget(visit)
            return
        try:
            line, visit.descriptors, flags, _ = socket.recv_fds(
                visit.connection, MAX_LINE_BYTES, MAX_FILES + 1
            )
            visit.request = Request.from_line(line)
        except BlockingIOError:
            return
        except (OSError, ValueError):
            self._forget(visit)
            return
        if len(visit.descriptors) != visit.request.descriptors or flags & socket.MSG_CTRUNC:
            self._forget(visit)
            return
        self.arriving.discard(visit)
        self.waiting.append(visit)

    def _start(self, visit: Visit) -> None:
        ours, theirs = os.pipe()
        trade, mapped = self._trade(visit), child.mapped_bytes()
        try:
            pid = os.fork()
        except OSError:  # the machine is full, the file is not to blame
            log.exception("cannot fork")
            os.close(ours)
            os.close(theirs)
            self._hang_up(visit)
            return
        if pid == 0:
            child.run(visit.job(theirs), trade.work, trade.limits, mapped)
        os.close(theirs)
        os.set_blocking(ours, False)
        visit.answer, visit.since = ours, time.monotonic()
        self.running[pid] = visit

    def _reap(self) -> None:
        for pid, visit in list(self.running.items()):
            ended, status, usage = os.wait4(pid, os.WNOHANG)
            if ended:
                del self.running[pid]
                self._conclude(visit, os.waitstatus_to_exitcode(status), usage.ru_maxrss)

    def _conclude(self, visit: Visit, code: int, kilobytes: int) -> None:
        if code:
            log.warning("a child ended with status %s", code)
        if code not in STOPPED:
            milliseconds = round((time.monotonic() - visit.since) * 1000)
            answer, at = read_talk(visit.answer)
            answer = None if code else answer
            self._say(visit, Outcome(answer, at, milliseconds, kilobytes))
        self._hang_up(visit)

    def _say(self, visit: Visit, outcome: Outcome) -> None:
        with contextlib.suppress(OSError):  # the caller has left
            visit.connection.send(outcome.to_line())

    def _end_the_late(self) -> None:
        now = time.monotonic()
        for pid, visit in self.running.items():
            if now - visit.since > self._trade(visit).limits.wall_seconds:
                os.kill(pid, signal.SIGKILL)
        for visit in [each for each in self.arriving if now - each.since > ARRIVAL_SECONDS]:
            self._forget(visit)

    def _forget(self, visit: Visit) -> None:
        """Nobody waits for this answer: give its place to somebody else."""
        for pid, other in self.running.items():
            if other is visit:
                os.kill(pid, signal.SIGKILL)
                self.selector.unregister(visit.connection)
                visit.connection.close()
                return
        self.arriving.discard(visit)
        if visit in self.waiting:
            self.waiting.remove(visit)
        self._hang_up(visit)

    def _hang_up(self, visit: Visit) -> None:
        if visit.connection.fileno() >= 0:
            self.selector.unregister(visit.connection)
            visit.connection.close()
        for descriptor in (*visit.descriptors, visit.answer):
            if descriptor >= 0:
                os.close(descriptor)

    def _close(self, listener: socket.socket, inode: int) -> None:
        """Leave nothing behind: no child, no descriptor, no socket file that is still ours."""
        for pid, visit in self.running.items():
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)
            self._hang_up(visit)
        for visit in [*self.arriving, *self.waiting]:
            self._hang_up(visit)
        listener.close()
        self.selector.close()
        if self.path.exists() and self.path.stat().st_ino == inode:
            self.path.unlink()
        log.info("ended")


def read_talk(descriptor: int) -> tuple[dict | None, int]:
    """What an ended child told; one that died leaves no answer, but where it was."""
    try:
        return said(os.read(descriptor, MAX_TALK_BYTES))
    except OSError:
        return None, 0


def listen(path: Path) -> socket.socket:
    """Open the socket for our own user only, in place of one that a dead inspector left."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    _remove_stale(path)
    listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    mask = os.umask(0o177)
    try:
        listener.bind(str(path))
    finally:
        os.umask(mask)
    listener.listen(128)
    listener.setblocking(False)
    return listener


def _remove_stale(path: Path) -> None:
    if not path.exists() or not stat.S_ISSOCK(path.stat().st_mode):
        return
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except ConnectionRefusedError:
            path.unlink()
            return
    raise AlreadyRunning(path)
