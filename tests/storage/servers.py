"""Real servers on loopback: a store that checks signatures, and an antivirus that knows EICAR."""

import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

from tests.mail_server import free_port

KEY, SECRET, BUCKET = "portamento", "a secret/with + signs", "papers"
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
RCLONE = Path(sys.executable).with_name("rclone")
MAX_STREAM = "2M"


@contextmanager
def s3_server(folder: Path):
    """Yields its port; `folder` holds a folder per bucket."""
    (folder / BUCKET).mkdir(parents=True)
    port = free_port()
    where = ("--addr", f"127.0.0.1:{port}", "--auth-key", f"{KEY},{SECRET}", "--config", "")
    process = subprocess.Popen(
        [RCLONE, "serve", "s3", *where, str(folder)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with ended(process):
        wait_for(process, lambda: socket.create_connection(("127.0.0.1", port)).close())
        yield port


def clamd_path() -> str | None:
    return shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")


@contextmanager
def clamd(folder: Path):
    """Yields its socket. One signature of our own, no other: nothing is fetched."""
    path = folder / "clamd.sock"
    base = folder / "base"
    base.mkdir(exist_ok=True)
    (base / "test.ndb").write_text(f"Eicar-Test-Local:0:*:{EICAR.hex()}\n")
    folder.chmod(0o755)
    (folder / "clamd.conf").write_text(
        f"DatabaseDirectory {base}\nLocalSocket {path}\nForeground yes\n"
        f"StreamMaxLength {MAX_STREAM}\n"
    )
    process = subprocess.Popen(
        [clamd_path(), "-c", str(folder / "clamd.conf")],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    with ended(process):
        wait_for(process, lambda: knock(path))
        yield str(path)


def knock(path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as probe:
        probe.connect(str(path))


@contextmanager
def ended(process: subprocess.Popen):
    try:
        yield
    finally:
        process.terminate()
        process.wait(timeout=20)


def wait_for(process: subprocess.Popen, attempt, seconds: float = 30) -> None:
    until = time.monotonic() + seconds
    while True:
        assert process.poll() is None, "the server ended by itself"
        try:
            return attempt()
        except OSError:
            assert time.monotonic() < until, "the server does not answer"
            time.sleep(0.05)
