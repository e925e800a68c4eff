"""Whether every file is still what was handed in, and every key in the store has its row.

A file is written before the row that names it, so a crash between the two leaves a file without a
row, never the contrary; such a file goes after a day. A row without its file, or with another one,
is reported: nothing here mends that.
"""

import logging
from collections.abc import Iterator
from datetime import timedelta

from django.db.models import F, Q, QuerySet

from portamento.documents import sealing, storage
from portamento.documents.models import Check, Damage, StoredFile
from portamento.foundation import clock

log = logging.getLogger("portamento.documents")
EVERY = timedelta(hours=20)
ORPHAN_AGE = timedelta(days=1)
LATE = timedelta(days=1)
FEW = 100


def kept() -> QuerySet:
    """The files whose bytes must be there; the store serves every school."""
    return StoredFile.objects.every_school().kept()


def due() -> QuerySet:
    """Those not read since the last night, the longest waiting first."""
    late = Q(verified_at=None) | Q(verified_at__lt=clock.now() - EVERY)
    return kept().filter(late).order_by(F("verified_at").asc(nulls_first=True), "pk")


def verify(row: StoredFile) -> Damage:
    """Reads one file again and notes what was found.

    A store that does not answer, or a master key that is not there, says nothing of the file:
    OSError.
    """
    damage = look_at(row)
    unmoved = kept().filter(pk=row.pk, key=row.key)  # taken back meanwhile: no row, no damage
    if unmoved.update(verified_at=clock.now(), damage=damage) and damage:
        log.error("file %s of %s is %s", row.pk, row.stored_at.date(), damage)
    return damage


def look_at(row: StoredFile) -> Damage:
    try:
        with sealing.open_file(row) as file:
            found = storage.measure(file, row.key)
    except FileNotFoundError:
        return Damage.MISSING
    except sealing.CannotOpen:
        return Damage.CHANGED
    same = (found.size, found.sha256) == (row.size, row.sha256)
    return Damage.NONE if same else Damage.CHANGED


def orphans() -> Iterator[str]:
    """Keys that no row names and that are older than any upload under way.

    So many of them that they cannot be our crashes belong to somebody else, or to a database that
    is not the right one: those are reported, and left.
    """
    before = clock.now() - ORPHAN_AGE
    known = set(kept().values_list("key", flat=True))
    found = [key for key in storage.every_key() if key not in known]
    old = [key for key in found if storage.stored_at(key) < before]
    if len(old) > max(FEW, len(known)):
        log.error("%d files without a row: is this the right database? Left alone.", len(old))
        return
    yield from old


def findings() -> Iterator[str]:
    """A sentence for the operator for each thing that is wrong, from what the nights have noted."""
    for row in kept().exclude(damage="").select_related("school").order_by("pk"):
        yield f"{row.school}: file {row.pk} ({row.key}) is {row.damage}"
    waiting = kept().filter(check_state=Check.PENDING, stored_at__lt=clock.now() - LATE)
    if number := waiting.count():
        yield f"{number} files wait for the inspector or the antivirus since yesterday"
    # Those of every school: the operator's report.
    unprinted = StoredFile.objects.every_school().filter(check_state=Check.MAKING)
    if number := unprinted.filter(stored_at__lt=clock.now() - LATE).count():
        yield f"{number} signed forms wait for their PDF since yesterday"
