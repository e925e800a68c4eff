"""What is no longer of use is forgotten."""

from portamento.accounts import rules
from portamento.accounts.models import EmailConfirmation, FailedAttempt, ProvisionalSecret
from portamento.foundation import clock
from portamento.mailroom.models import UNSENT, Outgoing


def forget_failures() -> int:
    """Failed attempts count for a day; after that nothing of them is kept. Every school's."""
    # The worker serves every school.
    old = FailedAttempt.objects.every_school().filter(at__lt=clock.now() - rules.DAY)
    return old.delete()[0]


def forget_secrets() -> int:
    """Provisional passwords and confirmations that ended a day ago, of which digests were kept.

    Not those whose letter still waits: it shall bring another.
    """
    ended = clock.now() - rules.DAY
    # The worker serves every school.
    waiting = Outgoing.objects.every_school().filter(state__in=UNSENT, secret_until__lt=ended)
    waited_for = waiting.exclude(account=None).values("account")
    passwords = ProvisionalSecret.objects.every_school().filter(expires_at__lt=ended)
    passwords = passwords.exclude(account__in=waited_for, ended_at=None)
    confirmations = EmailConfirmation.objects.every_school().filter(expires_at__lt=ended)
    confirmations = confirmations.exclude(account__in=waited_for, ended_at=None)
    return passwords.delete()[0] + confirmations.delete()[0]
