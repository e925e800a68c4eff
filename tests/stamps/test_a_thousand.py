"""A thousand stamps that are right and a thousand with one byte changed: no wrong acceptance."""

import random

from portamento.documents.stamps.facts import facts
from portamento.documents.stamps.signature import Verdict, verify
from portamento.documents.stamps.stamp import NotAStamp, parse
from tests.stamps.issuer import Issuer

MANY = 1_000


def test_a_thousand_right_ones_all_count():
    chance, issuer = random.Random(20260901), Issuer()
    for _ in range(MANY):
        stamp = parse(issuer.any(chance))
        assert verify(stamp, [issuer.certificate]) is Verdict.VALID
        assert facts(stamp).names


def test_a_thousand_altered_by_one_byte_never_count():
    chance, issuer = random.Random(20260902), Issuer()
    accepted = []
    for _ in range(MANY):
        raw = altered(issuer, chance)
        if counts(raw, issuer):
            accepted.append(raw)
    assert accepted == []


def test_the_last_letter_has_one_right_spelling():
    """Its last bits are outside the signature: other letters would decode to the same bytes."""
    issuer = Issuer()
    raw = issuer.any(random.Random(1))
    for letter in b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567":
        assert counts(raw[:-1] + bytes([letter]), issuer) == (letter == raw[-1])


def altered(issuer: Issuer, chance: random.Random) -> bytes:
    """A right one with one byte of it changed."""
    raw = bytearray(issuer.any(chance))
    place = chance.randrange(len(raw))
    raw[place] = chance.choice([byte for byte in range(256) if byte != raw[place]])
    return bytes(raw)


def counts(raw: bytes, issuer: Issuer) -> bool:
    try:
        return verify(parse(raw), [issuer.certificate]) is Verdict.VALID
    except NotAStamp:
        return False
