"""Réinscription, another year: what was handed in earlier counts while it holds and is there."""

import re
from datetime import timedelta

import pytest

from portamento.documents import forgetting
from portamento.documents.models import Document
from portamento.foundation import clock
from portamento.reenrolment import actions
from portamento.reenrolment.models import Payment
from tests import make
from tests.portal.test_dossier import answers, opened, page


@pytest.fixture
def mandate(world) -> Document:
    """Claire's, accepted two years before; she pays by debit again."""
    kind = world.campaign.requests.get(payment=Payment.FIRST_DEBIT).kind
    with clock.at(clock.now() - timedelta(days=730)):
        made = make.document(world.claire.family, kind)
        actions.judge(made, accept=True, by=None)
    return made


def state_of(html: str, name: str) -> str:
    """The state in words of the piece of that name."""
    return re.search(rf"<h4>{name}[^<]*</h4><span class=\"state[^>]*>([^<]*)", html)[1]


def opened_by_debit(world, client) -> str:
    """Her page once she has chosen to pay by debit."""
    plan = world.campaign.plans.get(by_debit=True)
    client.post(page(world.lina), answers(opened(client, world.lina), plan=str(plan.pk)))
    return opened(client, world.lina)


def test_a_mandate_that_stands_is_not_asked_for_again(world, mandate, sign_in):
    html = opened_by_debit(world, sign_in(world.claire.account))
    assert "RIB" in html and "Mandat de prélèvement" not in html


@pytest.mark.parametrize("end", [forgetting.forget, forgetting.close])
def test_one_that_was_destroyed_is(world, mandate, sign_in, end):
    end(mandate, by=None)
    html = opened_by_debit(world, sign_in(world.claire.account))
    assert state_of(html, "Doc 2") == "À fournir"


@pytest.mark.parametrize("end", [forgetting.forget, forgetting.close])
def test_what_goes_within_its_own_campaign_has_proved_what_it_had_to(world, sign_in, end):
    kind = world.campaign.requests.get(kind__name__startswith="Doc 1").kind
    made = make.document(world.claire.family, kind)
    actions.judge(made, accept=True, by=None)
    end(made, by=None)
    html = opened(sign_in(world.claire.account), world.lina)
    assert state_of(html, "Doc 1") == "Accepté"
