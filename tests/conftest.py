"""The school in scope, people signed in, and a closed network."""

import os
import shutil
import signal
import socket
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portamento.schools import scope as scopes
from portamento.schools import setup
from portamento.schools.scope import scope
from tests import chromium, make
from tests.inspector import samples
from tests.inspector.conftest import running, wait_until_ready
from tests.make.accounts import session_of

LONGEST_SECONDS = 240


def pytest_unconfigure(config):
    folder = os.environ.get("PORTAMENTO_TESTS_FOLDER")
    if folder and not hasattr(config, "workerinput"):  # the controller's work, not its workers'
        shutil.rmtree(folder, ignore_errors=True)


class TooLong(Exception):
    """A test that waits for ever: the suite goes on without it."""


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item):
    """Each test has some minutes, its fixtures included."""

    def ring(*_):
        raise TooLong(item.nodeid)

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(LONGEST_SECONDS)
    try:
        return (yield)
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


class NetworkClosed(RuntimeError):
    """A test reached for another machine."""


@pytest.fixture(autouse=True, scope="session")
def closed_network():
    """Only this machine answers: loopback addresses and Unix sockets."""
    connect = socket.socket.connect

    def guarded(self, address):
        if self.family != socket.AF_UNIX and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise NetworkClosed(address)
        return connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def nothing_kept():
    """What the process keeps of schools' set-up belongs to rows that the last test undid."""
    setup._kept.clear()


@pytest.fixture(autouse=True, scope="session")
def requests_begin_outside_any_school():
    """A test stands in a school's scope; a request from outside does not, and must open its own."""
    inside = Client.request

    def from_outside(self, **request):
        token = scopes._current.set(None)
        try:
            return inside(self, **request)
        finally:
            scopes._current.reset(token)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Client, "request", from_outside)
        yield


@pytest.fixture
def valmont(db):
    """The school Valmont, in scope."""
    with scope(make.school("valmont", "Conservatoire de Valmont", "Valmont")) as school:
        yield school


@pytest.fixture
def sign_in(client):
    """`sign_in(account)` gives a client whose session is that account's."""

    def opened(account):
        return session_of(client, account)

    return opened


@pytest.fixture(scope="session")
def inspector():
    """A real inspector on the socket the site uses."""
    path = Path(settings.INSPECTOR_SOCKET)
    path.parent.mkdir(parents=True, exist_ok=True)
    program = ["-m", "portamento.documents.inspector", "--socket", str(path)]
    with running(program, path) as process:
        wait_until_ready(path)
        yield process


@pytest.fixture
def pdf():
    """`pdf("rib.pdf")`: a small real PDF, as a browser would upload it."""

    def made(name="document.pdf", pages=1):
        return SimpleUploadedFile(name, samples.written(pages), content_type="application/pdf")

    return made


@pytest.fixture(scope="session")
def engine():
    """One Chromium for the whole run: a process drives one and no more."""
    sync_api = pytest.importorskip("playwright.sync_api")
    found = os.environ.get("PORTAMENTO_CHROMIUM") or chromium.find()
    if not found:
        pytest.skip("no Chromium here")
    with sync_api.sync_playwright() as playwright:
        engine = playwright.chromium.launch(executable_path=found, args=chromium.flags())
        yield engine
        engine.close()
