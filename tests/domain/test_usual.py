"""The usual list of documents and plans."""

import pytest

from portamento.documents.models import DocumentKind
from portamento.reenrolment import setup, usual
from portamento.workflow.action import NotAllowed
from tests import make


def test_the_guides_documents_and_plans_are_there_in_one_go(valmont):
    campaign = make.campaign()
    usual.propose(campaign, by=None)
    asked = {one.kind.name: one for one in setup.requests(campaign)}
    assert len(asked) == 9
    assert asked["Doc 2 : Mandat de prélèvement SEPA"].payment == "first_debit"
    assert asked["Doc 3 : Fiche sanitaire de liaison"].age == "minor"
    assert [plan.instalments for plan in setup.plans(campaign)] == [1, 8]


def test_one_of_the_two_proofs_of_income_is_enough(valmont):
    campaign = make.campaign()
    usual.propose(campaign, by=None)
    proofs = [one for one in setup.requests(campaign) if one.choice == "qf"]
    assert [(one.residence, one.quotient) for one in proofs] == [("resident", True)] * 2


def test_the_certificate_for_dance_is_due_later_and_never_blocks(valmont):
    campaign = make.campaign()
    usual.propose(campaign, by=None)
    later = [one for one in setup.requests(campaign) if not one.blocking]
    assert [one.arts for one in later] == ["dance"]
    assert later[0].due_on.year == campaign.year.starts_in


def test_the_next_campaign_asks_for_the_same_kinds(valmont):
    first = make.campaign()
    usual.propose(first, by=None)
    with pytest.raises(NotAllowed):
        usual.propose(first, by=None)
    second = make.campaign(year=make.year_ahead(2))
    usual.propose(second, by=None)
    assert DocumentKind.objects.count() == 9


def test_what_the_office_has_asked_for_itself_stays(valmont):
    campaign = make.campaign()
    make.asked(campaign, "RIB", payment="debit")
    make.plan(campaign, "En 3 fois", instalments=3)
    usual.propose(campaign, by=None)
    rib = [one for one in setup.requests(campaign) if one.kind.name == "RIB"]
    assert [one.payment for one in rib] == ["debit"]
    assert [plan.name for plan in setup.plans(campaign)] == ["En 3 fois"]
