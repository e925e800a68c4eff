"""Several people at once: threads of their own, real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

from django.db import connection, connections

from portamento.schools.models import School
from portamento.schools.scope import scope
from portamento.workflow.action import NotAllowed


def at_once(school: School, *calls: Callable[[], Any]) -> list[Any]:
    """What each call gave, or the refusal it met; whatever else goes wrong is raised.

    For tests with `django_db(transaction=True)`: rows of an open transaction are seen by nobody.
    """
    ready = Barrier(len(calls))

    def run(call: Callable[[], Any]) -> Any:
        try:
            with scope(school):
                connection.ensure_connection()
                ready.wait()
                return call()
        except NotAllowed as refused:
            return refused
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(len(calls)) as threads:
        return list(threads.map(run, calls))


def refusals(outcomes: list[Any]) -> int:
    return sum(isinstance(one, NotAllowed) for one in outcomes)
