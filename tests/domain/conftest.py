"""A household, and a real installation for tests of programs."""

import shutil

import pytest

from tests import make
from tests.installation import Installation
from tests.mail_server import free_port


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
