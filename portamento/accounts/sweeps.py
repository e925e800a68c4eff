"""What is no longer of use is forgotten."""

from portamento.accounts import rules
from portamento.accounts.models import FailedAttempt
from portamento.foundation import clock


def forget_failures() -> int:
    """Failed attempts count for a day; after that nothing of them is kept. Every school's."""
    # The worker serves every school.
    old = FailedAttempt.objects.every_school().filter(at__lt=clock.now() - rules.DAY)
    return old.delete()[0]
