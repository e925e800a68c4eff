"""The child that does one task, then ends: under limits, with nothing of its parent's at hand."""

import contextlib
import ctypes
import fcntl
import json
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from portamento.documents.inspector.limits import MAX_FILE_BYTES, ChildLimits

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
READ_BYTES = 1024 * 1024
LIBC = ctypes.CDLL(None)  # loaded before any fork: a child under limits can load nothing
log = logging.getLogger("portamento.inspector")


class TooLarge(Exception):
    """A file is larger than any we accept."""


@dataclass(frozen=True)
class Job:
    """What one child has in hand: files to read, one to write, a pipe to say where it is."""

    files: list[int]
    numbers: dict[str, int]
    answer: int
    out: int = -1

    def read(self, place: int) -> bytes:
        """A whole file, by position: the descriptor's own place belongs to whoever sent it.

        Raises TooLarge.
        """
        file = self.files[place]
        size = os.fstat(file).st_size
        data = os.pread(file, min(size, MAX_FILE_BYTES) + 1, 0)
        if len(data) > MAX_FILE_BYTES:
            raise TooLarge
        while chunk := os.pread(file, READ_BYTES, len(data)):  # more than it said, or in parts
            data += chunk
            if len(data) > MAX_FILE_BYTES:
                raise TooLarge
        return data

    def write(self, data: bytes) -> None:
        """The whole content of the file to write."""
        written = 0
        while written < len(data):
            written += os.pwrite(self.out, data[written : written + READ_BYTES], written)

    def begin(self, place: int) -> None:
        """Say which file is in hand: if it kills this child, the answer can name it."""
        os.write(self.answer, json.dumps({"at": place}).encode() + b"\n")


Work = Callable[[Job], dict]


def run(job: Job, work: Work, limits: ChildLimits, mapped: int) -> None:
    """Do the work, write what it answers to the pipe, and end. Never returns.

    `mapped`: what the parent mapped already when it forked.
    """
    code = 1
    try:
        job = confine(job, limits, mapped)
        facts = work(job)
        os.write(job.answer, json.dumps(facts).encode() + b"\n")
        code = 0
    except BaseException as error:
        # No message: it may quote the file.
        with contextlib.suppress(Exception):
            log.error("a child ended on %s", type(error).__name__)
    finally:
        os._exit(code)


def confine(job: Job, limits: ChildLimits, mapped: int) -> Job:
    """Give up the parent's signals and descriptors, then what the limits take away."""
    signal.set_wakeup_fd(-1)
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    job, descriptors = _alone(job)
    ceilings = {
        resource.RLIMIT_AS: mapped + limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_NOFILE: descriptors,  # all are taken: it can open nothing
        resource.RLIMIT_FSIZE: limits.written_bytes,
        resource.RLIMIT_CORE: 0,
    }
    for kind, ceiling in ceilings.items():
        lower(kind, ceiling)
    return job


def lower(kind: int, ceiling: int) -> None:
    """Set a limit that cannot be raised again, unless the machine's own is lower still."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        ceiling = min(ceiling, hard)
    resource.setrlimit(kind, (ceiling, ceiling))


def mapped_bytes() -> int:
    """What this process maps: a child forked now inherits it."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:  # not Linux: the address space is not limited there, the other limits are
        return sys.maxsize // 2
    return pages * resource.getpagesize()


def _alone(job: Job) -> tuple[Job, int]:
    """The job on descriptors from 3 on, without a gap, every other one closed; and how many.

    Standard error is kept, for the log.
    """
    given = [*job.files, job.answer, *([job.out] if job.out >= 0 else [])]
    # Out of the way first: a number we need may be taken by one that comes later.
    away = [fcntl.fcntl(each, fcntl.F_DUPFD_CLOEXEC, 3 + len(given)) for each in given]
    for target, descriptor in enumerate(away, 3):
        os.dup2(descriptor, target, inheritable=False)
    count = 3 + len(given)
    os.closerange(count, os.sysconf("SC_OPEN_MAX"))
    files = list(range(3, 3 + len(job.files)))
    out = count - 1 if job.out >= 0 else -1
    return Job(files, job.numbers, 3 + len(files), out), count
