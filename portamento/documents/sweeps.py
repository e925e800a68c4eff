"""Background work on files: end checks, read all again at night, clear away, seal."""

import logging
import time
from collections.abc import Iterator

from django.db.models import Q

from portamento.documents import integrity, preparing, reasons, scanner, sealing, sheets, storage
from portamento.documents.models import Check, Sensitivity, StoredFile
from portamento.foundation import clock
from portamento.schools.scope import scope
from portamento.workflow import queue

WAIT_SECONDS = 60.0
AGAIN_SECONDS = 30
LONGEST_SECONDS = 900
NIGHT_HOURS = range(1, 6)
VERIFY_SECONDS = 20.0
log = logging.getLogger("portamento.documents")


def inspect_files() -> Iterator[None]:
    """Asks the inspector about each file still « contrôle en cours »."""
    # The worker serves every school.
    rows = StoredFile.objects.every_school().filter(check_state=Check.PENDING)
    return queue.work(rows.order_by("stored_at", "pk"), inspect)


def inspect(row: StoredFile) -> None:
    """Verdict and scan go into the row; without both the file is asked about again, for ever."""
    with sealing.open_file(row) as file:
        verdict, made = preparing.judged(file)
        if verdict is None:
            raise queue.Later("no verdict", seconds=AGAIN_SECONDS)
        answer = scanner.scan(file, wait_seconds=WAIT_SECONDS) if verdict.accepted else None
    if answer == scanner.Answer.AWAY:
        seconds = min(AGAIN_SECONDS * 2 ** min(row.attempts, 10), LONGEST_SECONDS)
        raise queue.Later("the antivirus does not answer", seconds=seconds)
    infected = answer == scanner.Answer.INFECTED
    state = Check.INFECTED if infected else Check.CLEAN if verdict.accepted else Check.UNREADABLE
    columns = {
        "check_state": state,
        "problem": reasons.INFECTED if infected else verdict.reason or "",
        "pages": verdict.pages,
        "scanned_at": clock.now() if answer == scanner.Answer.CLEAN else None,
        "claimed_until": None,
    }
    if made and state == Check.CLEAN:
        preparing.swap(row, made, columns)
    else:
        StoredFile.objects.filter(pk=row.pk, check_state=Check.PENDING).update(**columns)
    if not row.pages and state == Check.CLEAN:
        preparing.tell(row)


def verify_files() -> Iterator[None]:
    """At night, a while each minute, so that letters do not wait: files not read since last night.

    A store that is away ends the turn: what could not be looked at is not called missing.
    """
    if clock.now().astimezone(clock.PARIS).hour not in NIGHT_HOURS:
        return
    until = time.monotonic() + VERIFY_SECONDS
    for row in integrity.due()[: queue.BATCH]:
        integrity.verify(row)
        yield
        if time.monotonic() > until:
            return


def remove_orphans() -> Iterator[None]:
    """Files that no row names, left by a crash between store and database, go after a day."""
    for key in integrity.orphans():
        storage.delete(key)
        log.warning("a file without a row was removed: %s", key)
        yield


def forget_sheets() -> Iterator[None]:
    """Pages that their family sent and never said were legible, two weeks after."""
    for row in list(sheets.overdue().select_related("school", "kind", "file").order_by("pk")):
        with scope(row.school):
            sheets.forget(row, by=None)
        yield


def seal_health() -> Iterator[None]:
    """Files of kinds that were said to be of health later on."""
    # The worker serves every school.
    rows = StoredFile.objects.every_school().kept().filter(sealed_key=None)
    of_health = Q(document__kind__sensitivity=Sensitivity.HEALTH)
    health = rows.filter(of_health | Q(sheet__kind__sensitivity=Sensitivity.HEALTH))
    return queue.work(health.order_by("pk"), seal)


def seal(row: StoredFile) -> None:
    """Under a new key; the open bytes go once the row names the sealed ones."""
    with sealing.open_file(row) as file:
        stored, sealed_key = sealing.put(file, sealed=True)
    if stored.sha256 != row.sha256:
        storage.delete(stored.key)
        raise sealing.CannotOpen(f"{row.key} is no longer what was handed in.")
    rows = StoredFile.objects.kept().filter(pk=row.pk, sealed_key=None)
    moved = rows.update(key=stored.key, sealed_key=sealed_key, claimed_until=None)
    storage.delete(row.key if moved else stored.key)
