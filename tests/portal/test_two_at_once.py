"""Two parents on the same draft, without script: neither overwrites the other, nothing is lost."""

import pytest
from django.test import Client

from portamento.documents.models import Document
from portamento.reenrolment.models import Dossier, HouseholdAnswers
from tests import make
from tests.make.accounts import session_of
from tests.portal.forms import fields_of_form
from tests.portal.test_dossier import answers, opened, page
from tests.portal.test_dossier_files import ask, letter

pytestmark = pytest.mark.usefixtures("inspector")
MEANWHILE = "modifiée entre-temps par une autre personne"


@pytest.fixture
def claire(world):
    return session_of(Client(), world.claire.account)


@pytest.fixture
def marc(world):
    """Signs for Lina as well."""
    return session_of(Client(), make.guardian(world.claire.family, "Marc", "Martin").account)


@pytest.fixture
def seen(world, claire, marc):
    """The page as Claire has it; Marc has written on his since."""
    html = opened(claire, world.lina)
    marc.post(page(world.lina), answers(opened(marc, world.lina), wanted="Harpe"))
    return html


def test_a_file_sent_with_an_old_page_is_in_and_what_was_typed_stands_again(
    world, claire, seen, pdf
):
    number = ask(seen, "Doc 1")
    typed = answers(seen, wanted="Trompette") | {"files": pdf("doc1.pdf")}
    response = claire.post(page(world.lina, "upload", ask=number), typed)
    html = response.content.decode()
    assert response.status_code == 422 and MEANWHILE in html
    assert "Trompette" in html and "« Harpe »" in html.replace("\u202f", " ")
    assert "Document reçu." in html and "doc1.pdf" in html
    assert Document.objects.count() == 1
    assert Dossier.objects.get().wanted == "Harpe"
    claire.post(page(world.lina), answers(html))
    assert Dossier.objects.get().wanted == "Trompette"


def test_a_file_refused_with_an_old_page_says_so_too(world, claire, seen):
    number = ask(seen, "Doc 1")
    typed = answers(seen, wanted="Trompette") | {"files": letter()}
    html = claire.post(page(world.lina, "upload", ask=number), typed).content.decode()
    assert MEANWHILE in html and "est un document de traitement de texte" in html


def test_a_file_removed_with_an_old_page_takes_nothing_typed_along(world, claire, marc):
    paper = make.document(world.claire.family, world.campaign.requests.first().kind)
    html = opened(claire, world.lina)
    marc.post(page(world.lina), answers(opened(marc, world.lina), wanted="Harpe"))
    typed = answers(html, wanted="Trompette")
    html = claire.post(page(world.lina, "remove", document=paper.pk), typed).content.decode()
    assert MEANWHILE in html and "Trompette" in html and "Fichier supprimé." in html
    assert not Document.objects.exists() and Dossier.objects.get().wanted == "Harpe"


def test_what_is_too_long_stands_again_with_its_reason(world, claire, pdf):
    html = opened(claire, world.lina)
    number = ask(html, "Doc 1")
    typed = answers(html, wanted="a" * 2001) | {"files": pdf()}
    response = claire.post(page(world.lina, "upload", ask=number), typed)
    assert response.status_code == 422 and "a" * 2001 in response.content.decode()
    assert Document.objects.count() == 1


def test_the_other_household_answers_once_at_a_time(world, claire):
    claire.post(page(world.lina), answers(opened(claire, world.lina)))
    karim = session_of(Client(), world.karim.account)
    leila = make.guardian(world.karim.family, "Leïla", "Benali")
    make.relate(leila, world.lina, may_reenrol=False)
    other = session_of(Client(), leila.account)
    old = fields_of_form(opened(karim, world.lina))
    plans = list(world.campaign.plans.order_by("pk"))
    new = fields_of_form(opened(other, world.lina)) | {"plan": str(plans[1].pk)}
    assert other.post(page(world.lina), new).status_code == 302
    answer = karim.post(page(world.lina), old | {"plan": str(plans[0].pk)})
    assert MEANWHILE in answer.content.decode()
    assert HouseholdAnswers.objects.get(family=world.karim.family).plan == plans[1]
