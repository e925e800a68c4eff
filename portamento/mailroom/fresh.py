"""The secret inside a letter: put in its place, hidden from the office, made anew if it waited.

A provisional password is stored only in its letter, sealed. A letter may wait, for a mail server
that is down or not there yet, longer than its password lives: then another is made as it leaves.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from portamento.foundation import clock, text
from portamento.mailroom import letter, sealed
from portamento.mailroom.letter import SECRET, SECRET_LINK, UNTIL
from portamento.mailroom.models import Outgoing
from portamento.schools import address


def held_a_secret(row: Outgoing) -> bool:
    """Whether its text has a place for a provisional password or a personal link."""
    return SECRET in row.text or SECRET_LINK in row.text


def freshen(row: Outgoing) -> None:
    """To be called as the letter leaves: a secret with less than half its life left is renewed."""
    kind = letter.kinds().get(row.kind)
    if kind is None or kind.lives is None or not held_a_secret(row) or not is_late(row, kind.lives):
        return
    with transaction.atomic():
        if renewed := kind.renew(row):
            row.secret, row.secret_until = sealed.seal(renewed[0]), renewed[1]
            row.save(update_fields=["secret", "secret_until"])


def is_late(row: Outgoing, lives) -> bool:
    if row.secret is None or row.secret_until is None or not sealed.opens(row.secret):
        return True
    return row.secret_until - clock.now() < lives / 2


def is_alive(row: Outgoing) -> bool:
    """Whether its secret would still let somebody in, and can be read."""
    ends = row.secret_until
    return (
        row.secret is not None and (ends is None or ends > clock.now()) and sealed.opens(row.secret)
    )


def revealed(row: Outgoing) -> str:
    """The text with its secret and link in place, for delivery and printing; never stored."""
    if not is_alive(row):
        gone = _(
            "(il ne sert plus\u00a0: demandez-en un autre par «\u202fMot de passe perdu\u202f»)"
        )
        return dated(row).replace(SECRET_LINK, address.portal()).replace(SECRET, gone)
    secret = sealed.unseal(row.secret)
    kind = letter.kinds().get(row.kind, letter.Letter)
    link = address.portal() + kind.link.format(secret)
    return dated(row).replace(SECRET_LINK, link).replace(SECRET, secret)


def veiled(row: Outgoing) -> str:
    """The text for the office, which never sees a secret."""
    hidden = _("(code personnel, jamais montré)")
    return dated(row).replace(SECRET, hidden).replace(SECRET_LINK, hidden)


def dated(row: Outgoing) -> str:
    ends = text.moment(row.secret_until) if row.secret_until else ""
    return row.text.replace(UNTIL, ends)
