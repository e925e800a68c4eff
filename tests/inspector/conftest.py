"""Real inspectors, each a process of its own on a socket of its own."""

import io
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from PIL import Image

from portamento.documents.inspector import client

ROOT = Path(__file__).resolve().parents[2]
ODD_INSPECTOR = str(Path(__file__).with_name("odd_inspector.py"))


@contextmanager
def running(program: list[str], socket_path: Path):
    """Start `program`, wait until it answers, and expect a clean end on SIGTERM."""
    process = subprocess.Popen([sys.executable, *program], cwd=ROOT, stderr=subprocess.PIPE)
    try:
        wait_until_ready(socket_path)
        yield process
        assert process.poll() is None, "the inspector died"
    finally:
        process.send_signal(signal.SIGTERM)
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 0, errors.decode()
    assert not socket_path.exists()


def wait_until_ready(socket_path: Path, seconds: float = 15.0) -> None:
    until = time.monotonic() + seconds
    while client.inspect(io.BytesIO(b""), socket_path=socket_path) is None:
        assert time.monotonic() < until, "the inspector does not answer"
        time.sleep(0.02)


@pytest.fixture(scope="session")
def socket_path():
    """Short, since the path of a socket may not pass 107 bytes."""
    with tempfile.TemporaryDirectory(prefix="pi-") as folder:
        yield Path(folder) / "s"


@pytest.fixture(scope="session")
def inspector(socket_path):
    program = ["-m", "portamento.documents.inspector", "--socket", str(socket_path)]
    with running(program, socket_path) as process:
        yield process


@pytest.fixture
def ask(inspector, socket_path):
    """Ask the inspector about these bytes, with all the time it may need."""
    return lambda data: client.inspect(io.BytesIO(data), socket_path=socket_path, wait_seconds=30)


@pytest.fixture
def assemble(inspector, socket_path):
    """Have files joined: the answer, and the file made."""

    def asked(*files):
        out = io.BytesIO()
        read = [io.BytesIO(each) for each in files]
        answer = client.assemble(read, out, socket_path=socket_path, wait_seconds=60)
        return answer, out.getvalue()

    return asked


@pytest.fixture
def read(inspector, socket_path):
    return lambda data: client.read(io.BytesIO(data), socket_path=socket_path, wait_seconds=60)


@pytest.fixture
def page_image(inspector, socket_path):
    """Have a page drawn: the image, or None where there is none."""

    def asked(data, page=1, **how):
        out = io.BytesIO()
        shown = client.page_image(
            io.BytesIO(data), page, out, socket_path=socket_path, wait_seconds=60, **how
        )
        return Image.open(out) if shown else None

    return asked


@pytest.fixture(scope="module")
def odd_socket():
    with tempfile.TemporaryDirectory(prefix="pi-") as folder:
        path = Path(folder) / "s"
        program = ["-c", f"import runpy, sys; sys.argv = ['', {str(path)!r}];"]
        program[1] += f"runpy.run_path({ODD_INSPECTOR!r}, run_name='__main__')"
        with running(program, path):
            yield path


@pytest.fixture
def ask_odd(odd_socket):
    def ask(data, wait_seconds=10.0):
        return client.inspect(io.BytesIO(data), socket_path=odd_socket, wait_seconds=wait_seconds)

    return ask
