"""An action is the only way data changes for a person's reason."""

import functools
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.db import transaction

from portamento.audit.record import authored, doing

P = ParamSpec("P")
R = TypeVar("R")


class NotAllowed(Exception):
    """An anticipated refusal: its text is a French sentence for people."""


class Silent(RuntimeError):
    """An action ended without a line in the journal."""


def action(function: Callable[P, R]) -> Callable[P, R]:
    """One action, one transaction, at least one audit line, and none without an author.

    The function takes `by` as keyword: the account that acts, or None for the system. An action
    called inside another joins its transaction and its author.
    """

    @functools.wraps(function)
    def run(*args: Any, by: Any, **kwargs: Any) -> R:
        if doing() is not None:
            return function(*args, by=by, **kwargs)
        with transaction.atomic(), authored(by) as state:
            result = function(*args, by=by, **kwargs)
            if not state.recorded:
                raise Silent(f"{function.__module__}.{function.__name__} recorded nothing")
        return result

    run.is_action = True
    return run
