"""The worker: what it does and when, how it ends, what it leaves to the next."""

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings

from portamento.audit import chain
from portamento.audit.models import Event
from portamento.config import schedule
from portamento.config.management.commands import worker
from portamento.documents import sweeps as documents
from portamento.documents.inspector import client
from portamento.documents.inspector.verdict import Reason, accept, refuse
from portamento.documents.models import Check, StoredFile
from portamento.foundation import clock
from portamento.schools.scope import scope
from portamento.workflow import queue
from tests import make

NOON = datetime(2027, 6, 4, 10, tzinfo=UTC)


def sweep(run, every=schedule.SECOND):
    return schedule.Sweep(run, every)


def test_each_sweep_may_run_twice(valmont):
    stop = threading.Event()
    for _ in range(2):
        for each in schedule.SWEEPS:
            worker.run(each, stop)


def test_a_sweep_that_fails_keeps_no_other_from_its_turn(db):
    done = []

    def fails():
        raise RuntimeError("essai")

    worker.turn([sweep(fails), sweep(lambda: done.append(1))], threading.Event())
    assert done == [1]


def test_told_to_stop_it_ends_with_the_row_in_hand():
    stop, done = threading.Event(), []

    def rows():
        for number in range(5):
            done.append(number)
            stop.set()
            yield

    worker.run(sweep(rows), stop)
    assert done == [0]


def test_the_nights_work_is_due_at_ten_past_three_in_paris():
    nightly = sweep(list, schedule.DAY)
    assert schedule.next_turn(nightly, NOON) == datetime(2027, 6, 5, 1, 10, tzinfo=UTC)
    early = datetime(2027, 1, 5, 1, 0, tzinfo=UTC)
    assert schedule.next_turn(nightly, early) == datetime(2027, 1, 5, 2, 10, tzinfo=UTC)


def pending(key="aa/essai") -> StoredFile:
    return StoredFile.objects.create(
        key=key, name="rib.pdf", size=1, sha256="0" * 64, stored_at=clock.now()
    )


@pytest.fixture
def inspector_says(monkeypatch, tmp_path):
    """The inspector's next word; the file itself is of no interest here."""
    (tmp_path / "file").write_bytes(b"x")
    monkeypatch.setattr(documents.storage, "open_", lambda key: (tmp_path / "file").open("rb"))

    def says(verdict):
        monkeypatch.setattr(client, "inspect", lambda file, **how: verdict)

    return says


@pytest.mark.parametrize(
    ("verdict", "state", "problem"),
    [
        (accept(3), Check.CLEAN, ""),
        (refuse(Reason.LOCKED), Check.UNREADABLE, "locked"),
        (None, Check.PENDING, ""),
    ],
)
def test_a_file_whose_check_was_pending_gets_its_verdict(
    valmont, inspector_says, verdict, state, problem
):
    row = pending()
    inspector_says(verdict)
    worker.run(sweep(documents.inspect_files), threading.Event())
    row.refresh_from_db()
    assert (row.check_state, row.problem) == (state, problem)


def test_without_a_verdict_the_file_is_asked_about_again(valmont, inspector_says):
    row = pending()
    inspector_says(None)
    worker.run(sweep(documents.inspect_files), threading.Event())
    inspector_says(accept(2))
    with clock.at(clock.now() + timedelta(seconds=documents.AGAIN_SECONDS + 1)):
        worker.run(sweep(documents.inspect_files), threading.Event())
    row.refresh_from_db()
    assert (row.check_state, row.pages) == (Check.CLEAN, 2)


def happened(school, count: int) -> None:
    """Some lines of the journal, through actions, an hour ago."""
    with scope(school), clock.at(clock.now() - timedelta(hours=1)):
        for number in range(count):
            make.family(f"Famille {number}")


def test_the_journals_chain_follows_and_shows_what_was_changed(valmont):
    happened(valmont, 5)
    for _ in range(2):
        worker.run(sweep(chain.extend), threading.Event())
    assert not Event.objects.filter(chain="").exists()
    assert chain.broken_at() is None
    changed = Event.objects.order_by("pk")[1]
    Event.objects.filter(pk=changed.pk).update(verb="family.invented")
    assert chain.broken_at() == changed


def test_the_journals_chain_shows_what_was_taken_out(valmont):
    happened(valmont, 5)
    worker.run(sweep(chain.extend), threading.Event())
    second, third = Event.objects.order_by("pk")[1:3]
    second.delete()
    assert chain.broken_at() == third


def test_an_event_that_a_long_transaction_brings_late_is_chained_last(valmont):
    happened(valmont, 3)
    worker.run(sweep(chain.extend), threading.Event())
    first = Event.objects.order_by("pk").first()
    late = Event.objects.create(pk=first.pk - 1, at=first.at, verb="family.created", digest="")
    worker.run(sweep(chain.extend), threading.Event())
    assert chain.broken_at() is None
    assert Event.objects.order_by("rank").last() == late


def test_a_row_that_fails_holds_up_no_other(valmont, caplog):
    families = [make.family(f"Famille {number}") for number in range(3)]
    done = []

    def do(family):
        if family == families[1]:
            raise ValueError("this one cannot be done")
        done.append(family)

    assert len(list(queue.each(families, do))) == 3
    assert done == [families[0], families[2]]
    assert "this one cannot be done" in caplog.text


@pytest.fixture
def with_a_letter(installation):
    """An installation in which one letter waits."""
    program = (
        "from tests import make; from portamento.schools.scope import scope;"
        "from tests.domain.test_delivery import write\n"
        "with scope(make.school()): write()"
    )
    installation.manage("shell", "-v0", "-c", program)
    return installation


@pytest.mark.program
def test_a_worker_delivers_and_ends_cleanly_when_told(with_a_letter):
    process = with_a_letter.start("worker")
    database = sqlite3.connect(with_a_letter.folder / "portamento.sqlite3")
    until = time.monotonic() + 20
    while database.execute("select state from mailroom_outgoing").fetchone() != ("sent",):
        assert time.monotonic() < until, "the letter did not leave"
        time.sleep(0.1)
    database.close()
    began = time.monotonic()
    process.send_signal(signal.SIGTERM)
    said, _ = process.communicate(timeout=10)
    assert (process.returncode, "worker: ended" in said) == (0, True)
    assert time.monotonic() - began < 3


def test_a_web_process_loads_no_native_document_library():
    """They cost 17 MiB each process, and a hostile file must never meet them there."""
    program = (
        "import sys; from portamento.config import wsgi; from django.urls import get_resolver;"
        "get_resolver().reverse_dict;"
        "print(sorted({name.split('.')[0] for name in sys.modules}"
        " & {'typst', 'pikepdf', 'pypdfium2', 'signxml'}))"
    )
    shown = subprocess.run(
        [sys.executable, "-c", program], cwd=settings.ROOT, capture_output=True, text=True
    )
    assert shown.stdout.strip() == "[]", shown.stderr
