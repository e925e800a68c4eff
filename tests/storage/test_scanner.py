"""The antivirus: what it says decides; what it does not say decides nothing and loses nothing."""

import io
from datetime import timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portamento.documents import intake, reasons, scanner, storage, sweeps
from portamento.documents.inspector.verdict import Reason, accept, refuse
from portamento.documents.models import Check, StoredFile
from portamento.documents.scanner import Answer
from portamento.foundation import clock
from portamento.workflow.action import NotAllowed
from tests.storage import servers

TOO_LONG = 3_000_000  # for the 2 Mo that the server of the tests scans


@pytest.fixture
def readable(monkeypatch):
    """The inspector finds every file sound: here the antivirus alone speaks."""
    monkeypatch.setattr(intake.client, "inspect", lambda file, **how: accept(1))


@pytest.fixture
def scanned(settings, clamd):
    settings.CLAMAV = clamd


@pytest.fixture
def away(settings, tmp_path):
    settings.CLAMAV = str(tmp_path / "nobody")


def upload(content=b"%PDF-1.7") -> SimpleUploadedFile:
    return SimpleUploadedFile("rib.pdf", content)


def scan(content: bytes) -> Answer:
    return scanner.scan(io.BytesIO(content), wait_seconds=10)


def test_a_real_clamd_tells_a_virus_from_a_paper(scanned):
    assert scan(servers.EICAR) == Answer.INFECTED
    assert scan(b"%PDF-1.7 " * 100_000) == Answer.CLEAN


def test_a_stream_over_its_limit_was_not_scanned(scanned):
    assert scan(b"\x00" * TOO_LONG) == Answer.AWAY


def test_a_daemon_that_is_away_or_says_something_else_was_not_asked(away, monkeypatch):
    assert scan(servers.EICAR) == Answer.AWAY
    assert scanner._meaning(b"stream: broken ERROR\0") == Answer.AWAY
    assert scanner._meaning(b"") == Answer.AWAY


def test_without_an_antivirus_nobody_is_asked_and_it_is_not_said_to_be_scanned(
    valmont, readable, settings
):
    settings.CLAMAV = ""
    row = intake.take(upload(b"%PDF-1.7 " + servers.EICAR)).row()
    assert (row.check_state, row.scanned_at) == (Check.CLEAN, None)


def test_a_virus_is_refused_at_once_with_a_sentence_and_nothing_is_kept(
    valmont, store, readable, scanned
):
    with pytest.raises(NotAllowed, match="virus"):
        intake.take(upload(b"%PDF-1.7 " + servers.EICAR))
    assert list(storage.every_key()) == []


def test_what_was_scanned_says_since_when(valmont, store, readable, scanned):
    row = intake.take(upload()).row()
    assert row.check_state == Check.CLEAN
    assert row.scanned_at is not None


def work(later: int = 0) -> None:
    with clock.at(clock.now() + timedelta(seconds=later)):
        for _ in sweeps.inspect_files():
            pass


def test_an_antivirus_that_is_down_delays_and_loses_nothing(
    valmont, store, readable, away, request, settings
):
    row = intake.take(upload()).row()
    assert (row.check_state, row.is_servable()) == (Check.PENDING, False)
    for later in (0, 40, 4000):
        work(later)
    row.refresh_from_db()
    assert (row.check_state, row.attempts) == (Check.PENDING, 3)
    settings.CLAMAV = request.getfixturevalue("clamd")
    work(later=4000 + sweeps.LONGEST_SECONDS + 1)
    row.refresh_from_db()
    assert (row.check_state, row.is_servable()) == (Check.CLEAN, True)
    assert row.scanned_at is not None


def test_it_is_asked_again_after_longer_and_longer(valmont, readable, away):
    row = intake.take(upload()).row()
    waits = []
    for later in (0, 100, 300, 100_000):
        work(later)
        row.refresh_from_db()
        waits.append(row.claimed_until - clock.now() - timedelta(seconds=later))
    seconds = [round(wait.total_seconds(), -1) for wait in waits]
    assert seconds == sorted(seconds) and seconds[0] < seconds[-1] <= sweeps.LONGEST_SECONDS


def test_a_virus_found_afterwards_is_never_served(valmont, store, readable, away, request):
    row = intake.take(upload(b"%PDF-1.7 " + servers.EICAR)).row()
    request.getfixturevalue("settings").CLAMAV = request.getfixturevalue("clamd")
    work()
    row.refresh_from_db()
    assert (row.check_state, row.is_servable()) == (Check.INFECTED, False)
    assert row.is_rejected()
    assert "virus" in reasons.sentence_of(row.problem, row.name)
    assert StoredFile.objects.clean().count() == 0


def test_what_the_inspector_refuses_is_not_sent_on(valmont, store, away, monkeypatch):
    monkeypatch.setattr(intake.client, "inspect", lambda file, **how: None)
    row = intake.take(upload()).row()
    monkeypatch.setattr(intake.client, "inspect", lambda file, **how: refuse(Reason.LOCKED))
    work()
    row.refresh_from_db()
    assert (row.check_state, row.problem) == (Check.UNREADABLE, "locked")
