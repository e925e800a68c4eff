"""Papers of the demo that carry a 2D-Doc, signed with a key that anybody may read below.

The demo alone knows its certificate, and says that it proves nothing.
"""

import base64
import hashlib
import io
from datetime import date

import pikepdf
import zxingcpp
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256

from portamento.documents.stamps.stamp import EPOCH
from portamento.foundation import text

SEED = b"Portamento, issuer of the demo"
KEY = ec.derive_private_key(int.from_bytes(hashlib.sha256(SEED).digest()), ec.SECP256R1())
ISSUER, NOBODY = "FR00DEMO", "FR00RIEN"  # authority and certificate; the second is in no list
GS, US = "\x1d", "\x1f"
MILLIMETRE = 72 / 25.4
SIDE, LEFT, BOTTOM = 22 * MILLIMETRE, 30 * MILLIMETRE, 30 * MILLIMETRE


def proof_of_address(person, issued: date, *, issuer: str = ISSUER) -> bytes:
    """A bill in that person's name, at their address."""
    name = text.fold(f"MME/{person.last_name}/{person.first_name}").upper()
    street = text.fold(person.address.splitlines()[0]).upper()
    town = text.fold(person.city).upper()
    message = f"26FR24{person.postcode}10{name}{GS}25{town}{GS}22{street}{GS}"
    return stamp(message, kind="01", issued=issued, issuer=issuer)


def tax_notice(person, year: int, income: int, issued: date) -> bytes:
    name = text.fold(f"{person.last_name} {person.first_name}").upper()
    day = issued.strftime("%d%m%Y")
    message = f"432,5{GS}44220000000000045{year}4A{day}46{name}{GS}41{income}{GS}"
    return stamp(message, kind="04", issued=None)


def stamp(message: str, *, kind: str, issued: date | None, issuer: str = ISSUER) -> bytes:
    """As a reader of bar codes gives it."""
    header = f"DC04{issuer}{days(issued)}{days(issued or date(2025, 9, 1))}{kind}01FR"
    body = (header + message).encode()
    r, s = decode_dss_signature(KEY.sign(body, ec.ECDSA(SHA256())))
    seal = base64.b32encode(r.to_bytes(32) + s.to_bytes(32)).rstrip(b"=")
    return body + US.encode() + seal


def days(day: date | None) -> str:
    return "FFFF" if day is None else f"{(day - EPOCH).days:04X}"


def altered(raw: bytes) -> bytes:
    """Another house number, under the same signature."""
    place = raw.index(b"\x1d22") + 3
    return raw[:place] + (b"9" if raw[place : place + 1] != b"9" else b"8") + raw[place + 1 :]


def printed(content: bytes, raw: bytes) -> bytes:
    """That PDF with the stamp at the foot of its first page, 22 mm wide."""
    with pikepdf.open(io.BytesIO(content)) as pdf:
        page = pdf.pages[0]
        page.contents_add(pdf.make_stream(drawn(raw).encode()))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def drawn(raw: bytes) -> str:
    """Each dark sign of the DataMatrix as a square."""
    code = zxingcpp.create_barcode(raw, zxingcpp.BarcodeFormat.DataMatrix)
    rows = zxingcpp.write_barcode_to_image(code, scale=1, add_quiet_zones=False)
    high, wide = memoryview(rows).shape[:2]
    one = SIDE / wide
    squares = [
        f"{LEFT + x * one:.3f} {BOTTOM + (high - 1 - y) * one:.3f} {one:.3f} {one:.3f} re"
        for y in range(high)
        for x in range(wide)
        if memoryview(rows)[y, x] == 0
    ]
    return " ".join(["q 0 g", *squares, "f Q"])
