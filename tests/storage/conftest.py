"""Each test that takes `store` runs twice: on a folder, and on a real S3 server."""

import tempfile
from pathlib import Path
from urllib.parse import quote

import pytest
from django.core.files.storage import storages
from django.utils.module_loading import import_string

from portamento.config import env
from portamento.documents import storage
from tests.storage import servers


def s3_url(port: int, *, secret: str = servers.SECRET, bucket: str = servers.BUCKET) -> str:
    return f"http://{servers.KEY}:{quote(secret, safe='')}@127.0.0.1:{port}/{bucket}/here"


@pytest.fixture(scope="session")
def s3_port(tmp_path_factory):
    with servers.s3_server(tmp_path_factory.mktemp("s3")) as port:
        yield port


@pytest.fixture
def made_of(monkeypatch, tmp_path):
    """Puts the store that an operator's URL describes in the place of the installation's."""

    def made(url: str = ""):
        monkeypatch.setenv("PORTAMENTO_S3_URL", url)
        said = env.documents(tmp_path / "files")
        one = import_string(said["BACKEND"])(**said["OPTIONS"])
        monkeypatch.setattr(storage, "_storage", lambda: one)
        monkeypatch.setitem(storages._storages, "documents", one)
        return one

    return made


@pytest.fixture(params=["folder", "s3"])
def store(request, made_of):
    """An empty store of each sort."""
    if request.param == "folder":
        yield made_of()
        return
    one = made_of(s3_url(request.getfixturevalue("s3_port")))
    yield one
    for key in list(storage.every_key()):
        storage.delete(key)


@pytest.fixture(scope="session")
def clamd():
    if not servers.clamd_path():
        pytest.skip("clamd is not installed (apt install clamav-daemon): its answers are not tried")
    with tempfile.TemporaryDirectory(prefix="pc-") as folder, servers.clamd(Path(folder)) as path:
        yield path
