"""Who stands at the desk, and the small world most pages of the office are shown with."""

import pytest

from tests import make
from tests.make import accounts


@pytest.fixture
def nadia(valmont):
    return accounts.staff("Nadia Ferrand", role="secretary", identifier="secretariat")


@pytest.fixture
def secretary(nadia, sign_in):
    return sign_in(nadia)


@pytest.fixture
def regie(valmont, sign_in):
    return sign_in(accounts.staff("Samir Colin", role="regie", identifier="regie"))


@pytest.fixture
def family(valmont):
    """Claire Martin's household, which the office knows by its number."""
    made = make.family("Martin", number="F12")
    make.guardian(made)
    return made


@pytest.fixture
def lina(valmont):
    """A pupil whose mother has a mobile."""
    family = make.family("Martin")
    make.guardian(family, mobile="06 00 00 00 01")
    return make.pupil(family, "Lina")


@pytest.fixture
def campaign(valmont):
    return make.campaign()


@pytest.fixture
def course(valmont):
    return make.course("Violoncelle", level_code="2C3", teacher=make.teacher(), capacity=2)
