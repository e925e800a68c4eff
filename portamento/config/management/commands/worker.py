"""manage.py worker: the work behind the pages, until SIGTERM."""

import contextlib
import logging
import signal
import threading
from collections.abc import Generator

from django.core.management.base import BaseCommand
from django.db import DatabaseError, close_old_connections, connection

from portamento.config import schedule
from portamento.foundation import clock

log = logging.getLogger("portamento.worker")
PAUSE_SECONDS = 1.0


class Command(BaseCommand):
    help = "Delivers letters, prints papers, ends the checks of files, keeps the nights."
    requires_system_checks = ()

    def add_arguments(self, parser):
        parser.add_argument("--once", action="store_true", help="each sweep once, then end")

    def handle(self, *, once, **options):
        stop = threading.Event()
        if not once:
            for each in (signal.SIGTERM, signal.SIGINT):
                signal.signal(each, lambda *_: stop.set())
            log.info("worker: ready")
        turn(schedule.SWEEPS, stop) if once else work(stop)


def work(stop: threading.Event) -> None:
    """Asks each sweep that is due, once a second; after SIGTERM ends with the row in hand."""
    due = dict.fromkeys(schedule.SWEEPS, clock.now())
    while not stop.is_set():
        ready = [sweep for sweep in schedule.SWEEPS if due[sweep] <= clock.now()]
        turn(ready, stop)
        due |= {sweep: schedule.next_turn(sweep, clock.now()) for sweep in ready}
        stop.wait(PAUSE_SECONDS)
    log.info("worker: ended")


def turn(sweeps, stop: threading.Event) -> None:
    """One after the other; what fails in one is told, and keeps no other from its turn."""
    close_old_connections()
    for sweep in sweeps:
        try:
            run(sweep, stop)
        except DatabaseError:
            log.exception("%s: the database does not answer", sweep.name)
            connection.close()
        except Exception:
            log.exception("%s failed", sweep.name)


def run(sweep: schedule.Sweep, stop: threading.Event) -> None:
    """Row by row where it goes so, until told to stop."""
    rows = sweep.run()
    if isinstance(rows, Generator):
        with contextlib.closing(rows):
            for _ in rows:
                if stop.is_set():
                    return
