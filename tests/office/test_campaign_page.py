"""A campaign's own page: what it asks for in words, how far the families are."""

import pytest
from django.urls import reverse

from portamento.reenrolment import figures, usual
from portamento.schools.models import SchoolYear
from tests import make
from tests.make import accounts


def url(name, **kwargs):
    return reverse(f"office:campaigns.{name}", kwargs=kwargs or None)


def text_of(answer):
    return answer.content.decode()


@pytest.fixture
def campaign(valmont):
    return make.campaign()


@pytest.fixture
def secretary(valmont, sign_in):
    return sign_in(accounts.staff("Nadia Ferrand", role="secretary"))


def test_documents_of_which_one_is_enough_are_named_not_coded(campaign, secretary):
    usual.propose(campaign, by=None)
    page = text_of(secretary.get(url("show", pk=campaign.pk)))
    assert "ou à la place" in page
    assert "suffit : qf" not in page.replace("\u00a0", " ")


def test_the_campaign_says_where_its_dossiers_stand(campaign, secretary):
    family = make.family("Martin")
    guardian, lina = make.guardian(family), make.pupil(family, "Lina")
    make.enrolment(lina, make.course("Violoncelle"))
    dossier = make.dossier(lina, family, guardian, campaign=campaign)
    dossier.wishes.update(wanted=False)
    dossier.wishes.create(discipline=make.discipline("Harpe"))
    page = text_of(secretary.get(url("show", pk=campaign.pk)))
    assert f"?etat=a-controler&amp;annee={campaign.year.starts_in}" in page
    found = {one.discipline: one for one in figures.by_discipline(campaign)}
    assert (found["Violoncelle"].going_on, found["Violoncelle"].stopping) == (0, 1)
    assert found["Harpe"].new == 1
    assert [number for _day, number in figures.by_day(campaign)] == [1]
    assert "Dossiers arrivés par jour" in page


def test_a_campaign_nobody_has_begun_shows_no_figures(campaign, secretary):
    assert "Où en sont les dossiers" not in text_of(secretary.get(url("show", pk=campaign.pk)))


def test_a_second_campaign_of_each_year_is_refused_in_words(secretary):
    for year in SchoolYear.objects.all():
        make.campaign(year=year)
    page = text_of(secretary.get(url("new")))
    assert "Chaque année scolaire a déjà sa campagne" in page
