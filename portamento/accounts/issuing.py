"""Secrets that let somebody in: made, and made anew where their letter has waited for too long."""

from datetime import datetime, timedelta
from typing import Any

from portamento.accounts import secrets
from portamento.accounts.models import Account, EmailConfirmation, ProvisionalSecret
from portamento.audit.record import record
from portamento.foundation import clock
from portamento.mailroom.letter import SECRET
from portamento.mailroom.models import UNSENT, Fate, Outgoing
from portamento.workflow.action import action


def make(account: Account, *, lives: timedelta, within: int = 0) -> tuple[str, ProvisionalSecret]:
    """A new provisional password in the clear, and its row; the one before ends.

    A letter that still waits with the one before does not leave; `within` is the letter to be
    rewritten with the new one, if there is one already.
    """
    ProvisionalSecret.objects.filter(account=account).end()
    older = Outgoing.objects.filter(account_id=account.pk, text__contains=SECRET)
    older = older.filter(state__in=UNSENT).exclude(pk=within)
    older.update(state=Fate.REPLACED, secret=None, claimed_until=None)
    given, now = secrets.provisional(), clock.now()
    row = ProvisionalSecret.objects.create(
        account=account,
        digest=secrets.of_provisional(given),
        made_at=now,
        expires_at=now + lives,
    )
    return given, row


def password_again(letter: Any, *, lives: timedelta) -> tuple[str, datetime] | None:
    """Another provisional password for a letter that has not left.

    None where its own was used, replaced by a newer one, or given up with the account or address.
    """
    rows = ProvisionalSecret.objects.filter(account=letter.account_id, account__is_active=True)
    row = rows.filter(ended_at=None, made_at__lte=letter.written_at).first()
    if row is None:
        return None
    given = secrets.provisional()
    _write(row, secrets.of_provisional(given), lives, by=None)
    return given, row.expires_at


def confirmation_again(letter: Any, *, lives: timedelta) -> tuple[str, datetime] | None:
    """The same for the link that confirms an e-mail address."""
    rows = EmailConfirmation.objects.filter(account=letter.account_id, account__is_active=True)
    row = rows.filter(ended_at=None, made_at__lte=letter.written_at, email=letter.address).last()
    if row is None:
        return None
    given = secrets.token()
    _write(row, secrets.of_confirmation(given), lives, by=None)
    return given, row.expires_at


@action
def _write(
    row: ProvisionalSecret | EmailConfirmation, digest: str, lives: timedelta, *, by
) -> None:
    """The same row, so that it still ends with whatever would have ended it."""
    row.digest, row.expires_at = digest, clock.now() + lives
    row.save(update_fields=["digest", "expires_at"])
    account = row.account
    record("account.secret_renewed", account, household=account.household_id(), name=account.name)
