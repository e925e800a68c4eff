"""The certificates we trust for 2D-Doc stamps: files in the data folder, of no school.

Files and no table: they are public, the same for every school, loaded again from their source in
a minute, and the folder can be looked at with openssl.
"""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from portamento.documents.stamps import public_test
from portamento.documents.stamps import trust_list as lists
from portamento.documents.stamps.signature import Certificate


@dataclass
class Loaded:
    """What a load took in, for whoever ran it."""

    authorities: list[str] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    next_update: date | None = None


def folder() -> Path:
    return settings.DATA_DIR / "trust"


def certificates() -> tuple[Certificate, ...]:
    """What stamps are verified with; in the demo also the test certificates."""
    held = _held(tuple(sorted((folder() / "signers").glob("*.der"))))
    if not settings.DEMO:
        return held
    return (*held, public_test.CERTIFICATE, public_test.DEMO)


@lru_cache(maxsize=4)
def _held(paths: tuple[Path, ...]) -> tuple[Certificate, ...]:
    """Read once for each state of the folder: another certificate has another file name."""
    return tuple(lists.as_signer(path.name[:4], lists.load(path.read_bytes())) for path in paths)


def authorities() -> list[lists.Authority]:
    paths = sorted((folder() / "authorities").glob("*.der"))
    return [lists.Authority(path.name[:4], lists.load(path.read_bytes())) for path in paths]


def load(paths: Iterable[Path]) -> Loaded:
    """Takes in a trust list (.xml), and signing certificates that an authority of it issued.

    A new list takes the place of the former one, and what it no longer vouches for goes. Raises
    NotTrusted for a list that cannot be read, and then changes nothing.
    """
    loaded = Loaded()
    files = {path: path.read_bytes() for path in paths}
    listed = [lists.read(data) for path, data in files.items() if _is_list(path)]
    for one in listed:
        _replace(one, loaded)
    for path, data in files.items():
        if not _is_list(path):
            _add(path.name, data, loaded)
    return loaded


def _is_list(path: Path) -> bool:
    return path.suffix.lower() == ".xml"


def _replace(listed: lists.TrustList, loaded: Loaded) -> None:
    wanted = {
        _name(one.name, one.certificate): one.certificate
        for one in listed.authorities
        if not lists.is_for_tests(one.name)
    }
    place = folder() / "authorities"
    for name, certificate in wanted.items():
        _write(place / name, certificate)
    for path in place.glob("*.der"):
        if path.name not in wanted:
            path.unlink()
    loaded.authorities = sorted(name[:4] for name in wanted)
    loaded.next_update = listed.next_update
    _drop_orphans(loaded)


def _drop_orphans(loaded: Loaded) -> None:
    known = authorities()
    for path in sorted((folder() / "signers").glob("*.der")):
        try:
            lists.signer(path.read_bytes(), known)
        except lists.NotTrusted:
            path.unlink()
            loaded.dropped.append(path.name)


def _add(name: str, data: bytes, loaded: Loaded) -> None:
    try:
        held, certificate = lists.signer(data, authorities())
    except lists.NotTrusted as refused:
        loaded.refused.append(f"{name}: {refused}")
        return
    _write(folder() / "signers" / _name(f"{held.authority}-{held.name}", certificate), certificate)
    loaded.signers.append(f"{held.authority} {held.name}")


def _name(name: str, certificate: x509.Certificate) -> str:
    digest = hashlib.sha256(certificate.public_bytes(Encoding.DER)).hexdigest()
    return f"{name}-{digest[:16]}.der"


def _write(path: Path, certificate: x509.Certificate) -> None:
    """All of it or nothing: whoever reads the folder meanwhile sees no half file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_bytes(certificate.public_bytes(Encoding.DER))
    half.replace(path)
