"""Mot de passe perdu: who gets a provisional password, and what it opens."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from portamento.accounts import actions, rules
from portamento.accounts.models import ProvisionalSecret
from portamento.foundation import clock
from portamento.mailroom.fresh import revealed
from portamento.mailroom.models import Outgoing
from portamento.schools.scope import scope
from tests import make
from tests.make.accounts import PASSWORD, account, staff

pytestmark = pytest.mark.usefixtures("valmont")
URL = "/mot-de-passe-perdu/"
EMAIL = "claire.martin@example.org"


def ask(client, identifier="martin", email=EMAIL, site="valmont"):
    return client.post(URL, {"site": site, "identifier": identifier, "email": email})


def given() -> str:
    """The provisional password of the newest letter, as its reader sees it."""
    letter = Outgoing.objects.filter(kind="ProvisionalPassword").newest_first().first()
    return revealed(letter).split("provisoire\u00a0: ")[1].split()[0]


def signs_in(client, password, identifier="martin"):
    typed = {"site": "valmont", "identifier": identifier, "password": password}
    response = client.post("/connexion/", typed)
    return response.url if response.status_code == 302 else ""


def save(client, new="Neuf2027x"):
    return client.post("/mot-de-passe/", {"new_password": new, "new_password_again": new})


def test_the_guide_word_by_word(client):
    account(password="")
    page = client.get(URL, {"site": "valmont"})
    assert b"Valider" in page.content and b"Retour" in page.content
    answer = client.get(ask(client).url).content.decode()
    assert "OK" in answer and "spams ou courriers indésirables" in answer
    back = answer.split('href="/connexion/')[1].split('"')[0]
    assert 'value="martin"' in client.get("/connexion/" + back).content.decode()
    assert signs_in(client, given()) == "/mot-de-passe/"
    assert save(client).url == "/"
    client.post("/deconnexion/")
    assert signs_in(client, "Neuf2027x") == "/"


def test_the_link_does_the_same_and_opening_it_does_nothing(client):
    account()
    ask(client)
    letter = Outgoing.objects.get(kind="ProvisionalPassword")
    path = "/acces/" + revealed(letter).split("/acces/")[1].split()[0]
    page = client.get(path)
    assert "Continuer" in page.content.decode() and page["Referrer-Policy"] == "same-origin"
    assert not client.session.keys()
    assert client.post(path).url == "/mot-de-passe/"
    save(client)
    assert "ne sert plus" in client.get(path).content.decode()
    assert "ne sert plus" in client.post(path).content.decode()


@pytest.mark.parametrize(
    ("identifier", "email"),
    [("personne", EMAIL), ("martin", "autre@example.org"), ("petit", EMAIL), ("durand", EMAIL)],
)
def test_the_answer_and_the_work_are_the_same_for_those_who_do_not_match(client, identifier, email):
    account()
    account("Marc Petit", email="")
    actions.close_account(account("Inès Durand"), by=None)
    Outgoing.objects.all().delete()
    ask(client, "martin", "premier@example.org")  # sets up what is kept in the process
    with CaptureQueriesContext(connection) as right:
        match = client.get(ask(client).url)
    with CaptureQueriesContext(connection) as wrong:
        other = client.get(ask(client, identifier, email).url)
    assert statements(right) == statements(wrong)
    assert words(match) == words(other)
    assert Outgoing.objects.get().account.identifier == "martin"
    assert ProvisionalSecret.objects.count() == 1


def statements(captured) -> list[str]:
    """Look-ups and writes, without their values: the first words and the table."""
    plain = [query["sql"].replace('"', "").split() for query in captured]
    return [" ".join(words[:3]) for words in plain if "SAVEPOINT" not in words]


def words(response) -> str:
    return response.content.decode().split("<main")[1].split("?suite=")[0]


def test_only_a_digest_is_kept(client):
    account()
    ask(client)
    row, letter = ProvisionalSecret.objects.get(), Outgoing.objects.get(kind="ProvisionalPassword")
    assert given() not in row.digest and len(row.digest) == 64
    assert given() not in letter.text and given().encode() not in bytes(letter.secret)


def test_it_opens_mot_de_passe_and_nothing_else(client):
    account()
    ask(client)
    signs_in(client, given())
    for path in ("/", "/famille/"):
        assert client.get(path).url == "/mot-de-passe/"
    page = client.get("/mot-de-passe/").content.decode()
    assert "Mot de passe actuel" not in page and "provisoire" in page
    assert "/famille/" not in page
    assert client.get("/session/").status_code == 204


def test_the_old_password_works_until_a_new_one_is_chosen(client):
    account()
    ask(client)
    secret = given()
    assert signs_in(client, PASSWORD) == "/"
    client.post("/deconnexion/")
    assert signs_in(client, secret) == "/mot-de-passe/"
    save(client)
    client.post("/deconnexion/")
    assert signs_in(client, PASSWORD) == ""
    assert signs_in(client, secret) == ""


def test_a_newer_one_replaces_it(client):
    account()
    ask(client)
    first = given()
    ask(client)
    assert signs_in(client, first) == ""
    assert signs_in(client, given()) == "/mot-de-passe/"


def test_it_ends_after_a_day(client):
    account()
    now = clock.now()
    with clock.at(now):
        ask(client)
    with clock.at(now + rules.PROVISIONAL_LIVES + timedelta(seconds=1)):
        assert signs_in(client, given()) == ""
    with clock.at(now + rules.PROVISIONAL_LIVES - timedelta(seconds=1)):
        assert signs_in(client, given()) == "/mot-de-passe/"


def test_two_sessions_of_one_secret_save_one_password(client, django_user_model):
    account()
    ask(client)
    other = type(client)()
    for each in (client, other):
        assert signs_in(each, given()) == "/mot-de-passe/"
    assert save(client, "Premier2027").url == "/"
    assert save(other, "Second2027x").status_code in (302, 403)
    client.post("/deconnexion/")
    assert signs_in(client, "Second2027x") == ""
    assert signs_in(client, "Premier2027") == "/"


def test_a_session_of_a_replaced_secret_saves_nothing(client):
    account()
    ask(client)
    signs_in(client, given())
    ask(type(client)())
    response = save(client)
    assert response.status_code == 409
    assert "ne sert plus" in response.content.decode()


def test_three_an_hour_and_no_more(client):
    account()
    for _ in range(5):
        ask(client)
    assert Outgoing.objects.filter(kind="ProvisionalPassword").count() == 3
    with clock.at(clock.now() + timedelta(hours=1, seconds=1)):
        ask(client)
    assert Outgoing.objects.filter(kind="ProvisionalPassword").count() == 4


def test_it_may_not_be_kept_as_the_password(client):
    account()
    ask(client)
    secret = given()
    signs_in(client, secret)
    assert "provisoire lui-même" in save(client, secret).content.decode()


def test_the_paper_one_opens_the_same_door(client):
    someone = account(email="", password="")
    actions.send_identifier(someone, by=None)
    paper = revealed(Outgoing.objects.get()).split("provisoire\u00a0: ")[1].split()[0]
    with clock.at(clock.now() + timedelta(days=29)):
        assert signs_in(client, paper) == "/mot-de-passe/"


def test_staff_come_in_the_same_way(client):
    staff(identifier="direction", password="")
    ask(client, "direction", "paul.roche@example.org")
    assert signs_in(client, given(), "direction") == "/mot-de-passe/"
    assert "12" in save(client, "Neuf2027x").content.decode()
    assert save(client, "trois mots sans rapport").url == "/bureau/"


def test_the_same_names_in_the_other_school_are_another_person(client):
    account()
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        account("Hélène Martin", email="helene@example.org")
    ask(client, "martin", EMAIL, site="bellerive")
    assert not Outgoing.objects.filter(kind="ProvisionalPassword").exists()
