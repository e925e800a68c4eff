"""Provisional passwords: made, looked for, tried."""

from datetime import timedelta

from django.db import IntegrityError, transaction
from django.db.models import F, Q

from portamento.accounts import issuing, letters, secrets
from portamento.accounts.models import Account, ProvisionalSecret
from portamento.accounts.rules import ASKED_AN_HOUR, PROVISIONAL_LIVES, PROVISIONAL_TRIES
from portamento.audit.record import record
from portamento.foundation import clock

MANY = 50  # more people than share one mailbox


class _Undone(Exception):
    """What was done for nobody is not kept."""


def named(identifier: str) -> Account | None:
    """The active account of that identifiant, or of that e-mail where it names one alone."""
    given = identifier.strip().lower()
    wanted = Q(identifier=given)
    if "@" in given:
        wanted |= Q(email__iexact=given)
    rows = Account.objects.filter(wanted, is_active=True).order_by("pk")
    found = list(rows.select_related("school", "guardian__person")[:MANY])
    exact = [account for account in found if account.identifier == given]
    chosen = exact or found
    return chosen[0] if len(chosen) == 1 else None


def who_may_have_one(identifier: str, email: str) -> Account | None:
    """The account both name, unless it has already asked three times this hour."""
    account = named(identifier)
    since = clock.now() - timedelta(hours=1)
    asked = ProvisionalSecret.objects.filter(account_id=account.pk if account else 0)
    often = asked.filter(made_at__gt=since).count() >= ASKED_AN_HOUR
    on_file = account.email.casefold() if account else ""
    matches = bool(on_file) and on_file == email.strip().casefold()
    return account if matches and not often else None


def give(account: Account | None, email: str) -> None:
    """Mail a new one. For nobody the same is done and undone, so that both take as long."""
    try:
        with transaction.atomic():
            to = account or _stand_in(email)
            given, row = issuing.make(to, lives=PROVISIONAL_LIVES)
            letters.ProvisionalPassword(to, given, row.expires_at).send()
            record("account.provisional_sent", to, household=to.household_id(), name=to.name)
            if account is None:
                raise _Undone
    except (_Undone, IntegrityError):
        return  # an integrity error: the same person asked twice at once, one letter is enough


def _stand_in(email: str) -> Account:
    """Nobody, who costs as many look-ups as somebody."""
    nobody = Account(pk=0, name=email[:160], email=email, identifier="-")
    Account.guardian.related.set_cached_value(nobody, None)
    return nobody


def tried(account: Account | None, password: str) -> ProvisionalSecret | None:
    """The live secret that was typed. Ten tries of its own, outside the account's delay."""
    typed = password.strip()
    digest = secrets.of_provisional(typed)
    live = ProvisionalSecret.objects.filter(account_id=account.pk if account else 0).live()
    rows = live.filter(tries__lt=PROVISIONAL_TRIES)
    row = rows.first()
    if row is None:
        return None
    if secrets.same(row.digest, digest):
        row.account = account
        return row
    if secrets.looks_provisional(typed):
        rows.filter(pk=row.pk).update(tries=F("tries") + 1)
    return None


def of_link(token: str) -> ProvisionalSecret | None:
    """The live secret of a mailed link; its row tells the school.

    Links are not counted: nobody can guess one, and nobody shall be able to use up its tries.
    """
    # Whoever opens the link is not signed in: no school is in scope yet.
    rows = ProvisionalSecret.objects.every_school().select_related("account__school", "school")
    return rows.filter(digest=secrets.of_provisional(token), account__is_active=True).live().first()
