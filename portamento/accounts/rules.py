"""What a password must be, and how long one waits after failures. No Django, no clock.

Sources: the guide (8 to 16, upper, lower, digit); CNIL 2022-100 (over a minute after 5 failures, at
most 25 in 24 hours); ASVS 5.0 V6.2 (12 to 128, no composition, common ones refused).
"""

from datetime import timedelta
from enum import StrEnum

GUIDE = "guide"
LONG = "long"
LENGTHS = {GUIDE: (8, 16), LONG: (12, 128)}
SHORTEST_WORD = 3

DAY = timedelta(hours=24)
MOST_A_DAY = 25
WAIT_SECONDS = (0, 0, 0, 5, 15, 65, 120, 240, 480, 960, 1800)

PROVISIONAL_LIVES = timedelta(hours=24)
PAPER_LIVES = timedelta(days=30)
CONFIRMATION_LIVES = timedelta(days=3)
PROVISIONAL_TRIES = 10
ASKED_AN_HOUR = 3
CONFIRMATIONS_AN_HOUR = 5


class Fault(StrEnum):
    """Why a password is refused."""

    SHORT = "short"
    TOO_LONG = "too_long"
    NO_UPPER = "no_upper"
    NO_LOWER = "no_lower"
    NO_DIGIT = "no_digit"
    COMMON = "common"
    OWN_NAME = "own_name"
    PROVISIONAL = "provisional"


def password_faults(
    password: str,
    *,
    rule: str,
    folded: str,
    own_words: list[str],
    common: bool,
    provisional: bool = False,
) -> list[Fault]:
    """Everything that is wrong with it; `folded` is the password without case and accents."""
    least, most = LENGTHS[rule]
    checks = {
        Fault.SHORT: len(password) < least,
        Fault.TOO_LONG: len(password) > most,
        Fault.NO_UPPER: rule == GUIDE and not any(sign.isupper() for sign in password),
        Fault.NO_LOWER: rule == GUIDE and not any(sign.islower() for sign in password),
        Fault.NO_DIGIT: rule == GUIDE and not any(sign.isdigit() for sign in password),
        Fault.COMMON: common,
        Fault.OWN_NAME: any(len(w) >= SHORTEST_WORD and w in folded for w in own_words),
        Fault.PROVISIONAL: provisional,
    }
    return [fault for fault, holds in checks.items() if holds]


def wait_after(failures: int) -> timedelta:
    """How long after the last of that many failures the next attempt is looked at."""
    return timedelta(seconds=WAIT_SECONDS[min(failures, len(WAIT_SECONDS) - 1)])
