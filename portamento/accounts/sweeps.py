"""What is no longer of use is forgotten."""

from portamento.accounts import rules
from portamento.accounts.models import EmailConfirmation, FailedAttempt, ProvisionalSecret
from portamento.foundation import clock


def forget_failures() -> int:
    """Failed attempts count for a day; after that nothing of them is kept. Every school's."""
    # The worker serves every school.
    old = FailedAttempt.objects.every_school().filter(at__lt=clock.now() - rules.DAY)
    return old.delete()[0]


def forget_secrets() -> int:
    """Provisional passwords and confirmations that ended a day ago, of which digests were kept."""
    ended = clock.now() - rules.DAY
    # The worker serves every school.
    passwords = ProvisionalSecret.objects.every_school().filter(expires_at__lt=ended)
    confirmations = EmailConfirmation.objects.every_school().filter(expires_at__lt=ended)
    return passwords.delete()[0] + confirmations.delete()[0]
