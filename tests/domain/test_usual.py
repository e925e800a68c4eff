"""The usual list of documents and plans."""

import pytest

from portamento.documents.models import DocumentKind
from portamento.reenrolment import setup, usual
from portamento.workflow.action import NotAllowed
from tests import make


def test_the_guides_documents_and_plans_are_there_in_one_go(valmont):
    campaign = make.campaign()
    usual.propose(campaign, by=None)
    conditions = {one.kind.name: one.condition for one in setup.requests(campaign)}
    assert len(conditions) == 9
    assert conditions["Doc 2 : Mandat de prélèvement SEPA"] == "first_debit"
    assert conditions["Doc 3 : Fiche sanitaire de liaison"] == "minor"
    assert [plan.instalments for plan in setup.plans(campaign)] == [1, 8]


def test_one_of_the_two_proofs_of_income_is_enough(valmont):
    campaign = make.campaign()
    usual.propose(campaign, by=None)
    proofs = [one for one in setup.requests(campaign) if one.choice == "qf"]
    assert [one.condition for one in proofs] == ["qf", "qf"]


def test_the_certificate_for_dance_is_due_later_and_never_blocks(valmont):
    campaign = make.campaign()
    usual.propose(campaign, by=None)
    later = [one for one in setup.requests(campaign) if not one.blocking]
    assert [one.condition for one in later] == ["dance"]
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
    make.asked(campaign, "RIB", condition="always")
    make.plan(campaign, "En 3 fois", instalments=3)
    usual.propose(campaign, by=None)
    rib = [one for one in setup.requests(campaign) if one.kind.name == "RIB"]
    assert [one.condition for one in rib] == ["always"]
    assert [plan.name for plan in setup.plans(campaign)] == ["En 3 fois"]
