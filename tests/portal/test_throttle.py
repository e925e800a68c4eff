"""How soon one may try again."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client

from portamento.accounts import issuing, passwords, rules
from portamento.accounts.models import FailedAttempt
from portamento.doors import throttle
from portamento.foundation import clock
from tests.make.accounts import PASSWORD, account

pytestmark = pytest.mark.usefixtures("valmont")
START = datetime(2027, 6, 1, 8, 0, tzinfo=UTC)


def attempt(client, identifier="martin", password="Faux2026", *, after=timedelta(0), **extra):
    with clock.at(START + after):
        sent = {"site": "valmont", "identifier": identifier, "password": password}
        return client.post("/connexion/", sent, **extra).status_code == 302


def fail(client, times, identifier="martin", **extra):
    """Fails that many times as fast as is allowed; gives the moment of the last."""
    now = timedelta(0)
    for n in range(times):
        now += rules.wait_after(n)
        attempt(client, identifier, after=now, **extra)
    return now


@pytest.mark.parametrize("who", ["martin", "personne"])
def test_after_five_failures_one_waits_over_a_minute_known_or_not(client, who):
    account()
    last = fail(client, 5, who)
    assert FailedAttempt.objects.count() == 5
    attempt(client, who, after=last + timedelta(seconds=60))
    assert FailedAttempt.objects.count() == 5
    attempt(client, who, after=last + timedelta(seconds=66))
    assert FailedAttempt.objects.count() == 6


def test_the_right_password_waits_too_and_then_opens(client):
    account()
    last = fail(client, 5)
    assert not attempt(client, password=PASSWORD, after=last + timedelta(seconds=30))
    assert attempt(client, password=PASSWORD, after=last + timedelta(seconds=70))


def test_a_visit_begins_the_wait_anew_but_not_the_count_of_the_day(client):
    account()
    last = fail(client, 5)
    assert attempt(client, password=PASSWORD, after=last + timedelta(seconds=70))
    soon = last + timedelta(seconds=80)
    assert not attempt(client, after=soon)
    assert attempt(client, password=PASSWORD, after=soon)
    assert FailedAttempt.objects.count() == 6


def test_at_most_twenty_five_failures_in_a_day(client):
    account()
    last = fail(client, 25)
    for hours in (1, 5, 10):
        attempt(client, after=last + timedelta(hours=hours))
    assert FailedAttempt.objects.count() == 25
    assert not attempt(client, password=PASSWORD, after=last + timedelta(hours=10))
    assert attempt(client, password=PASSWORD, after=last + timedelta(hours=24, seconds=1))


def test_refused_attempts_do_not_prolong_the_wait(client):
    account()
    last = fail(client, 5)
    for seconds in range(5, 65, 5):
        attempt(client, after=last + timedelta(seconds=seconds))
    assert attempt(client, password=PASSWORD, after=last + timedelta(seconds=66))


def test_the_right_person_gets_out_by_lost_password(client):
    someone = account()
    last = fail(client, 25)
    with clock.at(START + last):
        given, _row = issuing.make(someone, lives=rules.PROVISIONAL_LIVES)
    assert attempt(client, password=given, after=last + timedelta(seconds=1))
    with clock.at(START + last + timedelta(seconds=2)):
        new = {"new_password": "Neuf2027x", "new_password_again": "Neuf2027x"}
        client.post("/mot-de-passe/", new)
    client.post("/deconnexion/")
    assert attempt(client, password="Neuf2027x", after=last + timedelta(seconds=3))


def test_a_provisional_password_has_ten_tries_of_its_own(client):
    someone = account()
    with clock.at(START):
        given, row = issuing.make(someone, lives=rules.PROVISIONAL_LIVES)
    wrong = "Ab2" * 4
    for n in range(10):
        attempt(client, password=wrong, after=timedelta(hours=2 * n))
    row.refresh_from_db()
    assert row.tries == 10
    assert not attempt(client, password=given, after=timedelta(hours=20))
    link = f"/acces/{given}/"  # nobody can guess it, nobody can use it up
    with clock.at(START + timedelta(hours=20)):
        assert client.post(link).url == "/mot-de-passe/"


def test_what_could_not_be_provisional_does_not_use_up_its_tries(client):
    _given, row = issuing.make(account(), lives=rules.PROVISIONAL_LIVES)
    attempt(client, password=PASSWORD + "faux")
    row.refresh_from_db()
    assert row.tries == 0


def test_a_loud_address_keeps_only_out_who_failed_there(client):
    account()
    account("Inès Durand", email="durand@example.org")
    attempt(client)
    for n in range(throttle.ADDRESS_AN_HOUR):
        attempt(client, f"personne{n}")
    later = timedelta(minutes=5)
    assert not attempt(client, password=PASSWORD, after=later)
    assert attempt(client, "durand", PASSWORD, after=later)
    assert attempt(client, password=PASSWORD, after=later, REMOTE_ADDR="192.0.2.7")


@pytest.mark.django_db(transaction=True)
def test_twenty_at_once_count_like_twenty_in_a_row(monkeypatch):
    account()
    looked_at = []
    monkeypatch.setattr(passwords, "is_right", lambda who, typed: looked_at.append(typed))

    def try_once(_number):
        try:
            return attempt(Client())
        finally:
            connection.close()

    with ThreadPoolExecutor(10) as pool:
        assert not any(pool.map(try_once, range(20)))
    assert 1 <= len(looked_at) <= 5


def test_an_address_is_believed_from_a_proxy_only_by_setting(rf, settings):
    request = rf.get("/", headers={"x-forwarded-for": "198.51.100.1, 192.0.2.9"})
    assert throttle.client_address(request) == "127.0.0.1"
    settings.BEHIND_PROXY = True
    assert throttle.client_address(request) == "192.0.2.9"


def test_an_ipv6_house_is_one_address(rf):
    one, two, other = (
        throttle.client_address(rf.get("/", REMOTE_ADDR=given))
        for given in ("2001:db8:1:2::1", "2001:db8:1:2:ffff::9", "2001:db8:1:3::1")
    )
    assert one == two != other
