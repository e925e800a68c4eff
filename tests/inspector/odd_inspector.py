"""An inspector whose judge misbehaves on request, under limits small enough to wait for."""

import logging
import os
import signal
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

from portamento.documents.inspector import checks
from portamento.documents.inspector.answers import Assembly
from portamento.documents.inspector.limits import MEGABYTE, ChildLimits
from portamento.documents.inspector.request import Task
from portamento.documents.inspector.server import Server
from portamento.documents.inspector.tasks import Trade
from portamento.documents.inspector.verdict import accept

ELSEWHERE = Path(tempfile.gettempdir(), "elsewhere")
JPEG = b"\xff\xd8\xff"  # what a photo begins with
LIMITS = ChildLimits(memory_bytes=64 * MEGABYTE, cpu_seconds=1, wall_seconds=2.0)


def eat_memory():
    return bytes(200 * MEGABYTE)


def leave_without_a_word():
    raise SystemExit


def turn_for_ever():
    while True:
        pass


def sleep_for_ever():
    time.sleep(3600)


def crash():
    os.kill(os.getpid(), signal.SIGSEGV)


def be_told_to_stop():
    os.kill(os.getpid(), signal.SIGTERM)


def write_a_file():
    """A child may create an empty file at most: not one byte gets in."""
    with tempfile.TemporaryFile() as out:
        out.write(b"x")


def open_many_files():
    return [Path(os.devnull).open() for _ in range(100)]


def talk_nonsense():
    for descriptor in range(3, 64):
        try:
            os.write(descriptor, b'{"accepted": true, "pages": "many"}\n' * 200)
        except OSError:
            continue
    os._exit(0)


ODD = {
    each.__name__: each
    for each in (
        *(eat_memory, leave_without_a_word, turn_for_ever, sleep_for_ever, crash),
        *(be_told_to_stop, write_a_file, open_many_files, talk_nonsense),
    )
}


def judge(data):
    odd = ODD.get(data.decode("latin-1"))
    if odd:
        odd()
    return checks.judge(data)


def write_elsewhere(job):
    ELSEWHERE.write_bytes(b"x")


def read_elsewhere(job):
    Path("/etc/hostname").read_bytes()


def write_too_much(job):
    job.write(b"x" * 5000)


AT_WORK = {each.__name__: each for each in (write_elsewhere, read_elsewhere, write_too_much)}


def assemble(job):
    """Accepts everything; what a misdeed met is what is written."""
    for place in range(len(job.files)):
        job.begin(place)
        word = job.read(place).removeprefix(JPEG).decode("latin-1")
        if word in AT_WORK:
            try:
                AT_WORK[word](job)
            except OSError as error:
                job.write(os.strerror(error.errno).ljust(99).encode())
        elif word in ODD:
            ODD[word]()
    return Assembly(tuple(accept(1) for _ in job.files)).facts()


if __name__ == "__main__":
    logging.basicConfig(level=logging.INFO)
    odd = {
        Task.JUDGE: Trade(lambda job: judge(job.read(0)).facts(), LIMITS),
        Task.ASSEMBLE: Trade(assemble, replace(LIMITS, written_bytes=4096), long=True),
    }
    Server(Path(sys.argv[1]), children=2, visitors=40, trades=odd).serve()
