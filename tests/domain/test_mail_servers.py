"""Mail servers as they are: with certificates, passwords, refusals; and two workers at once."""

import ssl
import threading
from datetime import timedelta

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult, LoginPassword
from django.db import connection

from portamento.config import env
from portamento.foundation import clock
from portamento.mailroom import courier, delivery, sweeps
from portamento.mailroom.models import Fate
from portamento.schools.scope import scope
from tests import make
from tests.mail_server import MailServer, certificate
from tests.make.letters import deliver, fate, write


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.SMTP = server.setting
    sweeps._rest.end()
    yield server
    server.stop()
    sweeps._rest.end()


@pytest.fixture
def trusted(tmp_path, monkeypatch):
    """A certificate for localhost; whoever calls `trust()` believes it."""
    cert, key = certificate(tmp_path)

    class Trust:
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)

        def believe(self):
            monkeypatch.setenv("SSL_CERT_FILE", str(cert))

    Trust.context.load_cert_chain(cert, key)
    return Trust()


@pytest.fixture(params=["tls", "ssl"])
def encrypted(request, server, settings, trusted):
    """A server that takes mail over an encrypted connection only, and asks who we are."""

    def knows(_server, _session, _envelope, _mechanism, given: LoginPassword):
        right = (given.login, given.password) == (b"portamento", b"sesame/7")
        return AuthResult(success=right, handled=False)

    asks = {"authenticator": knows, "hostname": "127.0.0.1"}
    if request.param == "tls":
        tls = {"tls_context": trusted.context, "require_starttls": True, "auth_required": True}
        server.controller = Controller(server, port=server.port, **asks, **tls)
    else:
        tls = {"ssl_context": trusted.context, "auth_require_tls": False}
        server.controller = Controller(server, port=server.port, **asks, **tls)
    server.controller.start()
    scheme, more = ("smtp", "?tls=1") if request.param == "tls" else ("smtps", "")
    url = f"{scheme}://portamento:sesame%2F7@localhost:{server.port}{more}"
    settings.SMTP = env.smtp(url)
    return server


def test_letters_leave_over_an_encrypted_connection(valmont, encrypted, trusted):
    trusted.believe()
    row = write()
    deliver()
    assert (fate(row), row.problem, len(encrypted.taken)) == (Fate.SENT, "", 1)


def test_a_server_nobody_vouches_for_gets_no_letter_and_no_password(valmont, encrypted):
    row = write()
    deliver()
    assert (fate(row), row.attempts, encrypted.taken) == (Fate.QUEUED, 0, [])
    assert "certificate" in row.problem.lower()


def test_a_wrong_password_delays_every_letter_and_says_so(valmont, encrypted, trusted, settings):
    trusted.believe()
    settings.SMTP = settings.SMTP | {"password": "faux"}
    row = write()
    deliver()
    assert (fate(row), row.attempts) == (Fate.QUEUED, 0)
    assert row.problem.startswith("Compte refusé")


def test_a_refused_sender_delays_its_school_and_no_other(valmont, server):
    server.answers["FROM"] = ["550 not your domain"]
    server.start()
    first = write()
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")):
        second = write("autre@example.org")
        deliver()
        assert fate(second) == Fate.SENT
    assert (fate(first), first.attempts) == (Fate.QUEUED, 1)
    assert "Expéditeur refusé" in first.problem
    deliver(later=timedelta(minutes=1))
    assert fate(first) == Fate.SENT


def test_a_mailbox_full_for_five_days_is_shown_to_the_office(valmont, server):
    server.start()
    server.answers["claire@example.org"] = ["452 mailbox full"] * 40
    row, days, began = write(), timedelta(), clock.now()
    while fate(row) == Fate.QUEUED:
        assert days < timedelta(days=10)
        deliver(later=days)
        days += timedelta(minutes=30)
    assert row.state == Fate.REFUSED
    assert "452 mailbox full" in row.problem and "cinq jours" in row.problem
    assert timedelta(days=4) < days < timedelta(days=7), began
    assert row.attempts == delivery.TRIES - 1


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_letter_once(settings):
    server = MailServer()
    server.start()
    settings.SMTP = server.setting
    with scope(make.school()):
        rows = [write(f"parent{number}@example.org") for number in range(30)]
    begin, failures = threading.Barrier(3), []

    def worker():
        try:
            begin.wait(timeout=20)
            with courier.Courier(settings.SMTP):
                deliver()
        except Exception as error:
            failures.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(3)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(timeout=60)
    server.stop()
    assert failures == []
    addresses = [mail["To"].addresses[0].addr_spec for mail in server.taken]
    assert sorted(addresses) == sorted(row.address for row in rows)
    with scope(rows[0].school):
        assert {fate(row) for row in rows} == {Fate.SENT}


@pytest.mark.parametrize(
    "url", ["smtp.example.org", "http://smtp.example.org", "smtp://", "smtp://a:%C3%A9@smtp"]
)
def test_an_address_of_no_mail_server_is_said_at_once(url):
    with pytest.raises(ValueError, match="PORTAMENTO_SMTP_URL"):
        env.smtp(url)
