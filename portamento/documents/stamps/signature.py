"""Whether a stamp is what its issuer signed: ECDSA on P-256 with SHA-256 (spec, chapter 13)."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from portamento.documents.stamps.stamp import Stamp

HALF = 32


class Verdict(StrEnum):
    """What the signature proves. Only `valid` proves anything."""

    VALID = "valid"
    UNKNOWN_CERTIFICATE = "unknown_certificate"
    ALTERED = "altered"
    EXPIRED_CERTIFICATE = "expired_certificate"


@dataclass(frozen=True)
class Certificate:
    """What we hold of a signing certificate. `test`: of the specification's samples, no proof."""

    authority: str
    name: str
    key: ec.EllipticCurvePublicKey
    valid_from: date
    valid_until: date | None
    test: bool = False

    def served(self, day: date | None) -> bool:
        """Whether it was in force on the day the stamp says it was signed."""
        if day is None:
            return False
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


def verify(stamp: Stamp, certificates: Iterable[Certificate]) -> Verdict:
    """Only the very certificate that the stamp names counts, never another of its authority."""
    return check(stamp, certificates)[0]


def check(stamp: Stamp, certificates: Iterable[Certificate]) -> tuple[Verdict, Certificate | None]:
    """The verdict, and the certificate whose key did sign it."""
    named = [
        each
        for each in certificates
        if (each.authority, each.name) == (stamp.authority, stamp.certificate)
    ]
    if not named:
        return Verdict.UNKNOWN_CERTIFICATE, None
    signers = [each for each in named if holds(stamp, each.key)]
    if not signers:
        return Verdict.ALTERED, None
    in_force = [each for each in signers if each.served(stamp.signed_on)]
    if not in_force:
        return Verdict.EXPIRED_CERTIFICATE, signers[0]
    return Verdict.VALID, in_force[0]


def holds(stamp: Stamp, key: ec.EllipticCurvePublicKey) -> bool:
    """Whether this key signed exactly these bytes."""
    r = int.from_bytes(stamp.signature[:HALF])
    s = int.from_bytes(stamp.signature[HALF:])
    try:
        key.verify(encode_dss_signature(r, s), stamp.signed, ec.ECDSA(SHA256()))
    except InvalidSignature:
        return False
    return True
