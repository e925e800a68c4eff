"""Nothing acknowledged is lost unnoticed, and nothing lies about that nobody names."""

import io
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from portamento.config import checkup
from portamento.documents import integrity, storage, sweeps
from portamento.documents.models import Check, Damage, StoredFile
from portamento.foundation import clock
from tests import make

NIGHT = datetime(2027, 6, 5, 3, 30, tzinfo=clock.PARIS)


@pytest.fixture
def paper(valmont, store):
    """A document's stored file."""
    family = make.family()
    make.guardian(family)
    return make.document(family, make.kind()).file


def swap(store, key: str, content: bytes) -> None:
    storage.delete(key)
    store.save(key, storage.File(io.BytesIO(content)))


def run(sweep, at=NIGHT) -> None:
    with clock.at(at):
        for _ in sweep():
            pass


def test_at_night_every_file_is_read_again_once(paper):
    run(sweeps.verify_files)
    paper.refresh_from_db()
    assert (paper.verified_at, paper.damage) == (NIGHT, Damage.NONE)
    run(sweeps.verify_files, at=NIGHT + timedelta(hours=1))
    paper.refresh_from_db()
    assert paper.verified_at == NIGHT


def test_by_day_it_rests(paper):
    run(sweeps.verify_files, at=NIGHT + timedelta(hours=9))
    paper.refresh_from_db()
    assert paper.verified_at is None


def test_a_changed_file_is_reported_and_no_longer_served(paper, store, capsys):
    swap(store, paper.key, b"%PDF-1.7 another")
    run(sweeps.verify_files)
    paper.refresh_from_db()
    assert (paper.damage, paper.is_servable()) == (Damage.CHANGED, False)
    assert any("changed" in line for line in checkup.findings())
    with pytest.raises(CommandError):
        call_command("check-files")
    assert "changed" in capsys.readouterr().err


def test_a_missing_file_is_reported_until_it_is_back(paper, store):
    with storage.open_(paper.key) as file:
        content = file.read()
    storage.delete(paper.key)
    run(sweeps.verify_files)
    paper.refresh_from_db()
    assert paper.damage == Damage.MISSING
    swap(store, paper.key, content)
    call_command("check-files")
    paper.refresh_from_db()
    assert (paper.damage, paper.is_servable()) == (Damage.NONE, True)


def test_a_store_that_is_away_is_not_a_missing_file(paper, monkeypatch):
    def away(key):
        raise OSError("away")

    monkeypatch.setattr(storage, "open_", away)
    with pytest.raises(OSError, match="away"):
        run(sweeps.verify_files)
    paper.refresh_from_db()
    assert (paper.damage, paper.verified_at) == (Damage.NONE, None)


def test_a_file_that_no_row_names_goes_after_a_day(paper):
    orphan = storage.put(io.BytesIO(b"left by a crash")).key
    run(sweeps.remove_orphans, at=clock.now())
    assert set(storage.every_key()) == {paper.key, orphan}
    run(sweeps.remove_orphans, at=clock.now() + timedelta(days=1, minutes=5))
    assert set(storage.every_key()) == {paper.key}


def test_what_is_not_ours_is_left_alone(paper, store):
    store.save("ab/readme.txt", storage.File(io.BytesIO(b"somebody's")))
    run(sweeps.remove_orphans, at=clock.now() + timedelta(days=2))
    assert store.exists("ab/readme.txt")
    store.delete("ab/readme.txt")


def test_so_many_orphans_are_another_databases_files(paper, monkeypatch):
    monkeypatch.setattr(integrity, "FEW", 2)
    for number in range(3):
        storage.put(io.BytesIO(bytes([number])))
    run(sweeps.remove_orphans, at=clock.now() + timedelta(days=2))
    assert len(list(storage.every_key())) == 4


def test_an_erased_files_bytes_are_cleared_away(paper):
    StoredFile.objects.update(check_state=Check.FORGOTTEN)
    run(sweeps.remove_orphans, at=clock.now() + timedelta(days=2))
    assert list(storage.every_key()) == []


def test_a_check_that_waits_since_yesterday_is_told(paper):
    StoredFile.objects.update(check_state=Check.PENDING)
    assert list(integrity.findings()) == []
    with clock.at(clock.now() + timedelta(days=2)):
        assert any("wait" in line for line in integrity.findings())


CRASH = """
import os, signal, sys
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection, transaction
from portamento.documents import storage
from portamento.documents.models import Document, DocumentKind
from portamento.families.models import Family
from portamento.reenrolment import actions
from portamento.schools.models import School
from portamento.schools.scope import scope
from tests import make

leave = transaction.Atomic.__exit__

def die(*args, **kwargs):
    os.kill(os.getpid(), signal.SIGKILL)

def outermost():
    return len(connection.atomic_blocks) == 1

if sys.argv[-1] == "prepare":
    with scope(make.school()):
        family = make.family(); make.guardian(family); make.kind("RIB")
    sys.exit()
with scope(School.objects.get()):
    family = Family.objects.get()
    parent = family.guardians.get().account
    where = sys.argv[-1]
    if where == "after the file":
        storage_put = storage.put
        storage.put = lambda *a, **k: (storage_put(*a, **k), die())
    if where == "after the row":
        Document.objects.model.save_base = die
    if where == "before the commit":
        transaction.Atomic.__exit__ = lambda s, *a: die() if outermost() else leave(s, *a)
    if where == "after the commit":
        transaction.Atomic.__exit__ = lambda s, *a: (outermost(), leave(s, *a))[0] and die()
    paper = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    actions.hand_in(family, DocumentKind.objects.get(), paper, by=parent)
"""


def test_killed_between_store_and_database_nothing_is_lost_and_no_row_lacks_its_file(tmp_path):
    """The file comes first: whatever the moment, each row has its file, and the rest is swept."""
    env = {name: value for name, value in os.environ.items() if "PORTAMENTO" not in name}
    env |= {
        "PORTAMENTO_DATA": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "portamento.config.settings",
    }
    django = "import portamento.config, django; django.setup()\n"

    def python(program: str, *words: str) -> int:
        command = [sys.executable, "-c", django + program, *words]
        return subprocess.run(command, cwd=settings.ROOT, env=env).returncode

    manage = [sys.executable, str(settings.ROOT / "manage.py")]
    subprocess.run([*manage, "migrate", "-v0"], env=env, check=True)
    assert python(CRASH, "prepare") == 0
    files = []
    for moment in ("after the file", "after the row", "before the commit", "after the commit"):
        assert python(CRASH, moment) == -signal.SIGKILL
        assert python(LOOK.replace("EXPECTED", str(moment == "after the commit"))) == 0, moment
        files.append(sum(each.is_file() for each in (tmp_path / "files").rglob("*")))
    assert files == [1, 2, 3, 4]
    assert python(SWEEP) == 0
    assert sum(each.is_file() for each in (tmp_path / "files").rglob("*")) == 1


LOOK = """
from portamento.documents import integrity
from portamento.documents.models import Document
assert Document.objects.every_school().exists() == EXPECTED
assert [row.pk for row in integrity.kept() if integrity.verify(row)] == []
"""
SWEEP = """
from datetime import timedelta
from portamento.documents import sweeps
from portamento.foundation import clock
with clock.at(clock.now() + timedelta(days=2)):
    assert len(list(sweeps.remove_orphans())) == 3
"""
