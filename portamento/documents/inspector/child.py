"""The child that reads one file, then ends: under limits, with nothing of its parent's at hand."""

import ctypes
import logging
import os
import resource
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from portamento.documents.inspector.limits import MAX_FILE_BYTES, ChildLimits
from portamento.documents.inspector.verdict import Reason, Verdict, refuse

Judge = Callable[[bytes], Verdict]

PR_SET_PDEATHSIG = 1
PR_SET_NO_NEW_PRIVS = 38
READ_BYTES = 1024 * 1024
LIBC = ctypes.CDLL(None)  # loaded before any fork: a child under limits can load nothing
log = logging.getLogger("portamento.inspector")


def run(file: int, answer: int, judge: Judge, limits: ChildLimits) -> None:
    """Write the verdict on descriptor `file` to descriptor `answer`, and end. Never returns."""
    code = 1
    try:
        confine(file, answer, limits)
        verdict = judge_file(file, judge)
        os.write(answer, verdict.to_json().encode() + b"\n")
        code = 0
    except BaseException as error:
        log.error("a child ended on %s", type(error).__name__)  # no message: it may quote the file
    finally:
        os._exit(code)


def judge_file(file: int, judge: Judge) -> Verdict:
    """Read by position: the descriptor's own place belongs to whoever sent it."""
    size = os.fstat(file).st_size
    if size > MAX_FILE_BYTES:
        return refuse(Reason.TOO_LARGE)
    data = bytearray()
    while chunk := os.pread(file, READ_BYTES, len(data)):
        data += chunk
        if len(data) > MAX_FILE_BYTES:
            return refuse(Reason.TOO_LARGE)
    return judge(bytes(data))


def confine(file: int, answer: int, limits: ChildLimits) -> None:
    """Give up the parent's signals and descriptors, then what the limits take away."""
    signal.set_wakeup_fd(-1)
    for each in (signal.SIGTERM, signal.SIGINT, signal.SIGCHLD):
        signal.signal(each, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_SETMASK, ())
    _close_all_but(file, answer)
    if sys.platform == "linux":
        LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    ceilings = {
        resource.RLIMIT_AS: mapped_bytes() + limits.memory_bytes,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_NOFILE: limits.open_files,
        resource.RLIMIT_FSIZE: 0,
        resource.RLIMIT_CORE: 0,
    }
    for kind, ceiling in ceilings.items():
        lower(kind, ceiling)


def lower(kind: int, ceiling: int) -> None:
    """Set a limit that cannot be raised again, unless the machine's own is lower still."""
    _, hard = resource.getrlimit(kind)
    if hard != resource.RLIM_INFINITY:
        ceiling = min(ceiling, hard)
    resource.setrlimit(kind, (ceiling, ceiling))


def mapped_bytes() -> int:
    """What this process maps already, inherited from the preloaded parent."""
    try:
        pages = int(Path("/proc/self/statm").read_text().split()[0])
    except OSError:  # not Linux: the address space is not limited there, the other limits are
        return sys.maxsize // 2
    return pages * resource.getpagesize()


def _close_all_but(*kept: int) -> None:
    """Keep the standard error stream, for the log, and the descriptors named."""
    start = 3
    for descriptor in sorted(kept):
        os.closerange(start, descriptor)
        start = descriptor + 1
    os.closerange(start, os.sysconf("SC_OPEN_MAX"))
