"""The certificates we trust for 2D-Doc stamps: files in the data folder, of no school.

Files and no table: they are public, the same for every school, loaded again from their source in
a minute, and the folder can be looked at with openssl.
"""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.conf import settings

from portamento.documents.stamps import public_test, revocation
from portamento.documents.stamps import trust_list as lists
from portamento.documents.stamps.signature import Certificate

Signed = x509.Certificate | revocation.RevocationList


@dataclass
class Loaded:
    """What a load took in, for whoever ran it."""

    authorities: list[str] = field(default_factory=list)
    signers: list[str] = field(default_factory=list)
    revocations: list[str] = field(default_factory=list)
    dropped: list[str] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    next_update: date | None = None
    unchecked: bool = False  # a list was taken in whose signature nobody looked at


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


def revocations() -> list[revocation.RevocationList]:
    paths = sorted((folder() / "revoked").glob("*.der"))
    return [revocation.load(path.read_bytes()) for path in paths]


def load(paths: Iterable[Path], *, signed: Callable[[bytes], bytes] | None = None) -> Loaded:
    """Takes in a trust list (.xml), what its authorities revoked (.crl), what they issued.

    A new list takes the place of the former one, and what is no longer vouched for goes. `signed`
    gives back what a list's signature covers, and only that is read. Raises NotTrusted for a trust
    list that cannot be read or is not signed as it must, and then changes nothing.
    """
    loaded = Loaded()
    files = {path: path.read_bytes() for path in paths}
    written = [data for path, data in files.items() if _is(path, ".xml")]
    if signed and not written:
        raise lists.NotTrusted(lists.Problem.NO_LIST)
    for listed in [lists.read(signed(xml) if signed else xml) for xml in written]:
        _replace(listed, loaded)
        loaded.unchecked = not signed
    for path, data in files.items():
        if _is(path, ".crl"):
            _revoke(path.name, data, loaded)
    _drop_unvouched(loaded)
    for path, data in files.items():
        if not _is(path, ".xml", ".crl"):
            _add(path.name, data, loaded)
    return loaded


def _is(path: Path, *suffixes: str) -> bool:
    return path.suffix.lower() in suffixes


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


def _revoke(name: str, data: bytes, loaded: Loaded) -> None:
    """One list for each authority: the latest that it signed."""
    place = folder() / "revoked"
    try:
        authority, found = revocation.read(data, authorities())
        older = {path: revocation.load(path.read_bytes()) for path in place.glob("*.der")}
        older = {path: one for path, one in older.items() if one.issuer == found.issuer}
        if any(one.last_update_utc > found.last_update_utc for one in older.values()):
            raise lists.NotTrusted(lists.Problem.OLDER)
    except lists.NotTrusted as refused:
        loaded.refused.append(f"{name}: {refused}")
        return
    written = place / _name(authority.name, found)
    _write(written, found)
    for path in older.keys() - {written}:
        path.unlink()
    loaded.revocations.append(f"{authority.name} of {found.last_update_utc:%Y-%m-%d}")


def _vouched(data: bytes) -> tuple[Certificate, x509.Certificate]:
    """A signing certificate that an authority issued and has not taken back. Raises NotTrusted."""
    held, certificate = lists.signer(data, authorities())
    if revocation.is_revoked(certificate, revocations()):
        raise lists.NotTrusted(lists.Problem.REVOKED)
    return held, certificate


def _drop_unvouched(loaded: Loaded) -> None:
    for path in sorted((folder() / "signers").glob("*.der")):
        try:
            _vouched(path.read_bytes())
        except lists.NotTrusted:
            path.unlink()
            loaded.dropped.append(path.name)


def _add(name: str, data: bytes, loaded: Loaded) -> None:
    try:
        held, certificate = _vouched(data)
    except lists.NotTrusted as refused:
        loaded.refused.append(f"{name}: {refused}")
        return
    _write(folder() / "signers" / _name(f"{held.authority}-{held.name}", certificate), certificate)
    loaded.signers.append(f"{held.authority} {held.name}")


def _name(name: str, signed: Signed) -> str:
    digest = hashlib.sha256(signed.public_bytes(Encoding.DER)).hexdigest()
    return f"{name}-{digest[:16]}.der"


def _write(path: Path, signed: Signed) -> None:
    """All of it or nothing: whoever reads the folder meanwhile sees no half file."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    half = path.with_suffix(".half")
    half.write_bytes(signed.public_bytes(Encoding.DER))
    half.replace(path)
