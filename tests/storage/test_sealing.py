"""Health documents: unreadable without the key, which is not in the database."""

import base64
import io
import secrets
import stat
from pathlib import Path

import pytest

from portamento.documents import intake, sealing, storage, sweeps
from portamento.documents.inspector.verdict import accept
from portamento.documents.models import Document, Sensitivity, StoredFile
from portamento.reenrolment import actions
from tests import make
from tests.storage.test_scanner import upload

SECRET = b"%PDF-1.7 asthme et arachides"


@pytest.fixture(autouse=True)
def key_file(settings, tmp_path):
    settings.HEALTH_KEY = str(tmp_path / "keys" / "health.key")
    return Path(settings.HEALTH_KEY)


@pytest.fixture
def sealed(valmont, store, monkeypatch):
    monkeypatch.setattr(intake.client, "inspect", lambda file, **how: accept(1))
    return intake.take(upload(SECRET), sealed=True).row()


def raw(row: StoredFile) -> bytes:
    with storage.open_(row.key) as file:
        return file.read()


def test_what_lies_in_the_store_is_not_the_paper(sealed):
    assert b"asthme" not in raw(sealed)
    with sealing.open_file(sealed) as file:
        assert file.read() == SECRET
        file.seek(0)
        assert file.fileno() > 0  # the inspector is handed a descriptor
    assert sealed.size == len(SECRET)


def test_each_file_has_a_key_of_its_own_and_the_master_key_its_owner_alone(sealed, key_file):
    other = intake.take(upload(SECRET), sealed=True).row()
    assert raw(sealed) != raw(other)
    assert sealing.unwrap(sealed.sealed_key, sealed.key) != sealing.unwrap(
        other.sealed_key, other.key
    )
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600
    assert [each.name for each in key_file.parent.iterdir()] == ["health.key"]


@pytest.mark.parametrize("place", [0, 20, -1])
def test_one_changed_byte_and_it_does_not_open(sealed, store, place):
    content = bytearray(raw(sealed))
    content[place] ^= 1
    storage.delete(sealed.key)
    store.save(sealed.key, storage.File(io.BytesIO(bytes(content))))
    with pytest.raises(sealing.CannotOpen):
        sealing.open_file(sealed)


def test_files_and_keys_cannot_change_places(sealed):
    other = intake.take(upload(b"%PDF-1.7 another"), sealed=True).row()
    sealed.sealed_key, other.sealed_key = other.sealed_key, sealed.sealed_key
    with pytest.raises(sealing.CannotOpen):
        sealing.open_file(sealed)


def test_a_lost_master_key_is_said_and_no_other_is_made(sealed, key_file):
    key_file.unlink()
    with pytest.raises(sealing.NoMasterKey, match="missing"):
        sealing.open_file(sealed)
    assert not key_file.exists()


def test_another_master_key_does_not_open_and_an_old_one_still_does(sealed, key_file):
    old = key_file.read_text()
    new = base64.b64encode(secrets.token_bytes(32)).decode() + "\n"
    key_file.write_text(new)
    with pytest.raises(sealing.NoMasterKey):
        sealing.open_file(sealed)
    key_file.write_text(new + old)
    with sealing.open_file(sealed) as file:
        assert file.read() == SECRET
    newer = intake.take(upload(b"%PDF-1.7 x"), sealed=True).row()
    assert bytes(newer.sealed_key)[:8] != bytes(sealed.sealed_key)[:8]


def test_a_paper_handed_in_for_a_health_kind_lies_sealed(valmont, store, monkeypatch):
    monkeypatch.setattr(intake.client, "inspect", lambda file, **how: accept(1))
    family = make.family()
    parent = make.guardian(family).account
    health = make.kind("Fiche sanitaire", sensitivity=Sensitivity.HEALTH)
    one = actions.hand_in(family, health, upload(SECRET), by=parent)
    other = actions.hand_in(family, make.kind("RIB"), upload(SECRET), by=parent)
    assert (one.file.sealed_key is None, other.file.sealed_key is None) == (False, True)
    assert (SECRET in raw(one.file), SECRET in raw(other.file)) == (False, True)


def test_a_kind_said_to_be_of_health_later_is_sealed_at_night(valmont, store):
    family = make.family()
    make.guardian(family)
    document = make.document(family, make.kind("Certificat"), content=SECRET)
    was = document.file.key
    document.kind.sensitivity = Sensitivity.HEALTH
    document.kind.save()
    for _ in range(2):
        for _ in sweeps.seal_health():
            pass
    file = Document.objects.get().file
    assert file.key != was
    assert list(storage.every_key()) == [file.key]
    assert SECRET not in raw(file)
    with sealing.open_file(file) as opened:
        assert opened.read() == SECRET
