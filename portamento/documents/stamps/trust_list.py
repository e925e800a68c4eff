"""The official trust list: which authorities may vouch for the certificates that sign stamps.

The list (ETSI TS 102 231, XML) holds authorities; a signing certificate is a file of its own, and
counts only when an authority of the list issued it. Its own signature is list_signature's affair.
"""

import base64
import binascii
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from xml.etree import ElementTree

from cryptography import x509
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from portamento.documents.stamps.signature import Certificate

MAX_BYTES = 5_000_000
MAX_CERTIFICATE_BYTES = 65_536
IDENTIFIER = re.compile(r"[A-Z0-9]{4}")
ENDED = re.compile(r"(withdrawn|revoked|ceased|suspended|expired)$", re.IGNORECASE)


class Problem(StrEnum):
    """Why a file is not taken in."""

    TOO_LARGE = "too large"
    NOT_XML = "not a well-formed XML file"
    DOCTYPE = "it declares a document type, which a trust list never does"
    NOT_A_LIST = "no authority of 2D-Doc in it"
    NOT_A_CERTIFICATE = "not a certificate"
    NOT_P256 = "its key is not on P-256"
    NOT_A_SIGNER = "it belongs to an authority and signs no stamp"
    NO_IDENTIFIER = "its name is not an identifier of four signs"
    UNKNOWN_AUTHORITY = "no authority of the list issued it"
    NOT_REVOCATIONS = "not a list of revoked certificates"
    OLDER = "a newer one of the same authority is held already"
    REVOKED = "its authority has revoked it"
    TEST = "a test certificate proves nothing"
    UNSIGNED = "it bears no signature"
    PARTLY_SIGNED = "its signature does not cover the whole of it"
    ANOTHER_SIGNER = "it is signed with another certificate than the one given"
    WRONG_SIGNATURE = "its signature is not that of this content, or not of the certificate given"
    SIGNER_NOT_VALID = (
        "the certificate given to check its signature is out of date, or not in force yet"
    )
    NO_LIST = "a certificate to check the signature of a list was given, but no list (.xml)"


class NotTrusted(ValueError):
    """The file is not taken in; `problem` says why."""

    def __init__(self, problem: Problem):
        super().__init__(problem.value)
        self.problem = problem


@dataclass(frozen=True)
class Authority:
    """One that may vouch: `FR01`, and its certificate."""

    name: str
    certificate: x509.Certificate


@dataclass(frozen=True)
class TrustList:
    """The authorities in force, and the day by which a newer list is out."""

    authorities: tuple[Authority, ...]
    next_update: date | None


class _NoDoctype(ElementTree.TreeBuilder):
    """Refuses a document type before anything it declares can be used."""

    def doctype(self, name, public, system):
        raise NotTrusted(Problem.DOCTYPE)


def read(xml: bytes) -> TrustList:
    """The trust list in a file. Raises NotTrusted."""
    root = parse(xml)
    authorities = [each for one in _all(root, "TrustServiceProvider") for each in _authorities(one)]
    if not authorities:
        raise NotTrusted(Problem.NOT_A_LIST)
    return TrustList(tuple(authorities), _next_update(root))


def parse(xml: bytes) -> ElementTree.Element:
    """The root of a well-formed file that declares nothing. Raises NotTrusted."""
    if len(xml) > MAX_BYTES:
        raise NotTrusted(Problem.TOO_LARGE)
    # Without a document type there are no entities, and expat fetches nothing.
    parser = ElementTree.XMLParser(target=_NoDoctype())  # noqa: S314
    try:
        parser.feed(xml)
        return parser.close()
    except ElementTree.ParseError as wrong:
        raise NotTrusted(Problem.NOT_XML) from wrong


def _all(element: ElementTree.Element, name: str) -> list[ElementTree.Element]:
    """In whichever namespace: the list has changed its own once."""
    return element.findall(f".//{{*}}{name}")


def _authorities(provider: ElementTree.Element) -> Iterable[Authority]:
    trade_names = [name.text for one in _all(provider, "TSPTradeName") for name in one.iter()]
    for service in _all(provider, "ServiceInformation"):
        status = " ".join(one.text or "" for one in _all(service, "ServiceStatus"))
        if ENDED.search(status.strip()):
            continue
        for element in _all(service, "X509Certificate"):
            try:
                certificate = x509.load_der_x509_certificate(_der(element.text or ""))
            except (ValueError, binascii.Error) as wrong:
                raise NotTrusted(Problem.NOT_A_CERTIFICATE) from wrong
            if name := _identifier([*trade_names, _common_name(certificate)]):
                yield Authority(name, certificate)


def _der(text: str) -> bytes:
    return base64.b64decode("".join(text.split()), validate=True)


def as_text(der: bytes) -> str:
    """As a list writes a certificate, its blanks left out."""
    return base64.b64encode(der).decode()


def _identifier(names: Iterable[str | None]) -> str:
    found = ((name or "").strip() for name in names)
    return next((name for name in found if IDENTIFIER.fullmatch(name)), "")


def _common_name(certificate: x509.Certificate) -> str:
    found = certificate.subject.get_attributes_for_oid(NameOID.COMMON_NAME)
    return str(found[0].value) if found else ""


def _next_update(root: ElementTree.Element) -> date | None:
    for element in _all(root, "NextUpdate"):
        for each in element.iter():
            if match := re.match(r"\d{4}-\d\d-\d\d", (each.text or "").strip()):
                return date.fromisoformat(match.group())
    return None


def is_for_tests(authority: str) -> bool:
    """« FR00 » and its like sign samples only."""
    return authority.endswith("00")


def signer(data: bytes, authorities: Iterable[Authority]) -> tuple[Certificate, x509.Certificate]:
    """The signing certificate in a file, DER or PEM, once an authority answers for it.

    Raises NotTrusted.
    """
    certificate = load(data)
    if _is_authority(certificate):
        raise NotTrusted(Problem.NOT_A_SIGNER)
    for authority in authorities:
        if _issued(authority.certificate, certificate):
            if is_for_tests(authority.name):
                raise NotTrusted(Problem.TEST)
            return as_signer(authority.name, certificate), certificate
    raise NotTrusted(Problem.UNKNOWN_AUTHORITY)


def load(data: bytes) -> x509.Certificate:
    """A certificate, DER or PEM. Raises NotTrusted."""
    if len(data) > MAX_CERTIFICATE_BYTES:
        raise NotTrusted(Problem.TOO_LARGE)
    pem = data.lstrip().startswith(b"-----BEGIN")
    try:
        return (x509.load_pem_x509_certificate if pem else x509.load_der_x509_certificate)(data)
    except ValueError as wrong:
        raise NotTrusted(Problem.NOT_A_CERTIFICATE) from wrong


def as_signer(authority: str, certificate: x509.Certificate) -> Certificate:
    """What verifying needs of it; stamps name it by its common name. Raises NotTrusted."""
    key, name = certificate.public_key(), _common_name(certificate)
    if not isinstance(key, ec.EllipticCurvePublicKey) or not isinstance(key.curve, ec.SECP256R1):
        raise NotTrusted(Problem.NOT_P256)
    if not IDENTIFIER.fullmatch(name):
        raise NotTrusted(Problem.NO_IDENTIFIER)
    since, until = certificate.not_valid_before_utc, certificate.not_valid_after_utc
    return Certificate(authority, name, key, _day(since), _day(until))


def _day(moment: datetime) -> date:
    return moment.astimezone(UTC).date()


def _is_authority(certificate: x509.Certificate) -> bool:
    try:
        return certificate.extensions.get_extension_for_class(x509.BasicConstraints).value.ca
    except x509.ExtensionNotFound:
        return False


def _issued(authority: x509.Certificate, certificate: x509.Certificate) -> bool:
    try:
        certificate.verify_directly_issued_by(authority)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return True
