"""A campaign's own page: what it asks for in words, how far the families are."""

from portamento.reenrolment import figures, usual
from portamento.reenrolment.models import Campaign
from portamento.schools.models import SchoolYear
from tests import make
from tests.office.people import address_in, html

url = address_in("campaigns")


def test_documents_of_which_one_is_enough_are_named_not_coded(campaign, secretary):
    usual.propose(campaign, by=None)
    page = html(secretary.get(url("show", pk=campaign.pk)))
    assert "ou à la place" in page
    assert "suffit : qf" not in page.replace("\u00a0", " ")


def test_the_campaign_says_where_its_dossiers_stand(campaign, secretary):
    family = make.family("Martin")
    guardian, lina = make.guardian(family), make.pupil(family, "Lina")
    make.enrolment(lina, make.course("Violoncelle"))
    dossier = make.dossier(lina, family, guardian, campaign=campaign)
    dossier.wishes.update(wanted=False)
    dossier.wishes.create(discipline=make.discipline("Harpe"))
    page = html(secretary.get(url("show", pk=campaign.pk)))
    assert f"?etat=a-controler&amp;annee={campaign.year.starts_in}" in page
    found = {one.discipline: one for one in figures.by_discipline(campaign)}
    assert (found["Violoncelle"].going_on, found["Violoncelle"].stopping) == (0, 1)
    assert found["Harpe"].new == 1
    assert [number for _day, number in figures.by_day(campaign)] == [1]
    assert "Dossiers arrivés par jour" in page


def test_a_campaign_nobody_has_begun_shows_no_figures(campaign, secretary):
    assert "Où en sont les dossiers" not in html(secretary.get(url("show", pk=campaign.pk)))


def test_the_next_year_without_a_campaign_is_offered_first(secretary):
    """Also one that nobody has set up yet: a secretary has no need of « Réglages » for it."""
    this, known = make.year_ahead(0), list(SchoolYear.objects.order_by("starts_in"))
    for year in known:
        if year.starts_in > this.starts_in:
            make.campaign(year=year)
    page = html(secretary.get(url("new")))
    wanted = known[-1].starts_in + 1
    assert f'<option value="{wanted}" selected' in page
    assert f'<option value="{this.starts_in - 1}"' not in page
    dates = {"opens_at": "2027-06-04T08:00", "last_minute": "2027-06-15T23:59"}
    secretary.post(url("new"), dates | {"year": wanted, "top_tranche": "11"})
    assert Campaign.objects.filter(year__starts_in=wanted).exists()
