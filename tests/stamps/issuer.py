"""An authority of our own, made for a test: it signs certificates, which sign stamps."""

import base64
import datetime
import random
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from portamento.documents.stamps.signature import Certificate
from portamento.documents.stamps.stamp import EPOCH

FROM, UNTIL = date(2025, 1, 1), date(2028, 1, 1)
GS, US = "\x1d", "\x1f"
STREETS = ("RUE DES ACACIAS", "AVENUE VICTOR HUGO", "BD DE BURY", "PLACE DU 8 MAI", "CHE DES PRES")
TOWNS = (("16000", "ANGOULEME"), ("16340", "L ISLE D ESPAGNAC"), ("16800", "SOYAUX"))
LAST = ("LEROY", "MARTIN DUPONT", "DE LA TOUR", "NGUYEN", "BENALI", "O BRIEN")
FIRST = ("CLAIRE", "JEAN PIERRE", "INES", "MARC", "SOPHIE")


def days(day: date | None) -> str:
    return "FFFF" if day is None else f"{(day - EPOCH).days:04X}"


@dataclass
class Issuer:
    """A certificate of an authority, with its private key."""

    authority: str = "FR09"
    name: str = "0A1B"
    valid_from: date = FROM
    valid_until: date = UNTIL
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )

    @property
    def certificate(self) -> Certificate:
        public = self.key.public_key()
        return Certificate(self.authority, self.name, public, self.valid_from, self.valid_until)

    def stamp(
        self,
        message: str,
        *,
        kind: str = "01",
        version: str = "04",
        issued: date | None = date(2026, 9, 1),
        signed: date | None = date(2026, 9, 2),
        annex: str = "",
    ) -> bytes:
        more = {"02": "", "03": "01", "04": "01FR"}[version]
        header = f"DC{version}{self.authority}{self.name}{days(issued)}{days(signed)}{kind}{more}"
        body = (header + message).encode()
        r, s = decode_dss_signature(self.key.sign(body, ec.ECDSA(SHA256())))
        seal = base64.b32encode(r.to_bytes(32) + s.to_bytes(32)).rstrip(b"=")
        return body + US.encode() + seal + (f"{GS}{annex}".encode() if annex else b"")

    def any(self, chance: random.Random) -> bytes:
        """A bill or a tax notice of somebody."""
        name = f"{chance.choice(LAST)}/{chance.choice(FIRST)}"
        postcode, town = chance.choice(TOWNS)
        version = chance.choice(("02", "03", "04"))
        if chance.random() < 0.5:
            street = f"{chance.randint(1, 300)} {chance.choice(STREETS)}"
            message = f"26FR24{postcode}10MME/{name}{GS}25{town}{GS}22{street}{GS}"
            return self.stamp(message, kind=chance.choice(("00", "01", "02")), version=version)
        income, parts = chance.randint(0, 90_000), chance.choice(("1", "2,5", "3,25"))
        who = name.replace("/", " ")
        message = f"43{parts}{GS}4426780123456784520244A3107202546{who}{GS}41{income}"
        kind = chance.choice(("04", "28"))
        return self.stamp(message, kind=kind, version=version, issued=None)


@dataclass
class Authority:
    """The one that vouches for issuers, as the trust list names it."""

    name: str = "FR09"

    @cached_property
    def key(self) -> rsa.RSAPrivateKey:
        return rsa.generate_private_key(65537, 2048)

    @cached_property
    def certificate(self) -> x509.Certificate:
        return self.certify(self.key.public_key(), self.name, FROM, UNTIL, is_authority=True)

    def vouch(self, issuer: Issuer, name: str = "") -> x509.Certificate:
        public, until = issuer.key.public_key(), issuer.valid_until
        return self.certify(public, name or issuer.name, issuer.valid_from, until)

    def revoke(self, *certificates: x509.Certificate, on: date = FROM) -> bytes:
        """Its list of revoked certificates of that day, DER."""
        builder = x509.CertificateRevocationListBuilder().issuer_name(named(self.name))
        builder = builder.last_update(moment(on)).next_update(moment(UNTIL))
        for each in certificates:
            revoked = x509.RevokedCertificateBuilder().serial_number(each.serial_number)
            builder = builder.add_revoked_certificate(revoked.revocation_date(moment(on)).build())
        return builder.sign(self.key, SHA256()).public_bytes(Encoding.DER)

    def certify(self, public_key, name, since, until, *, is_authority=False) -> x509.Certificate:
        return (
            x509.CertificateBuilder()
            .subject_name(named(name))
            .issuer_name(named(self.name))
            .public_key(public_key)
            .serial_number(x509.random_serial_number())
            .not_valid_before(moment(since))
            .not_valid_after(moment(until))
            .add_extension(x509.BasicConstraints(is_authority, None), critical=True)
            .sign(self.key, SHA256())
        )


def moment(day: date) -> datetime.datetime:
    return datetime.datetime.combine(day, datetime.time(), datetime.UTC)


def named(name: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
