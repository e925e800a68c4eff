"""Accueil: what remains to be done, and whose turn it is."""

import re

import pytest
from django.urls import reverse

from portamento.billing import actions as billing
from portamento.foundation import clock
from portamento.reenrolment import actions, pieces, situation
from portamento.reenrolment.models import Dossier
from tests.make import bills
from tests.portal.test_dossier import sent

pytestmark = pytest.mark.usefixtures("inspector")


def words(client) -> str:
    response = client.get(reverse("portal:home.index"))
    assert response.status_code == 200
    return " ".join(response.content.decode().split())


def test_each_pupil_says_what_is_to_be_done_and_by_when(world, sign_in):
    html = words(sign_in(world.claire.account))
    assert "Lina Martin" in html and "Noé Martin" in html
    assert "2 choses vous attendent" in html
    assert html.count("À vous, à faire jusqu’au") == 2


def test_once_sent_it_is_the_conservatoires_turn(world, sign_in):
    client = sign_in(world.claire.account)
    sent(world, client, world.lina)
    html = words(client)
    assert "Envoyé, incomplet" in html and "en cours d’examen" not in html
    assert "À vous, à fournir" in html, "documents are still missing"


def test_sent_back_it_is_the_familys_turn_with_the_reason(world, sign_in):
    client = sign_in(world.claire.account)
    dossier = sent(world, client, world.lina)
    actions.send_back(dossier, note="Quel jour pour l’orchestre ?", by=None)
    html = words(client)
    assert "À vous, à faire jusqu’au" in html and "Quel jour pour l’orchestre" in html


def test_the_other_parent_sees_the_state_and_no_paper(world, sign_in):
    sent(world, sign_in(world.claire.account), world.lina)
    html = words(sign_in(world.karim.account))
    assert "Lina Martin" in html and "Noé" not in html
    assert Dossier.objects.get().reference in html


def test_who_pays_a_share_is_told_what_their_household_gives(world, sign_in, pdf):
    sent(world, sign_in(world.claire.account), world.lina)
    client = sign_in(world.karim.account)
    html = words(client)
    assert "1 chose vous attend" in html and "Ce que votre foyer fournit" in html
    actions.answer_household(
        world.karim.family, world.campaign, plan_id=world.plan.pk, qf_choice="", by=None
    )
    give_all(world.karim, world.lina, world.campaign, pdf)
    html = words(client)
    assert "Vous n’avez rien à faire" in html and "Complet" in html


def test_papers_of_one_choice_are_one_thing_to_do(world, sign_in):
    """« CAF ou MSA », or else the whole tax notice: one is enough."""
    client = sign_in(world.claire.account)
    sent(world, client, world.lina)
    html = words(client)
    assert html.count("Attestation de quotient familial") == 1
    assert re.search(r"de moins de 3 mois, ou Avis d’imposition", html)
    # Noé’s dossier, then the proof of residence, the quotient, « Doc 1 », « Doc 3 » and « Doc 4 ».
    assert "6 choses vous attendent" in html


def give_all(guardian, pupil, campaign, pdf) -> None:
    member = guardian.family.memberships.filter(pupil=pupil)
    [one] = situation.load(member, campaign)
    for piece in pieces.of(one):
        actions.hand_in(guardian.family, piece.kind, pdf("piece.pdf"), by=guardian.account)


def test_before_the_campaign_the_page_says_when_it_opens(world, sign_in):
    later = clock.now() + (world.campaign.closes_at - world.campaign.opens_at)
    actions.edit_campaign(
        world.campaign, opens_at=later, closes_at=later + (later - clock.now()), by=None
    )
    html = words(sign_in(world.claire.account))
    assert "Rien à faire pour l’instant" in html and "Ouvre le" in html


def test_the_page_stays_within_its_queries(world, sign_in, django_assert_max_num_queries):
    client = sign_in(world.claire.account)
    words(client)
    with django_assert_max_num_queries(6):
        words(client)


def test_an_instalment_the_bank_sent_back_is_the_familys_turn(world, sign_in):
    bill = bills.bill(world.claire.family)
    billing.mark_instalment(bill.instalments.first(), "rejected", by=None)
    assert "à régler à nouveau" in words(sign_in(world.claire.account))
    assert "à régler à nouveau" not in words(sign_in(world.karim.account))
