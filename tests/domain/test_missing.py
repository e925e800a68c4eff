"""What an installation still lacks is said by prepare, serve and doctor."""

import time
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command

from portamento.accounts.models import Account
from portamento.config import missing
from portamento.foundation import clock
from portamento.mailroom.letter import new_message_id
from portamento.mailroom.models import Outgoing
from portamento.schools.models import School
from tests.installation import Installation
from tests.mail_server import free_port
from tests.make.accounts import staff

SERVER = {"host": "smtp.example.org", "user": "", "password": "", "tls": True, "ssl": False}


@pytest.fixture
def complete(valmont, settings, tmp_path):
    """A site that lacks nothing."""
    staff("Paul Roche")
    Outgoing.objects.all().delete()
    settings.DEMO, settings.SMTP, settings.DATA_DIR = False, SERVER, tmp_path
    settings.PUBLIC_URL, settings.HTTPS = "https://reinscription.example.org", True
    settings.BEHIND_PROXY = True
    tmp_path.chmod(0o700)
    return settings


def lacks() -> str:
    return "\n".join(missing.everything())


def test_a_site_that_lacks_nothing_says_nothing(complete):
    assert lacks() == ""


@pytest.mark.parametrize(
    ("name", "value", "said"),
    [
        ("SMTP", None, "PORTAMENTO_SMTP_URL is not set"),
        ("SMTP", SERVER | {"user": "portamento", "tls": False}, "password in clear"),
        ("PUBLIC_URL", "http://127.0.0.1:8000", "links in letters lead nowhere"),
        ("HTTPS", False, "not https"),
        ("BEHIND_PROXY", False, "PORTAMENTO_BEHIND_PROXY is not set"),
        ("DEMO", True, "everybody reads all letters"),
    ],
)
def test_a_setting_that_is_missing_is_named(complete, name, value, said):
    setattr(complete, name, value)
    assert said in lacks()


def test_a_school_without_sender_or_director_is_named(complete, valmont):
    School.objects.update(sender="", email="")
    Account.objects.update(is_active=False)
    assert "no sender address" in lacks() and "nobody directs it" in lacks()


def test_files_that_others_may_read_are_named(complete, tmp_path):
    (tmp_path / "secret").write_text("…")
    (tmp_path / "secret").chmod(0o644)
    assert f"chmod go= {tmp_path / 'secret'}" in lacks()


def test_letters_that_wait_too_long_are_told_with_why(complete):
    then = clock.now() - timedelta(minutes=20)
    row = Outgoing.objects.create(
        kind="Essai",
        name="Claire",
        address="claire@example.org",
        subject="Oui",
        text="Oui.",
        written_at=then,
        send_after=then,
        message_id=new_message_id(),
    )
    assert "1 letters have waited" in lacks() and "is the worker running?" in lacks()
    Outgoing.objects.filter(pk=row.pk).update(problem="Compte refusé")
    assert "Compte refusé" in lacks()


def test_doctor_says_it_and_ends_with_status_1(complete, capsys, tmp_path):
    complete.INSPECTOR_SOCKET = str(tmp_path / "nobody.sock")
    complete.SMTP = None
    with pytest.raises(CommandError, match="0 wrong, 2 to see to"):
        call_command("doctor")
    said = capsys.readouterr().out
    assert "PORTAMENTO_SMTP_URL" in said and "inspector does not answer" in said


@pytest.mark.program
def test_prepare_and_serve_say_what_is_missing_and_where(tmp_path):
    class Real(Installation):
        @property
        def env(self):
            return {k: v for k, v in super().env.items() if k != "PORTAMENTO_DEMO"}

    site = Real(tmp_path / "data", free_port())
    said = site.manage("prepare").stdout
    assert "PORTAMENTO_SMTP_URL is not set" in said and "create-school" in said
    process = site.start("serve", "--port", str(site.port))
    lines, until = "", time.monotonic() + 60
    while "PORTAMENTO_SMTP_URL" not in lines and time.monotonic() < until:
        lines += process.stdout.readline()
    process.terminate()
    process.communicate(timeout=30)
    assert f"Portamento serves http://127.0.0.1:{site.port}/" in lines
    assert "no mail leaves" in lines
