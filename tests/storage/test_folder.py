"""In a folder of this machine: names nobody can guess, for nobody else to read, on the disk."""

import io
import stat
from pathlib import Path

import pytest
from django.core.files.storage import FileSystemStorage, InMemoryStorage

from portamento.documents import storage

CONTENT = bytes(range(256)) * 9000


@pytest.fixture
def folder(tmp_path, monkeypatch):
    durable = storage.DurableStorage(location=tmp_path / "deep" / "files")
    monkeypatch.setattr(storage, "_storage", lambda: durable)
    return tmp_path / "deep" / "files"


def test_the_same_file_twice_has_two_keys(folder):
    first, second = (storage.put(io.BytesIO(CONTENT)).key for _ in range(2))
    assert first != second
    assert first.startswith(first.split("/")[1][:2] + "/")


def test_only_the_owner_may_read(folder):
    path = folder / storage.put(io.BytesIO(CONTENT)).key
    modes = [stat.S_IMODE(each.stat().st_mode) for each in (path, path.parent, folder)]
    assert modes == [0o600, 0o700, 0o700]


def test_file_and_folders_are_synchronised_before_the_answer(folder, monkeypatch):
    synchronised = []
    fsync = storage.os.fsync

    def noted(descriptor):
        synchronised.append(stat.S_IFMT(storage.os.fstat(descriptor).st_mode))
        fsync(descriptor)

    monkeypatch.setattr(storage.os, "fsync", noted)
    storage.put(io.BytesIO(CONTENT))
    file = synchronised.index(stat.S_IFREG)
    assert synchronised[file + 1 :] == [stat.S_IFDIR, stat.S_IFDIR]


def test_a_disk_that_fails_leaves_nothing(folder, monkeypatch):
    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage, "sync_folder", lambda folder: None)
    monkeypatch.setattr(storage.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        storage.put(io.BytesIO(CONTENT))
    assert [each for each in folder.rglob("*") if each.is_file()] == []


def test_a_file_that_reads_back_otherwise_is_refused_and_removed(folder, monkeypatch):
    def halved(path: Path, chunks):
        path.write_bytes(b"".join(chunks)[: len(CONTENT) // 2])

    monkeypatch.setattr(storage, "_write", halved)
    with pytest.raises(storage.WrittenWrong):
        storage.put(io.BytesIO(CONTENT))
    assert [each for each in folder.rglob("*") if each.is_file()] == []


@pytest.mark.parametrize("kind", [InMemoryStorage, FileSystemStorage])
def test_any_storage_of_django_will_do(kind, tmp_path, monkeypatch):
    other = kind(location=tmp_path)
    monkeypatch.setattr(storage, "_storage", lambda: other)
    stored = storage.put(io.BytesIO(CONTENT))
    with storage.open_(stored.key) as file:
        assert file.read() == CONTENT


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("facture mai.pdf", "facture mai.pdf"),
        ("Pièce d’identité.pdf", "Pièce d’identité.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\Claire\\rib.pdf", "rib.pdf"),
        ("rib.pdf\x00.exe", "rib.pdf.exe"),
        ("rib\u202efdp.exe", "ribfdp.exe"),
        ("rib\r\nX-Header: 1.pdf", "rib X-Header- 1.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("nul", "_nul"),
        ("console.pdf", "console.pdf"),
        ("<b>rib</b>.pdf", "b-.pdf"),
        ("rib.pdf. . ", "rib.pdf"),
        ("...", "document.pdf"),
        ("", "document.pdf"),
        ("\ud800rib.pdf", "rib.pdf"),
        ("e\u0301tat.pdf", "état.pdf"),
        ("x" * 400 + ".PDF", "x" * 146 + ".PDF"),
        ("x" * 400, "x" * 150),
    ],
)
def test_a_name_is_kept_as_harmless_data(given, kept):
    assert storage.safe_name(given) == kept
