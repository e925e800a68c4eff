"""A secret inside a letter: encrypted until it is delivered, then erased; staff never see it."""

import base64
import hashlib

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings


def _box() -> Fernet:
    key = hashlib.sha256(b"letter secret:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(secret: str) -> bytes:
    return _box().encrypt(secret.encode())


def unseal(sealed: bytes | memoryview) -> str:
    return _box().decrypt(bytes(sealed)).decode()


def opens(sealed: bytes | memoryview) -> bool:
    """False where the installation's secret is no longer the one it was sealed with."""
    try:
        unseal(sealed)
    except InvalidToken:
        return False
    return True
