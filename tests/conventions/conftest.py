"""The worlds, built once per file of tests and undone after it."""

import pytest
from django.db import transaction

from tests.conventions import world as worlds


@pytest.fixture(scope="module")
def database(django_db_setup, django_db_blocker):
    """Whatever is built inside is undone at the end of the file."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def valmont(database):
    return worlds.build()


@pytest.fixture(scope="module")
def bellerive(database):
    return worlds.build("bellerive", "Conservatoire de Bellerive", "Bellerive", rows=1)
