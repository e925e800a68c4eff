"""The deadline holds to the second; « hors délai » one family alone still sends."""

from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from portamento.foundation import clock
from portamento.reenrolment import actions
from portamento.reenrolment.models import Dossier, State
from portamento.workflow.action import NotAllowed
from tests import make
from tests.portal.test_dossier import answers, opened, page

pytestmark = pytest.mark.usefixtures("inspector")
SECOND = timedelta(seconds=1)
DAY = timedelta(days=1)


@pytest.fixture
def claire(world, sign_in):
    return sign_in(world.claire.account)


def valider(world, client, moment: datetime):
    """The page opened in time, sent at that moment."""
    data = answers(opened(client, world.lina), plan=str(world.plan.pk), qf="proof", agrees="on")
    with clock.at(moment):
        return client.post(page(world.lina), data | {"valider": "1"})


def test_in_the_last_second_one_still_sends(world, claire):
    assert valider(world, claire, world.campaign.closes_at - SECOND).status_code == 302
    assert Dossier.objects.get().state == State.SUBMITTED


def test_at_the_second_it_closes_nothing_is_sent_nor_kept(world, claire):
    answer = valider(world, claire, world.campaign.closes_at)
    assert "Les réinscriptions sont closes" in answer.content.decode()
    assert not Dossier.objects.exists()


def test_before_it_opens_nothing_is_sent(world, claire):
    answer = valider(world, claire, world.campaign.opens_at - SECOND)
    html = answer.content.decode()
    assert "Les réinscriptions ouvrent le" in html
    assert "Revenez" in html and "recevrez" not in html, "nothing is sent when it opens"
    assert not Dossier.objects.exists()
    assert valider(world, claire, world.campaign.opens_at).status_code == 302


def test_out_of_time_the_family_for_whom_it_is_opened_again_sends(world, claire):
    closes, until = world.campaign.closes_at, world.campaign.closes_at + 9 * DAY
    actions.open_again(world.campaign, world.claire.family, until=until, by=None)
    with clock.at(closes + DAY):
        assert 'name="valider"' in opened(claire, world.lina)
    assert valider(world, claire, until - SECOND).status_code == 302
    assert Dossier.objects.get().state == State.SUBMITTED


def test_until_its_own_second(world, claire):
    until = world.campaign.closes_at + 9 * DAY
    actions.open_again(world.campaign, world.claire.family, until=until, by=None)
    assert "closes" in valider(world, claire, until).content.decode()
    assert not Dossier.objects.exists()


def test_and_no_other_family(world, claire):
    other, until = make.family("Durand"), world.campaign.closes_at + 9 * DAY
    actions.open_again(world.campaign, other, until=until, by=None)
    assert "closes" in valider(world, claire, until - DAY).content.decode()


def test_a_dossier_sent_back_is_mended_after_closing(world, claire):
    valider(world, claire, clock.now())
    actions.send_back(Dossier.objects.get(), note="Quel jour ?", by=None)
    assert "Pas encore renvoyé" in opened(claire, world.lina)
    assert valider(world, claire, world.campaign.closes_at + DAY).status_code == 302
    assert Dossier.objects.get().state == State.SUBMITTED


def test_a_reopening_ends_later_than_now(world):
    with pytest.raises(NotAllowed, match="à venir"):
        actions.open_again(world.campaign, world.claire.family, until=clock.now(), by=None)


def questions(client, moment: datetime) -> int:
    """Asked by Accueil at that moment, set-up kept."""
    with clock.at(moment):
        client.get(reverse("portal:home.index"))
        with CaptureQueriesContext(connection) as captured:
            assert client.get(reverse("portal:home.index")).status_code == 200
    return len(captured)


def test_after_closing_home_asks_no_more_for_ten_pupils(world, claire):
    later = world.campaign.closes_at + DAY
    few = questions(claire, later)
    for number in range(8):
        make.pupil(world.claire.family, f"Élève {number}")
    assert questions(claire, later) == few <= 6
