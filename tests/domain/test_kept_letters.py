"""No mail server: letters are kept whole, leave when there is one, or go by post."""

import re
from datetime import timedelta

import pytest

from portamento.accounts import actions as accounts
from portamento.accounts import sweeps as account_sweeps
from portamento.accounts.models import ProvisionalSecret
from portamento.foundation import clock
from portamento.mailroom import fresh, posting, sweeps
from portamento.mailroom.models import Fate, Outgoing
from portamento.workflow.action import NotAllowed
from tests import make
from tests.mail_server import MailServer

EMAIL = "claire.martin@example.org"


@pytest.fixture
def nowhere(settings):
    """An installation that IT has not told of a mail server."""
    settings.SMTP, settings.DEMO = None, False


@pytest.fixture
def server(settings):
    server = MailServer()
    server.start()
    yield server
    server.stop()
    sweeps._rest.end()


@pytest.fixture
def claire(valmont, nowhere):
    return make.guardian(make.family()).account


def night(later=timedelta()) -> None:
    """All that the worker does about letters, that much later."""
    with clock.at(clock.now() + later):
        for _ in sweeps.deliver_letters():
            pass
        sweeps.forget_secrets()
        account_sweeps.forget_secrets()


def lose_password(client):
    asked = {"site": "valmont", "identifier": "martin", "email": EMAIL}
    client.post("/mot-de-passe-perdu/", asked)
    return Outgoing.objects.filter(kind="ProvisionalPassword").newest_first().first()


def told(server) -> str:
    return server.taken[-1].get_body(("plain",)).get_content()


def password_in(words: str) -> str:
    return re.search(r"provisoire\u00a0: (\S{12})\s", words)[1]


def signs_in(client, password: str) -> bool:
    typed = {"site": "valmont", "identifier": "martin", "password": password}
    return client.post("/connexion/", typed).status_code == 302


def test_a_letter_is_kept_with_its_secret_and_says_so(client, claire):
    row = lose_password(client)
    night()
    row.refresh_from_db()
    assert (row.state, row.sent_at) == (Fate.KEPT, None)
    assert row.get_state_display() == "Gardé\u00a0: aucun serveur de courriel"
    assert signs_in(client, password_in(fresh.revealed(row)))


def test_it_leaves_when_there_is_a_server(client, claire, settings, server):
    row = lose_password(client)
    night()
    settings.SMTP = server.setting
    night()
    row.refresh_from_db()
    assert (row.state, row.secret) == (Fate.SENT, None)
    assert signs_in(client, password_in(told(server)))


@pytest.mark.parametrize("days", [1, 3, 40])
def test_a_password_that_ended_meanwhile_is_made_anew(client, claire, settings, server, days):
    row = lose_password(client)
    night()
    night(timedelta(days=days))
    row.refresh_from_db()
    assert (row.state, row.secret) == (Fate.KEPT, None)
    settings.SMTP = server.setting
    with clock.at(clock.now() + timedelta(days=days)):
        night()
        assert signs_in(client, password_in(told(server)))
        assert ProvisionalSecret.objects.get().expires_at > clock.now() + timedelta(hours=23)


def test_one_that_was_replaced_meanwhile_does_not_leave(client, claire, settings, server):
    lose_password(client)
    night(timedelta(days=2))
    with clock.at(clock.now() + timedelta(days=2)):
        lose_password(client)
        settings.SMTP = server.setting
        night()
    assert len(server.taken) == 1
    assert Outgoing.objects.get(state=Fate.REPLACED).secret is None
    with clock.at(clock.now() + timedelta(days=2)):
        assert signs_in(client, password_in(told(server)))


def test_nor_one_whose_account_was_closed(client, claire, settings, server):
    lose_password(client)
    night(timedelta(days=2))
    accounts.close_account(claire, by=None)
    settings.SMTP = server.setting
    night(timedelta(days=2))
    assert "il ne sert plus" in told(server)


def test_a_link_to_confirm_is_made_anew_too(client, claire, settings, server):
    accounts.ask_email_confirmation(claire, "nouvelle@example.org", by=claire)
    night()
    night(timedelta(days=5))
    settings.SMTP = server.setting
    with clock.at(clock.now() + timedelta(days=5)):
        night()
        path = re.search(r"/adresse/\S+", told(server))[0]
        assert "Confirmer" in client.get(path).content.decode()


def test_on_paper_it_is_the_letter_with_a_password(client, claire):
    accounts.send_identifier(claire, by=None)
    night()
    row = Outgoing.objects.get()
    posting.put_to_post(row, by=None)
    row.refresh_from_db()
    assert (row.state, row.kind) == (Fate.TO_POST, "IdentifierByPost")
    words = fresh.revealed(row)
    assert "nous n’avons pas votre adresse" not in words
    assert signs_in(client, password_in(words))
    with pytest.raises(NotAllowed, match="déjà"):
        posting.put_to_post(row, by=None)


def test_what_is_to_be_posted_never_leaves_by_e_mail(client, claire, settings, server):
    accounts.send_identifier(claire, by=None)
    night()
    posting.put_all_to_post(Outgoing.objects.all(), by=None)
    settings.SMTP = server.setting
    night()
    assert server.taken == []


def test_a_letter_that_verifies_an_address_goes_by_e_mail_only(claire):
    accounts.ask_email_confirmation(claire, "nouvelle@example.org", by=claire)
    night()
    with pytest.raises(NotAllowed, match="par e-mail"):
        posting.put_to_post(Outgoing.objects.get(), by=None)
    with pytest.raises(NotAllowed, match="Aucun courrier gardé"):
        posting.put_all_to_post(Outgoing.objects.all(), by=None)


def test_a_pile_printed_a_month_late_holds_passwords_that_live(client, claire):
    accounts.send_identifier(claire, by=None)
    posting.put_to_post(Outgoing.objects.get(), by=None)
    night(timedelta(days=31))
    with clock.at(clock.now() + timedelta(days=31)):
        posting.print_pile(Outgoing.objects.all(), by=None)
        for _ in sweeps.make_papers():
            pass
        row = Outgoing.objects.get()
        assert signs_in(client, password_in(fresh.revealed(row)))
        assert row.secret_until > clock.now() + timedelta(days=29)


def test_a_lost_key_costs_nothing(client, claire, settings, server, monkeypatch):
    row = lose_password(client)
    Outgoing.objects.filter(pk=row.pk).update(secret=b"sealed with another key")
    settings.SMTP = server.setting
    night()
    assert signs_in(client, password_in(told(server)))


@pytest.mark.parametrize(("had_one", "said"), [(False, False), (True, True)])
def test_the_old_password_is_named_where_there_is_one(client, claire, had_one, said):
    if had_one:
        accounts.change_password(claire, "Valmont2026", by=claire)
    words = fresh.revealed(lose_password(client))
    assert ("l’ancien fonctionne toujours" in words) is said
    assert ("votre mot de passe ne change pas" in words) is said


def test_of_two_letters_to_post_with_a_password_only_the_newer_is_printed(valmont):
    marc = make.guardian(make.family("Petit"), "Marc", "Petit", email="").account
    accounts.send_identifier(marc, by=None)
    accounts.send_identifier(marc, by=None)
    paper = posting.print_pile(Outgoing.objects.all(), by=None)
    assert len(paper.facts["letters"]) == 1
    assert Outgoing.objects.get(state=Fate.REPLACED).pk < paper.facts["letters"][0]["letter"]
