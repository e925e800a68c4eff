"""A password is checked against its rule, and tried once."""

import string
import unicodedata
from functools import cache

from django.contrib.auth.hashers import check_password, is_password_usable, make_password
from django.contrib.auth.password_validation import CommonPasswordValidator

from portamento.accounts import reasons, rules, secrets
from portamento.accounts.models import Account
from portamento.foundation import text

# What French speakers try first, whatever figures and signs stand around it.
FRENCH = frozenset(
    {
        *("azerty", "azertyuiop", "bonjour", "bonsoir", "chouchou", "conservatoire", "coucou"),
        *("doudou", "jetaime", "loulou", "monmotdepasse", "motdepasse", "motdepass", "musique"),
        *("portail", "soleil"),
    }
)
_nobodys = make_password("nobody signs in with this")


def normal(password: str) -> str:
    """Typed on one system or another, an accented letter is the same letter."""
    return unicodedata.normalize("NFC", password)


def hashed(password: str) -> str:
    return make_password(normal(password))


def none() -> str:
    """In place of a password: nobody comes in by it, and sessions that an older one opened end."""
    return make_password(None)


def is_right(account: Account | None, password: str) -> bool:
    """One Argon2, whether the account exists, has a password, or not."""
    known = account is not None and is_password_usable(account.password)
    right = check_password(normal(password), account.password if known else _nobodys)
    return known and right


def rule_of(account: Account) -> str:
    """Staff always have the long one."""
    return rules.LONG if account.is_staff_member else account.school.password_rule


def faults(password: str, account: Account) -> list[str]:
    """In French, all that is wrong with a new password of that person."""
    rule = rule_of(account)
    least, most = rules.LENGTHS[rule]
    given = account.provisional_secrets.filter(digest=secrets.of_provisional(password))
    found = rules.password_faults(
        normal(password),
        rule=rule,
        folded=text.fold(password),
        own_words=account.own_words(),
        common=is_common(password),
        provisional=given.exists(),
    )
    return reasons.sentences(found, least, most)


def is_common(password: str) -> bool:
    """Of those tried first: « Password1 », « Azerty123 », « Mot de passe 1 ! »."""
    core = text.fold(password).replace(" ", "").strip(string.digits + string.punctuation)
    return password.lower().strip() in _common() or core in FRENCH


@cache
def _common() -> frozenset[str]:
    return frozenset(CommonPasswordValidator().passwords)
