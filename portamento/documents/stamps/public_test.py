"""The public certificate of the specification's samples. Anybody may quote it: it proves nothing.

For tests and the demo alone. Its own dates are 2012 to 2015, yet the samples printed since are
still signed with it: it has no end here.
"""

from datetime import date

from cryptography.hazmat.primitives.asymmetric import ec

from portamento.documents.stamps.signature import Certificate

POINT = bytes.fromhex(
    "04a98f0d7ccd62808893bec4d436e79d1834a1d6e001d70f1c4cdccd9d9e2fe229"
    "f7240514e8ddc0ca98d0c7440c9cc492849a0fbda73fc392f4da0ae07f84c23c"
)
CERTIFICATE = Certificate(
    authority="FR00",
    name="0001",
    key=ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), POINT),
    valid_from=date(2012, 11, 1),
    valid_until=None,
    test=True,
)
# Of the demo's own issuer, whose private key stands in `demo.cast.stamped`.
DEMO_POINT = bytes.fromhex(
    "04ffce5eb51bcd238ae6ffd035b68dfc904c7c4e4e080a0e6ca19f20df773b24a8"
    "0590a9edd2661c1fa2618b7bcc262abb384f87f55ef618c3860e7080c205fbd2"
)
DEMO = Certificate(
    authority="FR00",
    name="DEMO",
    key=ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), DEMO_POINT),
    valid_from=date(2020, 1, 1),
    valid_until=None,
    test=True,
)
