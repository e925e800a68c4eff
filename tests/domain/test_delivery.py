"""Letters leave by a real mail server: none is lost, none leaves twice without need."""

from datetime import timedelta

import pytest

from portamento.audit.models import Event
from portamento.foundation import clock
from portamento.mailroom import delivery, sealed, sweeps
from portamento.mailroom.letter import SECRET, SECRET_LINK, Letter, PaperWanted
from portamento.mailroom.models import Fate, Outgoing
from portamento.schools.models import School
from portamento.workflow import queue
from tests import make
from tests.mail_server import MailServer
from tests.make.letters import deliver, fate, write


@pytest.fixture
def server(settings):
    server = MailServer()
    settings.SMTP = server.setting
    sweeps._rest.end()
    server.start()
    yield server
    server.stop()
    sweeps._rest.end()


def test_a_letter_arrives_with_text_html_and_names(valmont, server):
    row = write(name="Claire « Chacha » Martin")
    deliver()
    (mail,) = server.taken
    assert fate(row) == Fate.SENT
    assert mail["Subject"] == row.subject
    assert mail["To"].addresses[0].addr_spec == "claire@example.org"
    assert mail["From"].addresses[0].display_name == valmont.name
    assert mail["Reply-To"].addresses[0].addr_spec == valmont.email
    assert mail["Message-ID"] == row.message_id
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert "C’est arrivé" in plain.get_content()
    assert "C’est arrivé" in html.get_content()
    assert html.get_content().count("<li") == 2


def test_a_school_that_has_no_address_yet_waits_for_one(valmont, server):
    School.objects.update(email="", sender="")
    row = write()
    deliver()
    assert (fate(row), server.taken) == (Fate.QUEUED, [])
    School.objects.update(email="scolarite@valmont.example.org")
    deliver()
    assert fate(row) == Fate.SENT


def test_each_recipient_has_a_mail_of_their_own_over_one_connection(valmont, server):
    rows = [write(f"parent{number}@example.org") for number in range(3)]
    deliver()
    assert [mail["To"].addresses[0].addr_spec for mail in server.taken] == [
        row.address for row in rows
    ]
    assert server.connections == 1


def test_what_a_person_types_never_makes_a_header(valmont, server):
    write(name="Claire\r\nBcc: tous@example.org", subject="Un\nDeux")
    deliver()
    (mail,) = server.taken
    assert mail["Bcc"] is None
    assert mail["Subject"] == "Un Deux"


def test_an_address_refused_for_good_is_shown_to_the_office(valmont, server):
    guardian = make.guardian(make.family())
    account = guardian.account
    row = write(account.email, account=account, household_id=guardian.family_id)
    server.answers[account.email] = ["550 no such user"]
    deliver()
    assert fate(row) == Fate.REFUSED
    assert "550" in row.problem
    account.refresh_from_db()
    assert account.email_refused_at is not None
    assert Event.objects.filter(verb="letter.refused", author=None).count() == 1


def test_one_bad_address_does_not_hold_up_the_others(valmont, server):
    bad, good = write("parti@example.org"), write("la@example.org")
    server.answers["parti@example.org"] = ["550 gone"]
    deliver()
    assert (fate(bad), fate(good)) == (Fate.REFUSED, Fate.SENT)


def test_a_message_refused_for_what_it_says_does_not_blame_the_address(valmont, server):
    account = make.guardian(make.family()).account
    row = write(account.email, account=account)
    server.answers["DATA"] = ["554 looks like spam"]
    deliver()
    assert fate(row) == Fate.REFUSED
    account.refresh_from_db()
    assert account.email_refused_at is None


def test_a_greylist_delays_only(valmont, server):
    row = write()
    server.answers["claire@example.org"] = ["451 try again", "451 try again"]
    deliver()
    deliver()
    assert (fate(row), row.attempts, server.taken) == (Fate.QUEUED, 1, [])
    assert "451" in row.problem
    deliver(later=timedelta(minutes=1))
    assert (fate(row), row.attempts) == (Fate.QUEUED, 2)
    deliver(later=timedelta(minutes=30))
    assert (fate(row), row.problem, len(server.taken)) == (Fate.SENT, "", 1)


def test_a_server_that_is_down_loses_nothing_and_blames_nobody(valmont, server):
    rows = [write(f"parent{number}@example.org") for number in range(5)]
    server.stop()
    deliver()
    assert {fate(row) for row in rows} == {Fate.QUEUED}
    assert {row.attempts for row in rows} == {0}
    server.start()
    deliver()
    assert server.taken == [], "a server that was away is left alone for some seconds"
    sweeps._rest.end()
    deliver()
    assert {fate(row) for row in rows} == {Fate.SENT}
    assert len(server.taken) == 5


def test_a_server_that_closes_in_between_is_asked_again(valmont, server):
    first, second = write("un@example.org"), write("deux@example.org")
    server.answers["deux@example.org"] = ["421 going down"]
    deliver()
    assert (fate(first), fate(second), second.attempts) == (Fate.SENT, Fate.QUEUED, 0)
    sweeps._rest.end()
    deliver()
    assert fate(second) == Fate.SENT
    assert len(server.taken) == 2


def test_a_worker_killed_before_its_mark_repeats_with_the_same_message_id(
    valmont, server, monkeypatch
):
    row = write()

    def killed(*_, **__):
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(delivery, "sent", killed)
        deliver()
    deliver()
    assert len(server.taken) == 1, "the claim of the dead worker still runs"
    deliver(later=timedelta(minutes=5))
    assert fate(row) == Fate.SENT
    assert [mail["Message-ID"] for mail in server.taken] == [row.message_id] * 2


def test_what_another_worker_has_delivered_meanwhile_is_left_alone(valmont, server, monkeypatch):
    row = write()
    claim = queue.claim

    def slower(held, seconds):
        Outgoing.objects.filter(pk=held.pk).update(state=Fate.SENT)
        return claim(held, seconds)

    monkeypatch.setattr(queue, "claim", slower)
    deliver()
    assert server.taken == []
    row.refresh_from_db()
    assert row.claimed_until is None


def test_only_one_of_two_workers_takes_a_row(valmont):
    row = write()
    assert [queue.claim(row), queue.claim(row)] == [True, False]


def test_a_letter_to_leave_later_waits_for_its_hour(valmont, server):
    row = write(send_after=clock.now() + timedelta(hours=2))
    deliver()
    assert fate(row) == Fate.QUEUED
    deliver(later=timedelta(hours=3))
    assert fate(row) == Fate.SENT


def test_a_letter_waits_for_its_paper_and_carries_it(valmont, server, monkeypatch):
    monkeypatch.setattr(sweeps.press, "print_pdf", lambda template, facts: b"%PDF-1.7 essai")
    paper = PaperWanted("receipt", {}, "reçu.pdf").order()
    row = write(paper=paper)
    deliver()
    assert fate(row) == Fate.QUEUED
    for _ in sweeps.make_papers():
        pass
    deliver()
    assert fate(row) == Fate.SENT
    (attached,) = server.taken[0].iter_attachments()
    assert attached.get_filename() == "reçu.pdf"
    assert attached.get_content() == b"%PDF-1.7 essai"


def test_a_paper_that_fails_is_tried_again_later(valmont, monkeypatch):
    paper = PaperWanted("receipt", {}, "reçu.pdf").order()

    def torn(template, facts):
        raise sweeps.press.CannotPrint("essai")

    monkeypatch.setattr(sweeps.press, "print_pdf", torn)
    for _ in sweeps.make_papers():
        pass
    paper.refresh_from_db()
    assert (paper.attempts, paper.content) == (1, None)
    assert paper.claimed_until > clock.now()


def test_a_secret_is_in_the_mail_and_nowhere_afterwards(valmont, server):
    row = write(
        text=f"Mot de passe\u00a0: {SECRET}\n\n{SECRET_LINK}",
        secret=sealed.seal("Kv7mPq2xTn4w"),
        secret_until=clock.now() + timedelta(days=1),
    )
    deliver()
    words = server.taken[0].get_body(("plain",)).get_content()
    assert "Kv7mPq2xTn4w\n" in words.replace("\r", "")
    assert f"http://127.0.0.1:8000{Letter.link.format('Kv7mPq2xTn4w')}" in words
    row.refresh_from_db()
    assert row.secret is None
    assert "Kv7mPq2xTn4w" not in row.text


def test_a_secret_that_has_ended_does_not_leave(valmont, server):
    row = write(
        text=f"Mot de passe\u00a0: {SECRET}",
        secret=sealed.seal("Kv7mPq2xTn4w"),
        secret_until=clock.now() - timedelta(seconds=1),
    )
    assert sweeps.forget_secrets() == 1
    row.refresh_from_db()
    assert row.secret is None
    deliver()
    assert "ne sert plus" in server.taken[0].get_body(("plain",)).get_content()


def test_an_address_no_server_understands_is_refused(valmont, server):
    row = write("élodie@example.org")
    deliver()
    assert fate(row) == Fate.REFUSED


def test_letters_of_two_schools_leave_in_one_turn(valmont, server):
    from portamento.schools.scope import scope

    write()
    with scope(make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")) as other:
        write("autre@example.org")
    deliver()
    assert [mail["From"].addresses[0].display_name for mail in server.taken] == [
        valmont.name,
        other.name,
    ]
