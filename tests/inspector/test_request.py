"""Questions, outcomes, and a child that can do nothing but its task."""

import errno
import io
import os
import tempfile

import pytest

from portamento.documents.inspector import client
from portamento.documents.inspector.request import Outcome, Request, Task, said
from tests.inspector import samples


@pytest.mark.parametrize(
    "request_",
    [Request(Task.JUDGE), Request(Task.ASSEMBLE, 10), Request(Task.PAGE, 1, {"page": 2})],
)
def test_a_question_survives_its_journey(request_):
    assert Request.from_line(request_.to_line()) == request_


@pytest.mark.parametrize(
    "line",
    [
        *(b"", b"?", b"[]", b"{}", b'{"task": "judge"}'),
        b'{"task": "burn", "files": 1, "numbers": {}}',
        b'{"task": "judge", "files": 0, "numbers": {}}',
        b'{"task": "judge", "files": 11, "numbers": {}}',
        b'{"task": "judge", "files": true, "numbers": {}}',
        b'{"task": "page", "files": 1, "numbers": {"page": "1"}}',
        b'{"task": "page", "files": 1, "numbers": [1]}',
    ],
)
def test_anything_else_is_no_question(line):
    with pytest.raises(ValueError):
        Request.from_line(line)


def test_only_what_writes_brings_a_file_to_write():
    assert [Request(each, 2).descriptors for each in Task] == [2, 3, 3, 3, 3]


def test_an_outcome_survives_its_journey():
    outcome = Outcome({"a": 1}, 2, 3, 4)
    assert Outcome.from_line(outcome.to_line()) == outcome
    for line in (b"{}", b'{"answer": 1, "at": 0, "milliseconds": 0, "kilobytes": 0}'):
        with pytest.raises(ValueError):
            Outcome.from_line(line)


def test_a_child_that_died_has_said_where_it_was():
    assert said(b"") == (None, 0)
    assert said(b'{"at": 0}\n{"at": 4}\n') == (None, 4)
    assert said(b'{"at": 4}\n{"pages": 2}\n') == ({"pages": 2}, 4)
    assert said(b'{"at": 4}\n{"pa') == (None, 4)


@pytest.mark.parametrize(
    ("fatal", "reason"), [(b"crash", "unreadable"), (b"\xff\xd8\xffcrash", "broken_image")]
)
def test_the_file_that_kills_is_named(odd_socket, fatal, reason):
    """Of a photo it is said that another should be taken, not that it should be printed."""
    files = [io.BytesIO(each) for each in (b"fine", fatal, b"fine")]
    assembly = client.assemble(files, io.BytesIO(), socket_path=odd_socket, wait_seconds=20)
    assert [(place, verdict.reason) for place, verdict in assembly.refused()] == [(1, reason)]


@pytest.mark.parametrize("misdeed", ["write_elsewhere", "read_elsewhere", "write_too_much"])
def test_a_child_touches_nothing_but_the_file_it_was_given(odd_socket, misdeed):
    with tempfile.TemporaryFile() as out:
        files = [io.BytesIO(misdeed.encode())]
        assembly = client.assemble(files, out, socket_path=odd_socket, wait_seconds=20)
        out.seek(0)
        told = out.read(99).decode().strip()
    assert assembly.accepted
    wanted = errno.EFBIG if misdeed == "write_too_much" else errno.EMFILE
    assert told == os.strerror(wanted)


def test_a_long_task_leaves_room_for_a_short_one(odd_socket, ask_odd):
    """Of two places, one is kept for those whom a request waits for."""
    where = {"socket_path": odd_socket, "wait_seconds": 0.05}
    for _ in range(4):
        assert client.assemble([io.BytesIO(b"sleep_for_ever")], io.BytesIO(), **where) is None
    assert ask_odd(samples.plain()).accepted
