"""The commands that an operator types: prepare, serve, demo."""

import signal
import socket
import time
import urllib.request
from pathlib import Path

import pytest

from portamento.config import env, programs
from tests.installation import Installation
from tests.mail_server import free_port

pytestmark = pytest.mark.program


def page(installation, path: str) -> tuple[int, str]:
    url = f"http://127.0.0.1:{installation.port}{path}"
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.status, answer.read().decode()


def is_open(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


def wait_until(happened, process) -> None:
    until = time.monotonic() + 60
    while not happened():
        assert process.poll() is None, process.stdout.read()
        assert time.monotonic() < until
        time.sleep(0.1)


def test_prepared_twice_nothing_is_made_anew(installation):
    mark = installation.folder / "static" / ".made-from"
    before = mark.stat().st_mtime_ns
    installation.manage("prepare")
    assert mark.stat().st_mtime_ns == before
    assert (installation.folder / "secret").stat().st_mode & 0o077 == 0
    assert (installation.folder / "portamento.sqlite3").stat().st_mode & 0o077 == 0


def test_the_programs_start_together_and_end_together(installation):
    process = installation.start("serve", "--port", str(installation.port))
    sock = Path(env.socket(installation.folder))
    wait_until(lambda: is_open(installation.port), process)
    assert page(installation, "/connexion/")[0] == 200
    wait_until(sock.exists, process)
    time.sleep(2)  # the worker has no other sign of being there
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=30)
    assert process.returncode == 0, said
    assert "worker: ended" in said and "inspector: ended" in said
    assert not is_open(installation.port)
    assert not sock.exists()


def started(*, again: bool) -> programs.Started:
    made = programs.Started()
    made.begin(programs.Program("helper", (programs.PYTHON, "-c", ""), again=again))
    return made


def test_what_ends_by_itself_is_begun_again_but_not_for_ever(capfd, monkeypatch):
    monkeypatch.setattr(programs, "LOOK_SECONDS", 0.01)
    with pytest.raises(programs.Failed, match="helper ended by itself"):
        started(again=False).watch()
    assert "begins again" not in capfd.readouterr().err
    with pytest.raises(programs.Failed):
        started(again=True).watch()
    assert capfd.readouterr().err.count("It begins again.") == programs.MOST_ENDS


def test_told_to_end_while_it_still_loads_it_ends_and_leaves_nobody(installation):
    """The port is open before the workers of the web server have loaded what tells them to end."""
    process = installation.start("serve", "--port", str(installation.port))
    wait_until(lambda: is_open(installation.port), process)
    time.sleep(0.3)  # the workers are there, and load
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=programs.END_SECONDS)
    assert process.returncode == 0 and said.endswith("Ended.\n"), said
    assert not is_open(installation.port)


def test_a_busy_port_is_said_in_one_sentence(tmp_path):
    with socket.socket() as busy:
        busy.bind(("127.0.0.1", 0))
        busy.listen()
        port = busy.getsockname()[1]
        done = Installation(tmp_path).manage("demo", "--port", str(port), check=False)
    assert done.returncode == 1
    assert (
        done.stderr == f"Port {port} is in use already. Another one: bin/demo --port {port + 1}\n"
    )


def test_the_demo_opens_no_data_it_has_not_built(installation):
    words = ("demo", "--fresh", "--port", str(free_port()))
    done = installation.manage(*words, check=False)
    assert done.returncode == 1
    assert "nothing was touched" in done.stderr
    assert (installation.folder / "portamento.sqlite3").stat().st_size > 0


def test_a_socket_never_has_too_long_a_path(tmp_path, monkeypatch):
    monkeypatch.delenv("PORTAMENTO_INSPECTOR", raising=False)
    assert env.socket(tmp_path) == str(tmp_path / "inspector.sock")
    deep = tmp_path / ("x" * 120)
    assert len(env.socket(deep)) <= env.SOCKET_PATH_BYTES
    assert env.socket(deep) == env.socket(deep) != env.socket(deep / "y")
