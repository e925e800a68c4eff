"""Reads a 2D-Doc as it stands in the bar code: header, fields, signature (spec, chapters 3-7)."""

import base64
import binascii
import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from portamento.documents.stamps import fields

US = b"\x1f"
EPOCH = date(2000, 1, 1)
NO_DATE = "FFFF"
HEADER_LENGTH = {"02": 22, "03": 24, "04": 26}
HEADER = re.compile(r"DC\d\d([A-Z0-9]{4})([A-Z0-9]{4})([0-9A-F]{4})([0-9A-F]{4})([A-Z0-9]{2})")
MAX_BYTES = 3_116  # a DataMatrix holds no more
SIGNATURE_BYTES = 64  # r and s, 32 bytes each: P-256


class Fault(StrEnum):
    """Why some bytes are no stamp that we read."""

    NOT_2D_DOC = "not_2d_doc"
    VERSION = "version"
    HEADER = "header"
    FIELDS = "fields"
    SIGNATURE = "signature"


class NotAStamp(ValueError):
    """These bytes are no 2D-Doc, or one of a form we do not read; `code` says which."""

    def __init__(self, code: Fault):
        super().__init__(code.value)
        self.code = code


@dataclass(frozen=True)
class Stamp:
    """A stamp as read. Nothing of it is proved before `signature.verify` says so."""

    version: str
    authority: str
    certificate: str
    issued_on: date | None
    signed_on: date | None
    type: str
    fields: dict[str, str]
    cut: frozenset[str]  # fields the issuer had to shorten
    signed: bytes
    signature: bytes


def parse(raw: bytes) -> Stamp:
    """The stamp in the bytes of a bar code, exactly as they were read. Raises NotAStamp."""
    if not raw.startswith(b"DC") or len(raw) > MAX_BYTES:
        raise NotAStamp(Fault.NOT_2D_DOC)
    signed, _, tail = raw.partition(US)
    text = _text(signed)
    version = text[2:4]
    if version not in HEADER_LENGTH:
        raise NotAStamp(Fault.VERSION)
    length = HEADER_LENGTH[version]
    header = HEADER.match(text)
    if header is None or len(text) < length:
        raise NotAStamp(Fault.HEADER)
    authority, certificate, issued, sealed, kind = header.groups()
    values, cut = _fields(text[length:])
    return Stamp(
        version=version,
        authority=authority,
        certificate=certificate,
        issued_on=_day(issued),
        signed_on=_day(sealed),
        type=kind,
        fields=values,
        cut=cut,
        signed=signed,
        signature=_signature(tail, version),
    )


def _text(signed: bytes) -> str:
    """Names are in capitals without accents; an issuer that sends others is read all the same."""
    try:
        return signed.decode("utf-8")
    except UnicodeDecodeError:
        return signed.decode("latin-1")


def _day(days: str) -> date | None:
    return None if days == NO_DATE else EPOCH + timedelta(days=int(days, 16))


def _fields(message: str) -> tuple[dict[str, str], frozenset[str]]:
    try:
        return fields.split(message)
    except fields.Malformed as wrong:
        raise NotAStamp(Fault.FIELDS) from wrong


def _signature(tail: bytes, version: str) -> bytes:
    """Base32 without padding, and in its one right spelling: its last bits say nothing, so that
    another last letter would otherwise be the same signature. Version 04 may add an unsigned annex,
    which is not read.
    """
    if version == "04":
        tail = tail.partition(fields.GS.encode())[0]
    try:
        found = base64.b32decode(tail + b"=" * (-len(tail) % 8))
    except (binascii.Error, ValueError) as wrong:
        raise NotAStamp(Fault.SIGNATURE) from wrong
    if len(found) != SIGNATURE_BYTES or base64.b32encode(found).rstrip(b"=") != tail:
        raise NotAStamp(Fault.SIGNATURE)
    return found
