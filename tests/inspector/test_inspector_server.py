"""The inspector survives its children, its visitors and its own restarts."""

import io
import os
import signal
import socket
import stat
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from portamento.documents.inspector import client, warming
from tests.inspector import samples
from tests.inspector.conftest import ROOT, running

PLAIN = samples.plain()
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="the machine has no such limit")


@pytest.mark.parametrize(
    "misdeed",
    [
        pytest.param("eat_memory", marks=linux_only),
        "leave_without_a_word",
        "turn_for_ever",
        "sleep_for_ever",
        "crash",
        "write_a_file",
        "open_many_files",
        "talk_nonsense",
    ],
)
def test_a_child_that_misbehaves_means_an_unreadable_file(ask_odd, misdeed):
    assert ask_odd(misdeed.encode()).reason == "unreadable"
    assert ask_odd(PLAIN).accepted


def test_what_it_looks_at_first_is_an_ordinary_document(inspector, socket_path):
    verdict, reading = client.look(io.BytesIO(warming.sample()), socket_path=socket_path)
    assert (verdict.accepted, verdict.pages) == (True, len(warming.FONTS) + 1)
    assert {line.text for line in reading.lines} == {"Portamento, le 15 juin 2026"}


def test_a_child_stopped_with_the_machine_gives_no_verdict(ask_odd):
    assert ask_odd(b"be_told_to_stop") is None
    assert ask_odd(PLAIN).accepted


def test_a_caller_that_leaves_frees_its_place(ask_odd):
    for _ in range(6):
        assert ask_odd(b"sleep_for_ever", wait_seconds=0.05) is None
    before = time.monotonic()
    assert ask_odd(PLAIN).accepted
    assert time.monotonic() - before < 1


def test_more_files_than_children_wait_for_their_turn(ask_odd):
    verdicts = []
    callers = [threading.Thread(target=lambda: verdicts.append(ask_odd(PLAIN))) for _ in range(20)]
    for each in callers:
        each.start()
    for each in callers:
        each.join()
    assert [each.accepted for each in verdicts] == [True] * 20


def test_silent_and_rude_visitors_harm_nobody(ask_odd, odd_socket):
    visitors = []
    for words in (b"", b"x", b"x" * 5000):
        visitor = socket.socket(socket.AF_UNIX)
        visitor.connect(str(odd_socket))
        visitor.send(words)
        visitors.append(visitor)
    assert ask_odd(PLAIN).accepted
    for each in visitors:
        each.close()


def test_what_is_not_a_file_is_unreadable(odd_socket):
    inside, outside = os.pipe()
    with os.fdopen(inside, "rb", buffering=0) as pipe:
        pipe.flush = lambda: None
        assert client.inspect(pipe, socket_path=odd_socket).reason == "unreadable"
    os.close(outside)


@linux_only
def test_no_descriptor_and_no_child_is_left(inspector, ask):
    def counted():
        time.sleep(0.3)  # the answer leaves just before the last descriptors are closed
        children = Path(f"/proc/{inspector.pid}/task/{inspector.pid}/children").read_text()
        return len(list(Path(f"/proc/{inspector.pid}/fd").iterdir())), children.split()

    ask(PLAIN)
    before = counted()
    for _ in range(50):
        ask(PLAIN)
        ask(b"%PDF-1.7 broken")
    assert counted() == before


def test_the_socket_is_for_its_owner_only(inspector, ask, socket_path):
    ask(PLAIN)
    assert stat.S_IMODE(socket_path.stat().st_mode) == 0o600


def test_a_second_inspector_leaves_the_first_alone(ask, socket_path):
    assert ask(PLAIN).accepted
    program = ["-m", "portamento.documents.inspector", "--socket", str(socket_path)]
    second = subprocess.run([sys.executable, *program], cwd=ROOT, capture_output=True)
    assert second.returncode == 1
    assert ask(PLAIN).accepted


def test_a_stale_socket_is_replaced():
    with tempfile.TemporaryDirectory(prefix="pi-") as folder:
        path = Path(folder) / "s"
        program = ["-m", "portamento.documents.inspector", "--socket", str(path)]
        killed = subprocess.Popen([sys.executable, *program], cwd=ROOT, stderr=subprocess.DEVNULL)
        while not path.exists():
            time.sleep(0.02)
        killed.send_signal(signal.SIGKILL)
        killed.wait()
        assert path.exists()
        with running(program, path):
            assert client.inspect(io.BytesIO(PLAIN), socket_path=path).accepted
