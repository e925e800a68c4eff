"""An action is the only way data changes for a person's reason."""

import functools
import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from portamento.audit.record import authored, doing

P = ParamSpec("P")
R = TypeVar("R")
UNIQUE_VIOLATION = "23505"  # PostgreSQL's SQLSTATE
log = logging.getLogger("portamento.actions")


class NotAllowed(Exception):
    """An anticipated refusal: its text is a French sentence for people."""


def attempt(act: Callable[..., object], *args: Any, **facts: Any) -> str:
    """One action of many, or beside others: the sentence of its refusal, "" when it is done.

    Each attempt is its own transaction, so a refusal undoes nothing of the others; elsewhere views
    let a refusal go, and `page()` answers it.
    """
    try:
        act(*args, **facts)
    except NotAllowed as refused:
        return str(refused)
    return ""


class Silent(RuntimeError):
    """An action ended without a line in the journal."""


def action(function: Callable[P, R]) -> Callable[P, R]:
    """One action, one transaction, at least one audit line, and none without an author.

    The function takes `by` as keyword: the account that acts, or None for the system. An action
    called inside another joins its transaction and its author. Where two people store the same
    thing at once the second is refused in words.
    """

    @functools.wraps(function)
    def run(*args: Any, by: Any, **kwargs: Any) -> R:
        if doing() is not None:
            return function(*args, by=by, **kwargs)
        try:
            return whole(*args, by=by, **kwargs)
        except IntegrityError as failed:
            if not is_twin(failed):
                raise
            log.warning("%s met its twin", name, exc_info=failed)
            sentence = _(
                "Quelqu’un vient d’enregistrer la même chose. Rechargez la page et vérifiez."
            )
            raise NotAllowed(sentence) from failed

    def whole(*args: Any, by: Any, **kwargs: Any) -> R:
        with transaction.atomic(), authored(by) as state:
            result = function(*args, by=by, **kwargs)
            if not state.recorded:
                raise Silent(f"{name} recorded nothing")
        return result

    name = f"{function.__module__}.{function.__name__}"
    run.is_action = True
    return run


def is_twin(failed: IntegrityError) -> bool:
    """Whether a row was there already: any other broken constraint is a fault of ours."""
    if getattr(failed.__cause__, "sqlstate", "") == UNIQUE_VIOLATION:
        return True
    return str(failed).startswith("UNIQUE constraint failed")
