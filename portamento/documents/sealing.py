"""Health documents lie encrypted, each under a key of its own that the master key wraps.

So do all answers given on the screen, and the papers of bank details made from them.

AES-256-GCM (ASVS 5.0, V11.3.2). The master key is a file outside the database; the storage key of
a document is bound to both encryptions, so that neither bytes nor wrapped keys can change places.
The key file may hold several keys, a line each: the first seals, all of them open.
"""

import base64
import hashlib
import io
import os
import secrets
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings
from django.core.files import File

from portamento.documents import storage
from portamento.documents.models import StoredFile
from portamento.documents.signed import Filled

KEY_BYTES, NONCE_BYTES, NAME_BYTES = 32, 12, 8


class NoMasterKey(OSError):
    """The file of the master key is missing, or holds another one: for the operator to mend."""


class CannotOpen(OSError):
    """The sealed bytes, or the key in the row, are not what they were."""


def put(file: BinaryIO, *, sealed: bool) -> tuple[storage.Stored, bytes | None]:
    """Keeps a file, sealed or as it is. Size and SHA-256 are those of what was handed in."""
    if not sealed:
        return storage.put(file), None
    file.seek(0)
    content = file.read()
    key, data_key = storage.new_key(), secrets.token_bytes(KEY_BYTES)
    wrapped = wrap(data_key, key)
    storage.put(io.BytesIO(_encrypt(data_key, content, key)), key=key)
    return storage.Stored(key, len(content), hashlib.sha256(content).hexdigest()), wrapped


def open_file(row: StoredFile) -> File:
    """The stored file as it was handed in, open for reading: the one way to its content.

    What was sealed is opened in memory alone. Raises FileNotFoundError, CannotOpen,
    NoMasterKey.
    """
    if row.sealed_key is None:
        return storage.open_(row.key)
    data_key = unwrap(bytes(row.sealed_key), row.key)
    with storage.open_(row.key) as file:
        content = _decrypt(data_key, file.read(), row.key)
    return File(_in_memory(content))


@dataclass(frozen=True)
class Sealed:
    """Some bytes as a row holds them."""

    content: bytes
    sealed_key: bytes
    bound_to: str


def seal_bytes(content: bytes) -> Sealed:
    """For what lies in a row of the database instead of a file. Raises NoMasterKey."""
    bound_to, data_key = storage.new_key(), secrets.token_bytes(KEY_BYTES)
    return Sealed(_encrypt(data_key, content, bound_to), wrap(data_key, bound_to), bound_to)


def open_bytes(row: Filled) -> bytes:
    """The other way round. Raises CannotOpen, NoMasterKey."""
    return _decrypt(unwrap(bytes(row.sealed_key), row.bound_to), bytes(row.content), row.bound_to)


def wrap(data_key: bytes, bound_to: str) -> bytes:
    """The data key as the row holds it: name of the master key, nonce, ciphertext."""
    name, master = next(iter(masters().items()))
    return name + _encrypt(master, data_key, bound_to)


def unwrap(wrapped: bytes, bound_to: str) -> bytes:
    master = masters().get(wrapped[:NAME_BYTES])
    if master is None:
        raise NoMasterKey(f"{settings.HEALTH_KEY} lacks the key that sealed this document.")
    return _decrypt(master, wrapped[NAME_BYTES:], bound_to)


def masters() -> dict[bytes, bytes]:
    """The master keys by name, the one that seals first; made at the first use of all (0600)."""
    path = Path(settings.HEALTH_KEY)
    if not path.exists():
        # A second key made where documents are sealed under a lost one would hide the loss.
        # The key is the installation's: it serves every school.
        rows = (model.objects.every_school() for model in (StoredFile, Filled))
        if any(of.exclude(sealed_key=None).exists() for of in rows):
            raise NoMasterKey(f"{path} is missing: bring it back from its own backup.")
        _make(path)
    keys = [base64.b64decode(line, validate=True) for line in path.read_text().split()]
    if not keys or any(len(key) != KEY_BYTES for key in keys):
        raise NoMasterKey(f"{path} holds no key of 32 bytes in base64.")
    return {hashlib.sha256(b"name of a key:" + key).digest()[:NAME_BYTES]: key for key in keys}


def _make(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_name(f".{path.name}.{secrets.token_hex(8)}")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")
        out.flush()
        os.fsync(descriptor)
    try:
        path.hardlink_to(draft)  # of two that make one at once, the first one's holds
    except FileExistsError:
        pass
    finally:
        draft.unlink()
    storage.sync_folder(path.parent)


def _encrypt(key: bytes, content: bytes, bound_to: str) -> bytes:
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, content, bound_to.encode())


def _decrypt(key: bytes, sealed: bytes, bound_to: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], bound_to.encode())
    except (InvalidTag, ValueError) as failed:
        raise CannotOpen("A sealed document does not open: it was changed.") from failed


def _in_memory(content: bytes) -> BinaryIO:
    """With a descriptor of its own, which the inspector is handed, and never on a disk."""
    if not hasattr(os, "memfd_create"):
        return io.BytesIO(content)
    file = os.fdopen(os.memfd_create("sealed"), "w+b")
    file.write(content)
    file.seek(0)
    return file
