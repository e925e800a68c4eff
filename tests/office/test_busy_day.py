"""The secretary's busiest day: telephone in hand, hundreds of dossiers to go."""

import pytest
from django.urls import reverse

from portamento.audit.models import Event
from portamento.families import actions as families
from portamento.reenrolment import actions
from portamento.reenrolment.models import HouseholdAnswers
from tests import make
from tests.make import accounts
from tests.office.people import text


@pytest.fixture
def secretary(campaign, sign_in):
    return sign_in(accounts.staff("Nadia Ferrand", role="secretary", identifier="secretariat"))


def url(name, **kwargs):
    return reverse(f"office:{name}", kwargs=kwargs or None)


def filed(first_name, last_name, **fields):
    family = make.family(last_name)
    guardian = make.guardian(family, "Claire", last_name, mobile="06 12 34 56 78")
    return make.dossier(make.pupil(family, first_name, last_name), family, guardian, **fields)


@pytest.mark.parametrize("words", ["lina", "0612345678", "06 12 34 56 78", "claire.martin"])
def test_a_family_is_found_by_what_it_says_on_the_telephone(secretary, words):
    lina = filed("Lina", "Martin")
    make.guardian(make.family("Durand"), "Inès", "Durand")
    found = secretary.get(url("families.index"), {"q": words})
    assert found.status_code == 302
    assert found.url == url("families.show", pk=lina.family_id)


def test_the_list_names_what_is_missing_and_the_ready_ones_go_together(secretary, campaign):
    rib = make.asked(campaign, "RIB").kind
    lacking, waiting, ready = filed("A", "Un"), filed("B", "Deux"), filed("C", "Trois")
    contested = filed("D", "Quatre")
    for dossier in (waiting, ready, contested):
        document = make.document(dossier.family, rib)
        if dossier is not waiting:
            actions.judge(document, accept=True, by=None)
    actions.disagree(contested, text="Je n’ai rien su.", by=None)
    page = text(secretary.get(url("dossiers.index")))
    assert page.count("Manque : RIB") == 1
    quiet = text(secretary.get(url("dossiers.index"), {"prets": "on"}))
    assert ready.reference in quiet
    for dossier in (lacking, waiting, contested):
        assert dossier.reference not in quiet
    assert 'data-behaviour="tick-all" data-name="dossier"' in quiet


def test_i_want_another_way_to_pay(secretary, campaign):
    once, eight = make.plan(campaign), make.plan(campaign, "En 8 fois", instalments=8)
    dossier = filed("Lina", "Martin")
    HouseholdAnswers.objects.update_or_create(
        family=dossier.family,
        campaign=campaign,
        defaults={"plan": once, "qf_choice": ""},
    )
    where = url("dossiers.answers", pk=dossier.pk, family_pk=dossier.family_id)
    assert where in text(secretary.get(url("dossiers.show", pk=dossier.pk)))
    version = HouseholdAnswers.objects.get().version
    posted = {"plan": eight.pk, "qf": "", "version": version}
    assert "ce choix change ce que la famille paie" in text(secretary.post(where, posted))
    assert HouseholdAnswers.objects.get().plan == once
    assert secretary.post(where, posted | {"sure": "on"}).status_code == 302
    assert HouseholdAnswers.objects.get().plan == eight
    told = Event.objects.get(verb="household.changed").facts.values
    assert (told["before"], told["after"]) == ("En une fois", "En 8 fois")


def test_answers_are_those_of_a_household_that_pays_for_that_pupil(secretary, campaign):
    dossier, stranger = filed("Lina", "Martin"), make.family("Durand")
    for family, status in ((dossier.family, 200), (stranger, 404)):
        where = url("dossiers.answers", pk=dossier.pk, family_pk=family.pk)
        assert secretary.get(where).status_code == status
    dossier.family.memberships.update(payer_share=0)
    where = url("dossiers.answers", pk=dossier.pk, family_pk=dossier.family_id)
    assert secretary.get(where).status_code == 404


def test_my_ex_has_re_enrolled_my_daughter(secretary, campaign):
    dossier = filed("Lina", "Martin")
    other = make.family("Benali")
    make.guardian(other, "Karim", "Benali")
    families.share_pupil(other, dossier.pupil, payer_share=50, by=None)
    actions.disagree(dossier, text="Je n’ai rien su.", by=None)
    page = text(secretary.get(url("families.show", pk=other.pk)))
    assert f"{dossier.reference} · déposé par la famille Martin · contesté" in page
    assert url("dossiers.show", pk=dossier.pk) in page


def test_the_gallery_is_no_failed_page(client, settings):
    answer = client.get("/demo/composants/")
    assert answer.status_code == 200
    assert "<title>Composants" in answer.content.decode()


def test_papers_of_one_choice_are_one_thing_missing(secretary, campaign):
    for name in ("Attestation CAF", "Avis d’imposition"):
        make.asked(campaign, name, choice="qf")
    dossier = filed("Lina", "Martin")
    make.enrolment(dossier.pupil, make.course("Violoncelle", of=make.discipline("Violoncelle")))
    page = text(secretary.get(url("dossiers.index")))
    assert "Incomplet : 1" in page and "Incomplet : 2" not in page
    reminded = text(secretary.get(url("reminders.index"), {"quoi": "pieces"}))
    for html in (page, reminded, text(secretary.get(url("dossiers.accept", pk=dossier.pk)))):
        assert "Attestation CAF, ou Avis d’imposition" in html


def test_what_the_other_household_owes_bears_its_name(secretary, campaign):
    asked = make.asked(campaign, "Avis")
    dossier = filed("Lina", "Martin")
    families.share_pupil(make.family("Benali"), dossier.pupil, payer_share=50, by=None)
    page = text(secretary.get(url("dossiers.show", pk=dossier.pk)))
    assert "Il manque : Avis, Avis (famille Benali)." in page
    make.document(dossier.family, asked.kind)
    page = text(secretary.get(url("dossiers.show", pk=dossier.pk)))
    assert "Il manque : Avis (famille Benali)." in page
