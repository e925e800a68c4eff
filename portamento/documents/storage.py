"""Where families' files lie: random keys, written through to the disk before anyone is thanked.

Only Django's Storage interface is asked of what stands behind `storages["documents"]`.
"""

import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import BinaryIO

from django.core.files import File
from django.core.files.storage import FileSystemStorage, Storage, storages
from django.utils.deconstruct import deconstructible

MAX_NAME_CHARS = 150
CHUNK_BYTES = 256 * 1024  # what a processor holds at hand: twice as fast as a megabyte at once
NO_NAME = "document.pdf"
KEY = re.compile(r"([0-9a-f]{2})/\1[0-9a-f]{38}")
RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\.|$)", re.IGNORECASE)  # on Windows
FORBIDDEN = re.compile(r'[<>:"|?*]')


class WrittenWrong(OSError):
    """What was read back is not what was written."""


@dataclass(frozen=True)
class Stored:
    """One file kept: its key, its size in bytes, and the SHA-256 of its content in hexadecimal."""

    key: str
    size: int
    sha256: str


def new_key() -> str:
    token = secrets.token_hex(20)
    return f"{token[:2]}/{token}"


def put(file: File | BinaryIO, *, key: str = "") -> Stored:
    """Keep a whole file under a new random key, and prove it by reading it back.

    When this returns the file survives a power cut. Raises OSError (a full disk, a store that is
    away, WrittenWrong) and then leaves nothing that a row knows of.
    """
    source = file if isinstance(file, File) else File(file)
    key = key or new_key()
    wanted = measure(source, key)
    kept = _storage().save(key, source)
    if kept != key or _read_back(key) != wanted:
        delete(kept)
        raise WrittenWrong("A stored file does not read back as it was written.")
    return wanted


def open_(key: str) -> File:
    """The stored file, open for reading. Raises FileNotFoundError."""
    return _storage().open(key, "rb")


def delete(key: str) -> None:
    """Remove a stored file; one that is gone already is no error."""
    _storage().delete(key)


def every_key() -> Iterator[str]:
    """Every key that lies in the store, whether a row knows it or not; nothing but keys of ours."""
    for folder in _folders("")[0]:
        found = (f"{folder}/{name}" for name in _folders(folder)[1])
        yield from (key for key in found if KEY.fullmatch(key))


def _folders(path: str) -> tuple[list[str], list[str]]:
    """A store that has not kept anything yet has no folder."""
    try:
        return _storage().listdir(path)
    except FileNotFoundError:
        return [], []


def stored_at(key: str) -> datetime:
    """When its bytes were written."""
    return _storage().get_modified_time(key)


def safe_name(name: str) -> str:
    """A sender's file name as harmless data: no path, no invisible sign, 150 characters at most."""
    name = re.split(r"[/\\]", unicodedata.normalize("NFC", name))[-1]
    # Categories C* and Z* but the space: control and bidi marks, line separators, lone surrogates.
    name = "".join(
        char if unicodedata.category(char)[0] not in "CZ" else " " * char.isspace() for char in name
    )
    name = FORBIDDEN.sub("-", " ".join(name.split())).strip(". ")
    if RESERVED.match(name):
        name = f"_{name}"
    if len(name) > MAX_NAME_CHARS:
        ending = name[-4:] if name.lower().endswith(".pdf") else ""
        name = name[: MAX_NAME_CHARS - len(ending)].rstrip(". ") + ending
    return name or NO_NAME


def _storage() -> Storage:
    return storages["documents"]


def _read_back(key: str) -> Stored:
    with open_(key) as file:
        return measure(file, key)


def measure(file: File, key: str) -> Stored:
    """Size and SHA-256 of what an open file holds, from its beginning."""
    digest, size = hashlib.sha256(), 0
    for chunk in file.chunks(CHUNK_BYTES):
        digest.update(chunk)
        size += len(chunk)
    return Stored(key, size, digest.hexdigest())


@deconstructible(path="portamento.documents.storage.DurableStorage")
class DurableStorage(FileSystemStorage):
    """Files of this machine, for its own user only, on the disk itself when `save` returns."""

    def __init__(self, location: str | Path | None = None):
        super().__init__(
            location=location, file_permissions_mode=0o600, directory_permissions_mode=0o700
        )
        self.listed: set[Path] = set()  # folders that this process has seen to be on the disk

    def _save(self, name: str, content: File) -> str:
        path = Path(self.path(name))
        _make_folder(path.parent)
        try:
            _write(path, content.chunks())
        except BaseException:
            with suppress(OSError):
                path.unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
        if (
            path.parent not in self.listed
        ):  # another process may have made it, and not synced it yet
            sync_folder(path.parent.parent)
            self.listed.add(path.parent)
        return name


def _make_folder(folder: Path) -> None:
    missing = [each for each in (folder, *folder.parents) if not each.exists()]
    for each in reversed(missing):
        each.mkdir(mode=0o700, exist_ok=True)
        sync_folder(each.parent)


def _write(path: Path, chunks: Iterable[bytes]) -> None:
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        for chunk in chunks:
            out.write(chunk)
        out.flush()
        os.fsync(descriptor)
        # Forget the pages in memory, so that reading back asks the disk.
        if hasattr(os, "posix_fadvise"):
            os.posix_fadvise(descriptor, 0, 0, os.POSIX_FADV_DONTNEED)


def sync_folder(folder: Path) -> None:
    """A file is not there after a power cut until its folder's own list is written."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
