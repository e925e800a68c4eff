"""What an authority has taken back: its revocation lists (CRL, RFC 5280), loaded from files.

A revoked certificate voids every stamp that names it, whenever it was signed: who holds a stolen
key also writes the date.
"""

from collections.abc import Iterable

from cryptography import x509

from portamento.documents.stamps.trust_list import Authority, NotTrusted, Problem

MAX_BYTES = 20_000_000
RevocationList = x509.CertificateRevocationList


def read(data: bytes, authorities: Iterable[Authority]) -> tuple[Authority, RevocationList]:
    """The revocation list in a file, DER or PEM, and which of the authorities signed it.

    Raises NotTrusted.
    """
    found = load(data)
    for authority in authorities:
        if _signed(found, authority.certificate):
            return authority, found
    raise NotTrusted(Problem.UNKNOWN_AUTHORITY)


def load(data: bytes) -> RevocationList:
    """A revocation list, whoever signed it. Raises NotTrusted."""
    if len(data) > MAX_BYTES:
        raise NotTrusted(Problem.TOO_LARGE)
    pem = data.lstrip().startswith(b"-----BEGIN")
    try:
        return (x509.load_pem_x509_crl if pem else x509.load_der_x509_crl)(data)
    except ValueError as wrong:
        raise NotTrusted(Problem.NOT_REVOCATIONS) from wrong


def is_revoked(certificate: x509.Certificate, lists: Iterable[RevocationList]) -> bool:
    """Whether the list of its own issuer names it."""
    return any(
        each.issuer == certificate.issuer
        and each.get_revoked_certificate_by_serial_number(certificate.serial_number) is not None
        for each in lists
    )


def _signed(found: RevocationList, authority: x509.Certificate) -> bool:
    try:
        return found.issuer == authority.subject and found.is_signature_valid(
            authority.public_key()
        )
    except (ValueError, TypeError):
        return False
