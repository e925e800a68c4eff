"""The school in scope, and people signed in; a folder of our own, and a closed network."""

import os
import shutil
import socket
import tempfile
from pathlib import Path

OWN_FOLDER = None
if "PORTAMENTO_DATA" not in os.environ:
    OWN_FOLDER = os.environ["PORTAMENTO_DATA"] = tempfile.mkdtemp(prefix="portamento-tests-")
os.environ.setdefault("PORTAMENTO_SECRET", "tests only, tests only, tests only")
os.environ.setdefault("PORTAMENTO_DEMO", "1")

import pytest

import portamento.config  # noqa: F401  (SQLite's replacement comes first)
from tests import make


def pytest_configure(config):
    from django.conf import settings

    Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


def pytest_unconfigure(config):
    if OWN_FOLDER:
        shutil.rmtree(OWN_FOLDER, ignore_errors=True)


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


@pytest.fixture
def valmont(db):
    """The school Valmont, in scope."""
    from portamento.schools.scope import scope

    with scope(make.school("valmont", "Conservatoire de Valmont", "Valmont")) as school:
        yield school


@pytest.fixture
def sign_in(client):
    """`sign_in(account)` gives a client whose session is that account's."""
    from tests.make.accounts import session_of

    def opened(account):
        return session_of(client, account)

    return opened


@pytest.fixture(scope="session")
def inspector():
    """A real inspector on the socket the site uses."""
    from django.conf import settings

    from tests.inspector.conftest import running, wait_until_ready

    path = Path(settings.INSPECTOR_SOCKET)
    path.parent.mkdir(parents=True, exist_ok=True)
    program = ["-m", "portamento.documents.inspector", "--socket", str(path)]
    with running(program, path) as process:
        wait_until_ready(path)
        yield process


@pytest.fixture
def pdf():
    """`pdf("rib.pdf")`: a small real PDF, as a browser would upload it."""
    import io

    import pikepdf
    from django.core.files.uploadedfile import SimpleUploadedFile

    def made(name="document.pdf", pages=1):
        stream = io.BytesIO()
        with pikepdf.new() as document:
            for _ in range(pages):
                document.add_blank_page(page_size=(595, 842))
            document.save(stream)
        return SimpleUploadedFile(name, stream.getvalue(), content_type="application/pdf")

    return made
