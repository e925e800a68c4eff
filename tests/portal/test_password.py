"""Mot de passe: the rule, the change, and what follows from it."""

import pytest

from portamento.audit.models import Event
from portamento.mailroom.models import Outgoing
from portamento.schools.models import PasswordRule
from tests.make.accounts import PASSWORD, STAFF_PASSWORD, account, session_of, staff

pytestmark = pytest.mark.usefixtures("valmont")
URL = "/mot-de-passe/"


def change(client, new, *, current=PASSWORD, again=None):
    typed = {"current_password": current, "new_password": new}
    return client.post(URL, typed | {"new_password_again": new if again is None else again})


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize(
    ("new", "sentence"),
    [
        ("Court1a", "trop court"),
        ("court", "des caractères (8 au moins), une lettre majuscule, un chiffre."),
        ("Beaucoup2TropLong", "trop long"),
        ("minuscule2027", "lettre majuscule"),
        ("MAJUSCULE2027", "lettre minuscule"),
        ("SansChiffre", "un chiffre"),
        ("Password1", "trop courant"),
        ("Motdepasse1", "trop courant"),
        ("2026 Azerty!", "trop courant"),
        ("Martin2027", "votre nom"),
        ("xCLAIREx2027", "votre nom"),
    ],
)
def test_the_rule_of_the_guide_for_families(sign_in, new, sentence):
    client = sign_in(account())
    response = change(client, new)
    assert response.status_code == 200
    assert sentence in text(response)
    assert not Outgoing.objects.filter(kind="PasswordChanged").count() > 1


@pytest.mark.parametrize("new", ["Huit2027", "Violoncelle2027x"])
def test_what_fits_the_rule_is_kept(sign_in, new):
    assert change(sign_in(account()), new).status_code == 302


def test_a_school_may_choose_the_long_rule(sign_in, valmont):
    valmont.password_rule = PasswordRule.LONG
    valmont.save()
    client = sign_in(account())
    assert "au moins 12" in text(change(client, "Huit2027"))
    assert change(client, "quatre mots sans rapport").status_code == 302


def test_staff_always_have_the_long_rule(sign_in):
    client = sign_in(staff())
    assert "12 à 128" in text(client.get(URL))
    assert "au moins 12" in text(change(client, "Huit2027", current=STAFF_PASSWORD))
    assert change(client, "x" * 129, current=STAFF_PASSWORD).status_code == 200
    assert change(client, "trois mots sans suite", current=STAFF_PASSWORD).url == "/bureau/"


def test_the_current_one_is_asked_and_twice_the_new_one(sign_in):
    client = sign_in(account())
    assert "pas votre mot de passe actuel" in text(change(client, "Neuf2027x", current="Faux2027"))
    assert "ne sont pas les mêmes" in text(change(client, "Neuf2027x", again="Neuf2027y"))


def test_wrong_current_passwords_count_as_at_the_door(sign_in):
    client = sign_in(account())
    for _ in range(6):
        change(client, "Neuf2027x", current="Faux2027")
    assert "pas votre mot de passe actuel" in text(change(client, "Neuf2027x"))


def test_other_sessions_end_this_one_stays_and_a_letter_says_so(client):
    someone = account()
    here, there = session_of(client, someone), session_of(type(client)(), someone)
    response = change(here, "Neuf2027x")
    assert response.url == "/"
    assert here.get("/session/").status_code == 204
    assert there.get("/session/").status_code == 302
    assert Outgoing.objects.filter(kind="PasswordChanged").count() == 2
    event = Event.objects.filter(verb="account.password_changed").newest_first().first()
    assert event.author == someone


def test_the_page_shows_no_password_back(sign_in):
    client = sign_in(account())
    page = text(change(client, "court"))
    assert PASSWORD not in page
    assert "Retour" in page or "Annuler" in page
