"""Opening accounts, and telling people how to come in."""

import pytest

from portamento.accounts import actions, passwords, provisional, secrets
from portamento.accounts.models import Account, ProvisionalSecret
from portamento.audit.models import Event
from portamento.foundation import clock
from portamento.mailroom.fresh import revealed
from portamento.mailroom.models import Fate, Outgoing
from portamento.workflow.action import NotAllowed
from tests.make.accounts import account, staff

pytestmark = pytest.mark.usefixtures("valmont")


def test_an_identifier_is_made_from_the_last_name_and_stays_unique():
    names = ["Claire Martin", "Paul Martin", "Anne Martin", "Zoé de La Bâtie", "李"]
    made = [actions.open_account(name=name, by=None).identifier for name in names]
    assert made == ["martin", "martin2", "martin3", "batie", "compte"]


def test_a_taken_identifier_is_refused():
    actions.open_account(name="Claire Martin", identifier="Martin", by=None)
    with pytest.raises(NotAllowed, match="« martin » est déjà pris"):
        actions.open_account(name="Paul Martin", identifier="martin ", by=None)


def test_the_identifier_goes_by_mail_and_holds_no_secret():
    someone = account(password="")
    actions.send_identifier(someone, by=None)
    letter = Outgoing.objects.get(kind="IdentifierSent")
    assert (letter.state, letter.address) == (Fate.QUEUED, "claire.martin@example.org")
    assert "Votre identifiant\u00a0: martin" in letter.text
    assert letter.secret is None
    assert Account.objects.get().invited_at


def test_without_an_email_the_identifier_goes_on_paper_with_a_password_for_thirty_days():
    someone = account(email="", password="")
    actions.send_identifier(someone, by=None)
    letter, secret = Outgoing.objects.get(), ProvisionalSecret.objects.get()
    assert letter.state == Fate.TO_POST
    assert 29 < (secret.expires_at - clock.now()).total_seconds() / 86400 <= 30
    written = revealed(letter).split("provisoire\u00a0: ")[1].split()[0]
    assert written not in letter.text
    assert provisional.tried(someone, written) == secret


def test_a_provisional_password_always_fits_the_rule_of_the_guide():
    someone = account(password="")
    for _ in range(300):
        made = secrets.provisional()
        assert len(made) == 12 and not set(made) & set("O0oI1lL")
        assert passwords.faults(made, someone) == []


def test_a_closed_account_is_sent_nothing():
    someone = account()
    actions.close_account(someone, by=None)
    with pytest.raises(NotAllowed):
        actions.send_identifier(someone, by=None)


def test_a_new_password_is_told_by_letter_and_in_the_journal():
    someone = account()
    assert Outgoing.objects.get().kind == "PasswordChanged"
    assert Event.objects.about("account", someone.pk).filter(verb="account.password_changed")


def test_the_last_director_keeps_the_role():
    paul = staff()
    for refused in (
        lambda: actions.close_account(paul, by=None),
        lambda: actions.change_role(paul, "reader", by=None),
    ):
        with pytest.raises(NotAllowed, match="seul compte de direction"):
            refused()
    staff("Nadia Ferrand", email="nadia@example.org")
    actions.change_role(paul, "reader", by=None)
    assert Account.objects.get(pk=paul.pk).role == "reader"


def test_a_new_address_ends_what_the_old_mailbox_received():
    someone = account()
    asked = {"identifier": "martin", "email": "Claire.Martin@example.org "}
    actions.ask_provisional(**asked, by=None)
    assert ProvisionalSecret.objects.live().exists()
    actions.set_email(someone, "claire@example.org", by=None)
    assert not ProvisionalSecret.objects.live().exists()


def test_an_address_is_confirmed_once():
    someone = account()
    asked = actions.ask_email_confirmation(someone, "neuve@example.org", by=someone)
    letter = Outgoing.objects.get(kind="EmailToConfirm")
    assert letter.address == "neuve@example.org"
    assert "/adresse/" in revealed(letter)
    actions.confirm_email(asked, by=someone)
    with pytest.raises(NotAllowed):
        actions.confirm_email(asked, by=someone)
