"""Money is whole cents, everywhere; this is how people read and type it."""

import re

NARROW = "\u202f"
MINUS = "\u2212"


class NotAnAmount(ValueError):
    """The text is not an amount in euros."""


def euros(cents: int) -> str:
    """1 248,50 € with narrow no-break spaces: `euros(124850)`."""
    whole, rest = divmod(abs(cents), 100)
    digits = f"{whole:,}".replace(",", NARROW)
    return f"{MINUS + NARROW if cents < 0 else ''}{digits},{rest:02d}{NARROW}€"


def cents(text: str) -> int:
    """Cents from what a person typed: « 1 248,50 € », « 64 », « -12,5 ». Raises NotAnAmount."""
    plain = re.sub(r"[\s\u202f\u00a0€]", "", text).replace(MINUS, "-").replace(".", ",")
    match = re.fullmatch(r"(-?)(\d{1,9})(?:,(\d{1,2}))?", plain)
    if not match:
        raise NotAnAmount(text)
    sign, whole, rest = match.groups()
    amount = int(whole) * 100 + int((rest or "0").ljust(2, "0"))
    return -amount if sign else amount


def split(total: int, parts: int) -> list[int]:
    """`total` cents in equal parts, the first ones a cent larger: their sum is exact."""
    share, left = divmod(total, parts)
    return [share + (1 if index < left else 0) for index in range(parts)]
