"""Wherever files lie, the same is promised."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile

from portamento.config import env
from portamento.documents import storage
from portamento.documents.bucket import StoreAway
from portamento.foundation import clock
from tests.storage import servers
from tests.storage.conftest import s3_url

CONTENT = bytes(range(256)) * 9000


def temporary_upload():
    upload = TemporaryUploadedFile("a.pdf", "application/pdf", len(CONTENT), None)
    upload.write(CONTENT)
    upload.read(10)
    return upload


@pytest.mark.parametrize(
    "make",
    [lambda: SimpleUploadedFile("a.pdf", CONTENT), lambda: io.BytesIO(CONTENT), temporary_upload],
)
def test_a_file_is_kept_whole_and_the_upload_stays_open(store, make):
    upload = make()
    stored = storage.put(upload)
    assert (stored.size, stored.sha256) == (len(CONTENT), hashlib.sha256(CONTENT).hexdigest())
    with storage.open_(stored.key) as file:
        assert file.read() == CONTENT
    with upload:
        upload.seek(0)
        assert upload.read(256) == CONTENT[:256]


def test_the_store_lists_what_it_keeps_and_since_when(store):
    assert list(storage.every_key()) == []
    keys = {storage.put(io.BytesIO(b"a")).key for _ in range(3)}
    assert set(storage.every_key()) == keys
    age = clock.now() - storage.stored_at(keys.pop())
    assert timedelta(minutes=-1) < age < timedelta(minutes=1)


def test_a_deleted_file_is_gone_and_may_be_deleted_again(store):
    key = storage.put(io.BytesIO(CONTENT)).key
    storage.delete(key)
    storage.delete(key)
    with pytest.raises(FileNotFoundError):
        storage.open_(key)


def test_what_reads_back_otherwise_is_refused_and_removed(store, monkeypatch):
    save = store.save
    monkeypatch.setattr(store, "save", lambda key, file: save(key, io.BytesIO(CONTENT[:-1])))
    with pytest.raises(storage.WrittenWrong):
        storage.put(io.BytesIO(CONTENT))
    assert list(storage.every_key()) == []


def test_a_file_is_never_written_over(store):
    key = storage.put(io.BytesIO(b"first")).key
    with pytest.raises(OSError):
        storage.put(io.BytesIO(b"second"), key=key)
    with storage.open_(key) as file:
        assert file.read() == b"first"


@pytest.mark.parametrize(
    ("change", "word"),
    [({"secret": "another"}, "wrong key"), ({"bucket": "nowhere"}, "no such bucket")],
)
def test_a_store_that_refuses_tells_the_operator_where_to_look(s3_port, made_of, change, word):
    made_of(s3_url(s3_port, **change))
    with pytest.raises(StoreAway, match=word) as refused:
        storage.put(io.BytesIO(CONTENT))
    assert "PORTAMENTO_S3_URL" in str(refused.value)
    assert servers.SECRET not in str(refused.value)


def test_a_store_that_is_away_keeps_nothing(made_of):
    made_of(s3_url(1))
    with pytest.raises(StoreAway):
        storage.put(io.BytesIO(CONTENT))


@pytest.mark.parametrize("url", ["https://host/bucket", "s3://k:s@host/bucket", "https://k:s@host"])
def test_half_a_description_of_a_store_is_refused_at_start(monkeypatch, tmp_path, url):
    monkeypatch.setenv("PORTAMENTO_S3_URL", url)
    with pytest.raises(ValueError, match="PORTAMENTO_S3_URL"):
        env.documents(tmp_path)
