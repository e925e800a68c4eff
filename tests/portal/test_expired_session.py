"""A session that has ended, or a token that is lost, loses nothing of what was typed."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from portamento.accounts import actions
from portamento.changes.models import FieldChange
from portamento.doors import carry
from tests import make
from tests.make.accounts import PASSWORD, session_of
from tests.portal.forms import fields_of_form

PAGE = "/famille/"
TYPED = "8 quai des Moulins"


@pytest.fixture
def claire(valmont):
    guardian = make.guardian(make.family(), identifier="martin")
    actions.change_password(guardian.account, PASSWORD, by=None)
    return guardian


@pytest.fixture
def page(claire, sign_in):
    return sign_in(claire.account)


def text(response) -> str:
    return response.content.decode()


def filled(client, **typed) -> dict:
    return fields_of_form(text(client.get(PAGE))) | {"address": TYPED} | typed


def expire(client):
    """As after an hour without a sign of life."""
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))


def carried(response) -> str:
    return text(response).split(f'name="{carry.FIELD}" value="')[1].split('"')[0]


def come_back(client, sealed, password=PASSWORD, identifier="martin"):
    typed = {"site": "valmont", "identifier": identifier, "password": password}
    return client.post("/connexion/", typed | {carry.FIELD: sealed})


def test_the_same_account_finds_its_form_filled_again(page):
    form = filled(page)
    expire(page)
    refused = page.post(PAGE, form)
    assert refused.status_code == 403
    assert "ce que vous avez écrit vous attend" in text(refused)
    assert TYPED not in text(refused)
    assert come_back(page, carried(refused)).url == PAGE
    again = text(page.get(PAGE))
    assert TYPED in again and "de nouveau là" in again
    assert not FieldChange.objects.exists()
    page.post(PAGE, fields_of_form(again))
    assert FieldChange.objects.get().proposed == TYPED
    assert "de nouveau là" not in text(page.get(PAGE))


def test_the_site_is_chosen_as_it_was(page):
    make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")
    form = filled(page)
    expire(page)
    assert '<option value="valmont" selected>' in text(page.post(PAGE, form))


def test_another_account_finds_nothing_of_it(page):
    other = make.guardian(make.family("Durand"), "Inès", "Durand", identifier="durand")
    actions.change_password(other.account, PASSWORD, by=None)
    form = filled(page)
    expire(page)
    refused = page.post(PAGE, form)
    home = come_back(page, carried(refused), identifier="durand")
    assert home.url == "/"
    assert TYPED not in text(page.get(PAGE))


def test_a_wrong_password_in_between_loses_nothing(page):
    form = filled(page)
    expire(page)
    refused = page.post(PAGE, form)
    wrong = come_back(page, carried(refused), password="Faux2026")
    come_back(page, carried(wrong))
    assert TYPED in text(page.get(PAGE))


def test_passwords_are_never_carried(page, claire):
    expire(page)
    typed = {"current_password": "Secret2026", "new_password": "Autre2026", "pays": "France"}
    sealed = carried(page.post("/mot-de-passe/", typed | whose(claire)))
    assert carry.unseal(sealed)["fields"] == {"pays": ["France"]}


def whose(guardian) -> dict:
    return {carry.FROM: carry.seal_account(guardian.account)}


def test_files_are_named_as_to_be_chosen_anew(page):
    form = filled(page, scan=SimpleUploadedFile("rib.pdf", b"%PDF-1.7"))
    expire(page)
    come_back(page, carried(page.post(PAGE, form)))
    assert "Fichiers à choisir à nouveau" in text(page.get(PAGE))
    assert "rib.pdf" in text(page.get(PAGE))


def test_a_button_that_posts_elsewhere_leads_back_to_its_page(page, claire):
    expire(page)
    url = "/famille/modifications/1/annuler/"
    came_from = {"referer": f"http://testserver{PAGE}?onglet=1"}
    refused = page.post(url, {"address": TYPED} | whose(claire), headers=came_from)
    assert come_back(page, carried(refused)).url == f"{PAGE}?onglet=1"
    elsewhere = page.post(url, whose(claire), headers={"referer": "https://evil.example/famille/"})
    assert elsewhere.status_code in {302, 404}


def test_what_was_not_sealed_by_us_is_not_believed(page, claire):
    expire(page)
    assert come_back(page, "gAAAAABforged").url == "/"
    stolen = carry.seal({"path": "//evil.example/", "fields": {}, "files": []} | {"from": ""})
    page.post("/deconnexion/")
    assert come_back(page, stolen).url == "/"


def test_what_was_saved_meanwhile_is_still_noticed(page, claire):
    form = filled(page)
    expire(page)
    sealed = carried(page.post(PAGE, form))
    type(claire.person).objects.filter(pk=claire.person_id).update(version=9)
    come_back(page, sealed)
    assert fields_of_form(text(page.get(PAGE)))["version"] == form["version"]


def test_a_lost_token_fills_the_form_again_without_signing_in(claire):
    strict = session_of(Client(enforce_csrf_checks=True), claire.account)
    form = filled(strict)
    form.pop("csrfmiddlewaretoken")
    assert strict.post(PAGE, form).url == PAGE
    assert TYPED in text(strict.get(PAGE))
    assert not FieldChange.objects.exists()


def test_a_forged_post_fills_nothing(claire):
    strict = session_of(Client(enforce_csrf_checks=True), claire.account)
    refused = strict.post(PAGE, {"address": TYPED, carry.FROM: "deviné"})
    assert refused.status_code == 403
    assert TYPED not in text(strict.get(PAGE))


def test_a_lost_token_on_an_open_page_says_so(valmont):
    strict = Client(enforce_csrf_checks=True)
    refused = strict.post("/connexion/", {"identifier": "martin"})
    assert refused.status_code == 403
    assert "ouverte depuis trop longtemps" in text(refused)


def test_reading_a_page_asks_to_sign_in_and_comes_back(client, valmont):
    assert client.get(PAGE).url == "/connexion/?next=%2Ffamille%2F"
    fragment = client.get(PAGE, headers={"hx-request": "true", "referer": "http://testserver/x/"})
    assert fragment["HX-Redirect"] == "/connexion/?next=%2Fx%2F"


def test_a_fragment_that_posts_gets_the_whole_page(page):
    form = filled(page)
    expire(page)
    answer = page.post(PAGE, form, headers={"hx-request": "true"})
    assert (answer.status_code, answer["HX-Retarget"]) == (200, "body")
    come_back(page, carried(answer))
    assert TYPED in text(page.get(PAGE))


def test_a_sign_of_life_keeps_the_session(page):
    session = page.session
    session["seen"] = 0
    session.save()
    Session.objects.update(expire_date=timezone.now() + timedelta(minutes=1))
    assert page.get("/session/").status_code == 204
    left = Session.objects.get(pk=session.session_key).expire_date - timezone.now()
    assert left > timedelta(seconds=settings.IDLE_SECONDS)


def test_pages_warn_before_the_session_ends(page):
    assert 'data-seconds="3600" data-ping="/session/"' in text(page.get(PAGE))
