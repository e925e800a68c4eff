"""Signs a list as France Titres does: a signature under its root, left out by an XPath filter."""

import base64

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import padding
from cryptography.hazmat.primitives.hashes import SHA256, Hash
from cryptography.hazmat.primitives.serialization import Encoding
from lxml import etree

DS = "http://www.w3.org/2000/09/xmldsig#"
XADES = "http://uri.etsi.org/01903/v1.3.2#"
C14N = '<ds:Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>'
ENVELOPED = f'<ds:Transform Algorithm="{DS}enveloped-signature"/>'
FILTERED = (
    '<ds:Transform Algorithm="http://www.w3.org/2002/06/xmldsig-filter2">'
    '<f:XPath xmlns:f="http://www.w3.org/2002/06/xmldsig-filter2" Filter="subtract">'
    "/descendant::ds:Signature</f:XPath></ds:Transform>"
)
SIGNATURE = (
    f'<ds:Signature xmlns:ds="{DS}"><ds:SignedInfo><ds:CanonicalizationMethod '
    'Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/><ds:SignatureMethod '
    'Algorithm="http://www.w3.org/2001/04/xmldsig-more#rsa-sha256"/>{references}</ds:SignedInfo>'
    "<ds:SignatureValue>{value}</ds:SignatureValue><ds:KeyInfo><ds:X509Data><ds:X509Certificate>"
    "{certificate}</ds:X509Certificate></ds:X509Data></ds:KeyInfo>"
    f'<ds:Object><xades:QualifyingProperties xmlns:xades="{XADES}">'
    '<xades:SignedProperties Id="signed-when"/></xades:QualifyingProperties></ds:Object>'
    "</ds:Signature>"
)
REFERENCE = (
    '<ds:Reference URI="{uri}"><ds:Transforms>{transforms}</ds:Transforms><ds:DigestMethod '
    'Algorithm="http://www.w3.org/2001/04/xmlenc#sha256"/><ds:DigestValue>{digest}'
    "</ds:DigestValue></ds:Reference>"
)


def sign(
    xml: str, key, certificate: x509.Certificate, *, part: str = "", leaving_out: str = FILTERED
) -> bytes:
    """The list with its signature, of the whole or of the element that has this Id."""
    root = etree.fromstring(xml.encode())
    body = root if not part else root.xpath("//*[@Id=$part]", part=part)[0]
    when = etree.fromstring(f'<xades:SignedProperties xmlns:xades="{XADES}" Id="signed-when"/>')
    references = _reference(f"#{part}" if part else "", body, leaving_out + C14N)
    references += _reference("#signed-when", when, C14N)
    made = SIGNATURE.replace("{references}", references)
    info = etree.fromstring(made)[0]
    value = key.sign(_canonical(info), padding.PKCS1v15(), SHA256())
    der = certificate.public_bytes(Encoding.DER)
    made = made.replace("{value}", _text(value)).replace("{certificate}", _text(der))
    root.append(etree.fromstring(made))
    return etree.tostring(root)


def _reference(uri: str, element: etree._Element, transforms: str) -> str:
    hashed = Hash(SHA256())
    hashed.update(_canonical(element))
    return REFERENCE.format(uri=uri, transforms=transforms, digest=_text(hashed.finalize()))


def _canonical(element: etree._Element) -> bytes:
    return etree.tostring(element, method="c14n", exclusive=True)


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()
