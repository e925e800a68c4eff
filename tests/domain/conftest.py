"""A household, and a real installation for tests of programs."""

import shutil
from datetime import datetime

import pytest

from portamento.documents import storage
from portamento.foundation import clock
from tests import make
from tests.installation import Installation
from tests.mail_server import free_port

JUNE = datetime(2027, 6, 4, 10, tzinfo=clock.PARIS)


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A data folder as `manage.py prepare` leaves it, made once."""
    made = Installation(tmp_path_factory.mktemp("prepared") / "data")
    made.manage("prepare")
    return made.folder


@pytest.fixture
def installation(prepared, tmp_path):
    """A copy of it, its path with a space and an accent."""
    folder = tmp_path / "données de l’école"
    shutil.copytree(prepared, folder)
    return Installation(folder, free_port())


@pytest.fixture
def family(valmont):
    made = make.family()
    make.guardian(made)
    return made


@pytest.fixture
def pupil(family):
    return make.pupil(family)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A store of the test's own."""
    own = storage.DurableStorage(location=tmp_path)
    monkeypatch.setattr(storage, "_storage", lambda: own)


@pytest.fixture
def june(valmont):
    """The campaign for 2027-2028 is open."""
    with clock.at(JUNE):
        yield make.campaign()


@pytest.fixture
def home(june):
    return make.family()


@pytest.fixture
def parent(home):
    return make.guardian(home)


@pytest.fixture
def paper(home, parent):
    """`paper("RIB", sensitivity=…)`: one handed in by that household."""
    return lambda name, **kind: make.document(home, make.kind(name, **kind), name=f"{name}.pdf")
