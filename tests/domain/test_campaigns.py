"""Campaigns: when they run, what they ask."""

from datetime import timedelta

import pytest

from portamento.documents import actions as documents
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.reenrolment import actions, setup
from portamento.reenrolment.models import HouseholdAnswers, Terms
from portamento.workflow.action import NotAllowed
from tests import make


def test_the_running_campaign_comes_before_the_next_and_the_last(valmont):
    past = make.campaign(year=make.year_ahead(0), opens_in=-400, closes_in=-300)
    assert setup.current_campaign() == past
    coming = make.campaign(year=make.year_ahead(2), opens_in=10, closes_in=30)
    assert setup.current_campaign() == coming
    running = make.campaign(year=make.year_ahead(1))
    assert setup.current_campaign() == running


def test_without_a_campaign_there_is_none(valmont):
    assert setup.current_campaign() is None


def test_a_campaign_opens_before_it_closes(valmont):
    with pytest.raises(NotAllowed, match="ouvrir avant"):
        make.campaign(opens_in=5, closes_in=5)
    campaign = make.campaign()
    with pytest.raises(NotAllowed):
        actions.edit_campaign(campaign, closes_at=campaign.opens_at - timedelta(days=1), by=None)


def test_one_campaign_per_year(valmont):
    make.campaign()
    with pytest.raises(NotAllowed, match="déjà une campagne"):
        make.campaign()


def test_new_terms_leave_the_old_ones_as_they_were(valmont):
    campaign = make.campaign()
    first = make.terms(campaign, "Un.")
    make.terms(campaign, "Deux.")
    assert setup.current_terms(campaign).number == 2
    assert Terms.objects.get(pk=first.pk).text == "Un."
    assert first.sha256 == Terms.digest("Un.")


def test_terms_need_a_text_or_a_file(valmont):
    with pytest.raises(NotAllowed):
        make.terms(make.campaign(), "  ")


def test_a_plan_that_families_have_chosen_keeps_its_meaning(valmont):
    campaign = make.campaign()
    plan = make.plan(campaign, "En 8 fois", instalments=8, by_debit=True)
    family = Family.objects.create(name="Martin")
    HouseholdAnswers.objects.create(family=family, campaign=campaign, plan=plan)
    with pytest.raises(NotAllowed):
        actions.edit_plan(plan, name="x", instalments=3, by_debit=True, by=None)
    with pytest.raises(NotAllowed):
        actions.drop_plan(plan, by=None)
    actions.edit_plan(plan, name="Huit fois", instalments=8, by_debit=True, by=None)
    assert setup.plans(campaign)[0].name == "Huit fois"


def test_a_document_is_asked_for_once(valmont):
    campaign, kind = make.campaign(), make.kind("RIB")
    actions.ask_for(campaign, kind, payment="debit", by=None)
    with pytest.raises(NotAllowed):
        actions.ask_for(campaign, kind, by=None)


def test_two_kinds_of_one_name_are_refused(valmont):
    make.kind("RIB")
    with pytest.raises(NotAllowed):
        documents.add_kind("RIB", owner="family", by=None)


def test_a_family_may_file_later_than_the_others(valmont):
    campaign, family = make.campaign(closes_in=1), Family.objects.create(name="Petit")
    until = clock.now() + timedelta(days=5)
    actions.open_again(campaign, family, until=until, by=None)
    later = actions.open_again(campaign, family, until=until, by=None)
    assert campaign.reopenings.get() == later
    with pytest.raises(NotAllowed):
        actions.open_again(campaign, family, until=clock.now(), by=None)
    running = make.campaign(closes_in=21, year=make.year_ahead(2))
    with pytest.raises(NotAllowed, match="date après"):
        actions.open_again(running, family, until=clock.now() + timedelta(days=7), by=None)


def test_a_warm_page_asks_the_database_nothing(valmont, django_assert_num_queries):
    campaign = make.campaign()
    make.asked(campaign), make.plan(campaign), make.terms(campaign)
    actions.add_block(campaign, title="CHAM", text="À lire.", levels=[make.level("1C1")], by=None)

    def read():
        return [
            setup.current_campaign().year.label,
            *(one.kind.name for one in setup.requests(campaign)),
            *(one.name for one in setup.plans(campaign)),
            *(one.text for one in setup.terms(campaign)),
            *(level.code for one in setup.blocks(campaign) for level in one.levels.all()),
        ]

    expected = read()
    with django_assert_num_queries(0):
        assert read() == expected
