"""How soon one may try a password again: per account, and widely per address.

CNIL 2022-100: over a minute after 5 failures, at most 25 in 24 hours. An attempt is written down
before it is looked at, so that twenty at once count like twenty in a row.
"""

import ipaddress
from datetime import datetime, timedelta

from django.conf import settings
from django.http import HttpRequest

from portamento.accounts import rules, secrets
from portamento.accounts.models import Account, FailedAttempt
from portamento.foundation import clock

HOUR = timedelta(hours=1)
ADDRESS_AN_HOUR = 100
ASKED_FROM_ADDRESS_AN_HOUR = 200
IPV6_HOUSE = 64


def client_address(request: HttpRequest) -> str:
    """Whence the request comes; a proxy is believed only where the operator says there is one."""
    given = request.META.get("REMOTE_ADDR", "")
    if settings.BEHIND_PROXY:
        # The last hop is what our own proxy saw; what stands before it anyone can write.
        given = request.headers.get("X-Forwarded-For", given).split(",")[-1].strip()
    return _house(given)


def _house(given: str) -> str:
    """One IPv6 line has as many addresses as it likes: its network counts as one."""
    try:
        address = ipaddress.ip_address(given)
    except ValueError:
        return given
    if address.version == 6:
        return str(ipaddress.ip_network((address, IPV6_HOUSE), strict=False))
    return str(address)


def begin(request: HttpRequest, account: Account | None, identifier: str) -> FailedAttempt | None:
    """Counts an attempt as failed until `forgive`; None where it must not even be looked at."""
    known = account is not None
    who = (
        secrets.of_account(account.pk) if known else secrets.of_unknown(identifier.strip().lower())
    )
    where = secrets.of_address(client_address(request))
    mine = FailedAttempt.objects.create(identifier_digest=who, address_digest=where, at=clock.now())
    since = account.connected_at if known else None
    if _too_soon(mine, since) or _address_is_loud(mine):
        mine.delete()  # what was not looked at was not a failure: nobody prolongs the wait
        return None
    return mine


def forgive(attempt: FailedAttempt) -> None:
    """The password was right."""
    attempt.delete()


def _earlier(mine: FailedAttempt, within: timedelta):
    return FailedAttempt.objects.filter(at__gt=mine.at - within, pk__lt=mine.pk)


def _too_soon(mine: FailedAttempt, since: datetime | None) -> bool:
    """The wait grows with the failures since the last visit; the day's number stands fast."""
    rows = _earlier(mine, rules.DAY).filter(identifier_digest=mine.identifier_digest)
    moments = list(rows.values_list("at", flat=True))
    recent = [at for at in moments if since is None or at > since]
    if len(moments) >= rules.MOST_A_DAY:
        return True
    return bool(recent) and mine.at < max(recent) + rules.wait_after(len(recent))


def _address_is_loud(mine: FailedAttempt) -> bool:
    """Only identifiers that failed from a loud address are refused there: neighbours come in."""
    rows = _earlier(mine, HOUR).filter(address_digest=mine.address_digest)
    tried = list(rows.values_list("identifier_digest", flat=True))
    return len(tried) >= ADDRESS_AN_HOUR and mine.identifier_digest in tried


def asks_too_much(request: HttpRequest) -> bool:
    """Whether « Mot de passe perdu » has been sent far too often from there; counts this one."""
    where = secrets.digest("asking", client_address(request))
    mine = FailedAttempt.objects.create(
        identifier_digest=where, address_digest=where, at=clock.now()
    )
    earlier = _earlier(mine, HOUR).filter(address_digest=where)
    return earlier.count() >= ASKED_FROM_ADDRESS_AN_HOUR
