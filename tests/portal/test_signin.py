"""Connexion and Quitter, through the door users use."""

from dataclasses import dataclass

import pytest
from django.urls import reverse

from portamento.accounts import actions
from portamento.accounts.hashers import Argon2id
from portamento.accounts.models import Account, FailedAttempt
from portamento.portal.signin import people
from portamento.schools.scope import scope
from tests import make
from tests.make.accounts import PASSWORD, STAFF_PASSWORD, account, staff

pytestmark = pytest.mark.usefixtures("valmont")
URL = "/connexion/"


def typed(identifier="martin", password=PASSWORD, site="valmont", **more):
    return {"site": site, "identifier": identifier, "password": password, **more}


def is_signed_in(client) -> bool:
    return client.get("/session/").status_code == 204


def text(response) -> str:
    return response.content.decode()


def test_a_family_signs_in_and_lands_at_home(client):
    account()
    response = client.post(URL, typed())
    assert (response.status_code, response.url) == (302, reverse("portal:home.index"))
    assert is_signed_in(client)
    assert Account.objects.get().connected_at


def test_staff_sign_in_on_the_same_page_and_land_in_the_office(client):
    staff(identifier="direction")
    response = client.post(URL, typed("Direction ", STAFF_PASSWORD))
    assert response.url == reverse("office:home.index")


def test_the_email_serves_where_it_names_one_account(client):
    account()
    assert client.post(URL, typed("Claire.Martin@Example.org")).status_code == 302


def test_a_shared_mailbox_names_nobody(client):
    account()
    account("Karim Benali")
    assert client.post(URL, typed("claire.martin@example.org")).status_code == 200
    assert client.post(URL, typed("benali")).status_code == 302


def test_one_sentence_for_every_cause(client):
    account()
    account("Marc Petit", password="", email="petit@example.org")
    actions.close_account(account("Inès Durand", email="d@example.org"), by=None)
    pages = []
    for who, password in [
        ("martin", "Faux2026"),
        ("personne", PASSWORD),
        ("petit", ""),
        ("petit", "Faux2026"),
        ("durand", PASSWORD),
    ]:
        page = text(client.post(URL, typed(who, password or " ")))
        pages.append(page.split('class="errors"')[1].split("</ul>")[0])
    assert len(set(pages)) == 1
    assert "Mot de passe perdu" in pages[0]


@pytest.mark.parametrize("who", ["martin", "personne", "petit", "durand"])
def test_each_attempt_costs_one_argon2_whoever_is_named(client, monkeypatch, who):
    account()
    account("Marc Petit", password="", email="petit@example.org")
    actions.close_account(account("Inès Durand", email="d@example.org"), by=None)
    calls = []
    for name in ("verify", "encode"):
        real = getattr(Argon2id, name)

        def counted(self, *args, real=real, **kwargs):
            calls.append(1)
            return real(self, *args, **kwargs)

        monkeypatch.setattr(Argon2id, name, counted)
    client.post(URL, typed(who, "Faux2026"))
    assert len(calls) == 1


def test_the_site_is_hidden_where_there_is_one(client):
    page = text(client.get(URL))
    assert "<select" not in page
    assert '<input type="hidden" name="site"' in page


def test_the_site_is_chosen_by_link_or_by_host(client):
    make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")
    assert '<option value="" selected>' in text(client.get(URL))
    by_link = text(client.get(URL + "?site=bellerive"))
    assert '<option value="bellerive" selected>' in by_link
    assert client.get("/?site=bellerive").url == URL + "?site=bellerive"
    from portamento.schools.models import School

    School.objects.filter(slug="valmont").update(host_names="127.0.0.1 portail.example.org")
    by_host = text(client.get(URL, headers={"host": "127.0.0.1"}))
    assert '<option value="valmont" selected>' in by_host


def test_an_account_opens_nothing_in_the_other_school(client):
    account()
    bellerive = make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")
    assert client.post(URL, typed(site="bellerive")).status_code == 200
    with scope(bellerive):
        account("Hélène Martin", password="Bellerive2026")
    assert client.post(URL, typed(password="Bellerive2026")).status_code == 200
    assert client.post(URL, typed(password="Bellerive2026", site="bellerive")).status_code == 302


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:alert(1)", "evil"],
)
def test_open_redirects_are_impossible(client, elsewhere):
    account()
    page = client.get(URL, {"next": elsewhere})
    assert 'name="next"' not in text(page)
    assert client.post(URL, typed(next=elsewhere)).url == reverse("portal:home.index")


def test_the_page_that_was_asked_for_comes_after_sign_in(client):
    account()
    asked = client.get("/mot-de-passe/")
    assert asked.url == "/connexion/?next=%2Fmot-de-passe%2F"
    assert 'name="next" value="/mot-de-passe/"' in text(client.get(asked.url))
    assert client.post(URL, typed(next="/mot-de-passe/")).url == "/mot-de-passe/"


def test_lost_password_takes_the_identifiant_along_but_not_in_the_clear(client):
    account()
    response = client.post(URL, typed(lost="1", password=""))
    assert response.url.startswith("/mot-de-passe-perdu/?suite=")
    assert "martin" not in response.url
    assert 'value="martin"' in text(client.get(response.url))


def test_leaving_ends_the_session_and_asks_for_a_post(client, sign_in):
    sign_in(account())
    client.get("/deconnexion/")
    assert is_signed_in(client)
    response = client.post("/deconnexion/")
    assert response.url == "/connexion/?site=valmont"
    assert not is_signed_in(client)
    assert client.post("/deconnexion/").url == "/connexion/"


def test_the_session_gets_a_new_key_on_sign_in(client):
    account()
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies["session"] = session.session_key
    client.post(URL, typed())
    assert client.cookies["session"].value != session.session_key


@dataclass
class Listed:
    school: str = "Valmont"
    who: str = "Paul Roche, direction"
    identifier: str = "direction"
    password: str = "secret-de-demo"


def test_the_demo_lists_the_people_of_the_school_and_only_it(client):
    before = people.shown()
    try:
        people.show()
        assert "démonstration</h2>" not in text(client.get(URL))
        people.show(Listed(), Listed("Bellerive", password="secret-d-ailleurs"))
        page = text(client.get(URL))
        assert "secret-de-demo" in page and "secret-d-ailleurs" not in page
    finally:
        people.show(*before)


def test_an_attempt_that_succeeds_leaves_no_trace_of_failure(client):
    account()
    client.post(URL, typed())
    assert not FailedAttempt.objects.exists()
