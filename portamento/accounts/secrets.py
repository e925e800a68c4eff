"""Secrets we make up and digests we keep: nothing here can be read back from the database."""

import hashlib
import hmac
import secrets
import string

from django.conf import settings

# Without O 0 I 1 l and their like: it is read on paper and typed on a telephone.
UPPER = "ABCDEFGHJKMNPQRSTUVWXYZ"
LOWER = "abcdefghjkmnpqrstuvwxyz"
DIGITS = "23456789"
LENGTH = 12
_random = secrets.SystemRandom()


def provisional() -> str:
    """A provisional password: 12 characters, 68 bits, that fit the guide's rule."""
    alphabet = UPPER + LOWER + DIGITS
    signs = [_random.choice(part) for part in (UPPER, LOWER, DIGITS)]
    signs += [_random.choice(alphabet) for _ in range(LENGTH - len(signs))]
    _random.shuffle(signs)
    return "".join(signs)


def looks_provisional(typed: str) -> bool:
    """Whether we could have made it: what never could be one does not use up its tries."""
    return len(typed) == LENGTH and set(typed) <= set(UPPER + LOWER + DIGITS)


def token() -> str:
    """The secret part of a link that is never typed."""
    return secrets.token_urlsafe(24)


def digest(purpose: str, value: str) -> str:
    """A keyed SHA-256: enough for what is random, and hides names in the table of failures."""
    key = hashlib.sha256(b"accounts:" + settings.SECRET_KEY.encode()).digest()
    return hmac.new(key, f"{purpose}:{value}".encode(), hashlib.sha256).hexdigest()


def of_provisional(secret: str) -> str:
    return digest("provisional", secret)


def of_confirmation(value: str) -> str:
    return digest("confirmation", value)


def of_account(pk: int) -> str:
    """Under which name failed attempts at an account are kept, however it was named."""
    return digest("account", str(pk))


def of_unknown(identifier: str) -> str:
    return digest("unknown", identifier)


def of_address(address: str) -> str:
    return digest("address", address)


def plain_identifier(name: str) -> str:
    """« de La Tour » → « delatour »: what an identifier is made of."""
    allowed = string.ascii_lowercase + string.digits
    return "".join(sign for sign in name if sign in allowed)


def same(one: str, other: str) -> bool:
    return hmac.compare_digest(one, other)
