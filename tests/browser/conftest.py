"""A whole installation: web server, worker and inspector, with the cast.

It runs as long as the tests do; each journey finds its rows and files as they were at first.
"""

import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.browser.person import Person

ROOT = Path(__file__).resolve().parents[2]
DATABASE = "portamento.sqlite3"
WIDTHS = {"phone": 390, "desk": 1280}


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.path):
            item.add_marker("browser")


def environment(data: Path, port: int = 0) -> dict:
    """As in production, but for the folder, SQLite and the demo's pages."""
    others = ("DJANGO_", "PORTAMENTO_DATABASE")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(others)}
    url = f"http://127.0.0.1:{port}"
    return kept | {
        "PORTAMENTO_DATA": str(data),
        "PORTAMENTO_DEMO": "1",
        "PORTAMENTO_PUBLIC_URL": url,
        "PORTAMENTO_INSPECTOR": str(data / "i"),
    }


def manage(data: Path, *words: str, **more: str) -> str:
    """A command of the operator's, and what it says; `more` goes into its environment."""
    command = [sys.executable, "manage.py", *words]
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(data) | more,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    return done.stdout


@contextmanager
def serving(data: Path, **more: str) -> Iterator[str]:
    """The address of that folder's installation, while it runs."""
    port = free_port()
    command = [sys.executable, "manage.py", "serve", "--port", str(port), "--workers", "1"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment(data, port) | more)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, process)
        yield address
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


@dataclass(frozen=True)
class Installation:
    """One that runs: where its data are, and its address."""

    data: Path
    address: str

    def put_back(self, kept: Path) -> None:
        """Rows and files as that folder keeps them, under the feet of the programs that run."""
        with (
            closing(sqlite3.connect(kept / DATABASE)) as source,
            closing(sqlite3.connect(self.data / DATABASE)) as live,
        ):
            source.backup(live)
        files = shutil.ignore_patterns(f"{DATABASE}*")
        shutil.copytree(kept, self.data, dirs_exist_ok=True, ignore=files)


@pytest.fixture(scope="session")
def template(tmp_path_factory) -> Path:
    """The cast, built once: what each journey starts from."""
    data = tmp_path_factory.mktemp("t")
    manage(data, "prepare")
    manage(data, "build-demo", "--small")
    return data


@pytest.fixture(scope="session")
def installation(template, tmp_path_factory) -> Iterator[Installation]:
    """The programs, on a copy."""
    data = tmp_path_factory.mktemp("s")
    shutil.copytree(template, data, dirs_exist_ok=True)
    with serving(data) as address:
        yield Installation(data, address)


@pytest.fixture
def site(installation, template) -> str:
    """The address of an installation where nothing has happened yet."""
    installation.put_back(template)
    return installation.address


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address: str, process: subprocess.Popen, seconds: int = 40) -> None:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        assert process.poll() is None, "the site ended by itself"
        try:
            with urllib.request.urlopen(f"{address}/connexion/", timeout=2):
                return
        except OSError:
            time.sleep(0.2)
    raise AssertionError("the site does not answer")


@pytest.fixture(params=WIDTHS)
def width(request) -> int:
    return WIDTHS[request.param]


@pytest.fixture
def person(engine, site, width):
    """`person("Claire")` opens a browser of her own; `scripts=False` turns JavaScript off."""
    opened = []

    def sit_down(name: str, *, scripts: bool = True) -> Person:
        context = engine.new_context(
            viewport={"width": width, "height": 900}, java_script_enabled=scripts, locale="fr-FR"
        )
        context.set_default_timeout(15_000)
        opened.append(context)
        return Person(name, context.new_page(), site, scripts=scripts)

    yield sit_down
    for context in opened:
        context.close()
