"""The trust list's own XML signature, checked against one certificate given by who loads it.

Imported by the command that loads a list and by nothing else: it brings libxml2 along. What comes
out is what was signed, written anew, so that nobody reads what the signature does not cover.
"""

from datetime import datetime

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree
from signxml import SignatureConfiguration, XMLVerifier

from portamento.documents.stamps import trust_list
from portamento.documents.stamps.trust_list import NotTrusted, Problem

SPACE = "{http://www.w3.org/2000/09/xmldsig#}"
SIGNATURE = f"{SPACE}Signature"
CERTIFICATE = f"{SPACE}KeyInfo//{SPACE}X509Certificate"
FILTER = "http://www.w3.org/2002/06/xmldsig-filter2"


class _Verifier(XMLVerifier):
    """France Titres leaves the signature out of what it signs by an XPath filter, « subtract every
    Signature ». The library knows the older word for it only and passes filters over.

    To leave the signature out for any filter gives nothing away: were another meant, the digest
    would not be the one that was signed.
    """

    def _apply_transforms(self, payload, *, transforms_node, signature):
        if transforms_node is not None and _has_filter(transforms_node):
            _take_out(signature)
        return super()._apply_transforms(
            payload, transforms_node=transforms_node, signature=signature
        )


def signed(xml: bytes, certificate: x509.Certificate, *, at: datetime) -> bytes:
    """The whole list without its signature, as that certificate's key signed it.

    Raises NotTrusted: for a file that is no XML, and for a signature that is missing, of another
    key, of other content, or of a part of the list only.
    """
    trust_list.parse(xml)  # no document type, hence no entities, meets the other parser
    root = etree.fromstring(xml, etree.XMLParser(resolve_entities=False, no_network=True))
    signature = _only_signature(root)
    if not certificate.not_valid_before_utc <= at <= certificate.not_valid_after_utc:
        raise NotTrusted(Problem.SIGNER_NOT_VALID)
    if not _names(signature, certificate):
        raise NotTrusted(Problem.ANOTHER_SIGNER)
    parts = _verified(xml, certificate, at)
    _take_out(signature)
    for part in parts:
        if part.signed_xml is not None and _written(part.signed_xml) == _written(root):
            return part.signed_data
    raise NotTrusted(Problem.PARTLY_SIGNED)


def _only_signature(root: etree._Element) -> etree._Element:
    """Where a list bears it: once, right under its root. Others are there to lead astray."""
    found = list(root.iter(SIGNATURE))
    if not found:
        raise NotTrusted(Problem.UNSIGNED)
    if len(found) > 1 or found[0].getparent() is not root:
        raise NotTrusted(Problem.PARTLY_SIGNED)
    return found[0]


def _names(signature: etree._Element, certificate: x509.Certificate) -> bool:
    """A signature need not carry its certificate. Nothing is proved by it, but a list of somebody
    else is told from one that was changed."""
    named = ["".join((one.text or "").split()) for one in signature.findall(CERTIFICATE)]
    return not named or trust_list.as_text(certificate.public_bytes(Encoding.DER)) in named


def _verified(xml: bytes, certificate: x509.Certificate, at: datetime) -> list:
    expected = SignatureConfiguration(location="./", expect_references=True, verification_time=at)
    try:
        return _Verifier().verify(xml, x509_cert=certificate, expect_config=expected)
    except Exception as wrong:
        # It fails in ways no list foresees, digests and encodings alike: all mean the same here.
        raise NotTrusted(Problem.WRONG_SIGNATURE) from wrong


def _has_filter(transforms: etree._Element) -> bool:
    return any(one.get("Algorithm") == FILTER for one in transforms)


def _take_out(signature: etree._Element) -> None:
    """Its tail stays: it is the list's."""
    parent, before = signature.getparent(), signature.getprevious()
    if parent is None:
        return
    if before is None:
        parent.text = (parent.text or "") + (signature.tail or "")
    else:
        before.tail = (before.tail or "") + (signature.tail or "")
    parent.remove(signature)


def _written(element: etree._Element) -> bytes:
    """Canonical, so that the same content is the same bytes."""
    return etree.tostring(element, method="c14n", exclusive=True, with_comments=False)
