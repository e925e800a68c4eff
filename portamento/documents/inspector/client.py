"""Asks the inspector about files. All that a web process knows of it: no document library here.

Files are open files, any of Django's will do; their position is kept. None means that no answer
came in time, or that no inspector listens: then ask again later. Only the files' own failures are
raised (OSError, ValueError).
"""

import contextlib
import io
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from portamento.documents import dialogue
from portamento.documents.inspector import guess
from portamento.documents.inspector.answers import Assembly, Hint, HintCode, Reading
from portamento.documents.inspector.limits import MAX_FILES
from portamento.documents.inspector.request import MAX_LINE_BYTES, Outcome, Request, Task
from portamento.documents.inspector.verdict import Reason, Verdict, accept, refuse

Turns = Mapping[tuple[int, int], int]
UNREAD = Reading(hints=(Hint(HintCode.NOT_SHOWN),))  # it killed its child


def inspect(
    file: BinaryIO, *, socket_path: str | Path, wait_seconds: float = 3.0
) -> Verdict | None:
    """The verdict on one file that must be a PDF."""
    outcome = _ask(Request(Task.JUDGE), [file], None, socket_path, wait_seconds)
    if outcome is None:
        return None
    try:
        verdict = Verdict.from_facts(outcome.answer)
    except ValueError:  # it died, or spoke nonsense
        verdict = refuse(Reason.UNREADABLE)
    return replace(verdict, milliseconds=outcome.milliseconds)


def assemble(
    files: Sequence[BinaryIO],
    out: BinaryIO,
    *,
    turns: Turns | None = None,
    socket_path: str | Path,
    wait_seconds: float = 15.0,
) -> Assembly | None:
    """Join one to ten PDFs and photos, in their order, into one PDF written to `out`.

    `turns`: degrees clockwise, by file counted from 0 and page of it counted from 1; a single PDF
    that nobody turned is copied byte for byte.

    Unless the assembly is accepted, what `out` holds is worth nothing.
    """
    if not files:
        raise ValueError("There is nothing to assemble.")
    if len(files) > MAX_FILES:
        few = tuple(accept(0) for _ in range(MAX_FILES))
        return Assembly((*few, *[refuse(Reason.TOO_MANY_FILES)] * (len(files) - MAX_FILES)))
    numbers = {f"{place}.{page}": by for (place, page), by in (turns or {}).items()}
    request = Request(Task.ASSEMBLE, len(files), numbers)
    outcome = _ask(request, files, out, socket_path, wait_seconds)
    if outcome is None:
        return None
    try:
        assembly = Assembly.from_facts(outcome.answer)
    except ValueError:
        assembly = _died(outcome.at, files)
    return replace(assembly, milliseconds=outcome.milliseconds)


def page_image(
    file: BinaryIO,
    page: int,
    out: BinaryIO,
    *,
    width: int,
    rotation: int = 0,
    socket_path: str | Path,
    wait_seconds: float = 10.0,
) -> bool | None:
    """Draw a PDF's page, counted from 1, as a PNG written to `out`: `width` pixels wide after it
    was turned by `rotation` degrees clockwise. False where it cannot be shown."""
    request = Request(Task.PAGE, 1, {"page": page, "width": width, "rotation": rotation})
    outcome = _ask(request, [file], out, socket_path, wait_seconds)
    return outcome and outcome.answer == {"shown": True}


def read(
    file: BinaryIO, *, socket_path: str | Path, wait_seconds: float = 30.0, stamps: bool = True
) -> Reading | None:
    """What can be read in a PDF: how its pages look, its text, its dates, its stamps.

    Without `stamps`, which take longest to find, in a fraction of the time.
    """
    request = Request(Task.READ, 1, {"stamps": int(stamps)})
    with _memory() as out:
        outcome = _ask(request, [file], out, socket_path, wait_seconds)
        if outcome is None:
            return None
        try:
            out.seek(0)
            reading = Reading.from_json(out.read()) if outcome.answer else UNREAD
        except ValueError:
            reading = UNREAD
    return replace(reading, milliseconds=outcome.milliseconds)


def look(
    file: BinaryIO, *, socket_path: str | Path, wait_seconds: float = 1.5
) -> tuple[Verdict, Reading | None] | None:
    """The verdict and, of a file that is accepted, what can be read in it, its stamps left out.

    In one visit, the quickest way for an ordinary file. No verdict at all where the child died:
    then ask for each by itself, as where there is no reading.
    """
    request = Request(Task.LOOK, 1, {"stamps": 0})
    with _memory() as out:
        outcome = _ask(request, [file], out, socket_path, wait_seconds)
        if outcome is None:
            return None
        try:
            verdict = Verdict.from_facts(outcome.answer)
        except ValueError:
            return None
        verdict = replace(verdict, milliseconds=outcome.milliseconds)
        try:
            out.seek(0)
            return verdict, Reading.from_json(out.read())
        except ValueError:
            return verdict, None


def _died(at: int, files: Sequence[BinaryIO]) -> Assembly:
    """One file ended the child: that one is unreadable, the others were not all looked at."""
    known = 0 <= at < len(files)
    verdicts = [accept(0) for _ in files]
    if known:  # whoever sent a photo is told to take another, not to print it
        photo = guess.is_photo(files[at])
        verdicts[at] = refuse(Reason.BROKEN_IMAGE if photo else Reason.UNREADABLE)
    return Assembly(tuple(verdicts), reason=None if known else Reason.UNREADABLE)


def _ask(
    request: Request,
    files: Sequence[BinaryIO],
    out: BinaryIO | None,
    path: str | Path,
    wait_seconds: float,
) -> Outcome | None:
    deadline = time.monotonic() + wait_seconds
    with contextlib.ExitStack() as held:
        descriptors = [held.enter_context(_to_read(file)) for file in files]
        if out is not None:
            descriptors.append(held.enter_context(_to_write(out)))
        try:
            return _talk(request, descriptors, str(path), deadline)
        except (OSError, ValueError):
            return None


def _talk(request: Request, descriptors: list[int], path: str, deadline: float) -> Outcome:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
        connection.settimeout(dialogue.left(deadline))
        connection.connect(path)
        socket.send_fds(connection, [request.to_line()], descriptors)
        line = dialogue.line(connection, end=b"\n", most=MAX_LINE_BYTES, deadline=deadline)
        return Outcome.from_line(line)


@contextlib.contextmanager
def _to_read(file: BinaryIO) -> Iterator[int]:
    """The file's own descriptor, or that of a copy when it lives in memory."""
    descriptor = _descriptor(file)
    if descriptor is not None:
        file.flush()
        yield descriptor
        return
    with _memory() as copy:
        place = file.tell()
        file.seek(0)
        shutil.copyfileobj(file, copy)
        file.seek(place)
        copy.flush()
        yield copy.fileno()


@contextlib.contextmanager
def _to_write(out: BinaryIO) -> Iterator[int]:
    """The file's own descriptor, or that of one copied into it afterwards. Emptied before."""
    out.seek(0)
    out.truncate()
    descriptor = _descriptor(out)
    if descriptor is not None:
        out.flush()
        yield descriptor
        return
    with _memory() as copy:
        yield copy.fileno()
        shutil.copyfileobj(copy, out)
        out.seek(0)


def _descriptor(file: BinaryIO) -> int | None:
    try:
        return file.fileno()
    except (AttributeError, io.UnsupportedOperation):
        return None


def _memory() -> BinaryIO:
    """A file that no disk keeps, where the machine has such."""
    if hasattr(os, "memfd_create"):
        return os.fdopen(os.memfd_create("portamento"), "w+b")
    return tempfile.TemporaryFile()
