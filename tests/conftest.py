"""The school in scope, and people signed in."""

import os
import tempfile

os.environ.setdefault("PORTAMENTO_DATA", tempfile.mkdtemp(prefix="portamento-tests-"))
os.environ.setdefault("PORTAMENTO_SECRET", "tests only, tests only, tests only")
os.environ.setdefault("PORTAMENTO_DEMO", "1")

import pytest

import portamento.config  # noqa: F401  (SQLite's replacement comes first)
from tests import make


def pytest_configure(config):
    from django.conf import settings

    settings.STORAGES = settings.STORAGES | {
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    }


@pytest.fixture
def valmont(db):
    """The school Valmont, in scope."""
    from portamento.schools.scope import scope

    with scope(make.school("valmont", "Conservatoire de Valmont", "Valmont")) as school:
        yield school


@pytest.fixture
def sign_in(client):
    """`sign_in(account)` gives a client whose session is that account's."""
    from tests.make.accounts import session_of

    def opened(account):
        return session_of(client, account)

    return opened
