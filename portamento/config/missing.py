"""What an installation lacks to serve families: `prepare`, `serve` and `doctor` say it."""

import socket
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand

from portamento.accounts.models import Account
from portamento.accounts.roles import Role
from portamento.foundation import clock
from portamento.mailroom.models import Fate, Outgoing
from portamento.schools.models import School

HERE = {"127.0.0.1", "localhost", "::1"}
SLOW = timedelta(minutes=15)


def tell(command: BaseCommand, lines: Iterator[str]) -> int:
    """Writes what is missing, or nothing; how many."""
    found = list(lines)
    for line in found:
        command.stdout.write(f"To see to: {line}")
    command.stdout.flush()
    return len(found)


def everything() -> Iterator[str]:
    """What is not set, and who has not been told of. The demo needs none of it."""
    if settings.DEMO:
        yield from demo_in_public()
        return
    yield from addresses()
    yield from mail()
    yield from secrets()
    yield from schools()


def demo_in_public() -> Iterator[str]:
    if urlsplit(settings.PUBLIC_URL).hostname not in HERE:
        yield "PORTAMENTO_DEMO is set: everybody reads all letters and may sign in as anybody."


def addresses() -> Iterator[str]:
    """Whether people reach us, by an encrypted connection, each with their own address."""
    public = urlsplit(settings.PUBLIC_URL)
    if public.hostname in HERE:
        yield (
            f"PORTAMENTO_PUBLIC_URL is {settings.PUBLIC_URL}: links in letters lead nowhere. "
            "Set it to the address families type, such as https://reinscription.example.org."
        )
    elif not settings.HTTPS:
        yield "PORTAMENTO_PUBLIC_URL is not https: passwords would travel in clear."
    elif not settings.BEHIND_PROXY:
        yield (
            "PORTAMENTO_BEHIND_PROXY is not set: all visitors would count as one, and be slowed "
            "down together after some wrong passwords. Set it to 1 behind your proxy."
        )


def mail() -> Iterator[str]:
    """Whether letters leave."""
    waiting = Outgoing.objects.every_school().filter(state__in=(Fate.QUEUED, Fate.KEPT))
    if settings.SMTP is None:
        yield (
            "PORTAMENTO_SMTP_URL is not set: no mail leaves, not even « Mot de passe perdu ». "
            f"Letters are kept ({waiting.count()} now) and leave as soon as it is set."
        )
        return
    server = settings.SMTP
    if server["user"] and not (server["tls"] or server["ssl"] or server["host"] in HERE):
        yield "PORTAMENTO_SMTP_URL sends its password in clear: add ?tls=1, or begin with smtps://"
    late = waiting.filter(send_after__lt=clock.now() - SLOW)
    if number := late.count():
        problem = late.exclude(problem="").values_list("problem", flat=True).order_by("-pk").first()
        why = problem or "is the worker running?"
        yield f"{number} letters have waited for more than a quarter of an hour: {why}"


def secrets() -> Iterator[str]:
    """Whether others on this machine could read what only we may."""
    for name in ("", "secret", "health.key", "portamento.sqlite3"):
        path = Path(settings.DATA_DIR) / name
        if path.exists() and path.stat().st_mode & 0o077:
            yield f"{path} is open to other users of this machine: chmod go= {path}"


def schools() -> Iterator[str]:
    """Whether each school can write, and has somebody to begin."""
    known = list(School.objects.order_by("pk"))
    if not known:
        yield "There is no school yet: manage.py create-school --help"
    # The operator looks at every school.
    directors = Account.objects.every_school().filter(role=Role.DIRECTOR, is_active=True)
    led = set(directors.values_list("school_id", flat=True))
    for school in known:
        if not (school.sender or school.email):
            yield (
                f"{school}: no sender address, so its letters wait. The direction gives one under "
                "Réglages, Identité."
            )
        if school.pk not in led:
            yield f"{school}: nobody directs it. manage.py create-staff {school.slug} --name …"


def silent() -> Iterator[str]:
    """A program of ours that should answer and does not."""
    with socket.socket(socket.AF_UNIX) as probe:
        probe.settimeout(2)
        try:
            probe.connect(settings.INSPECTOR_SOCKET)
        except OSError:
            yield (
                f"The inspector does not answer at {settings.INSPECTOR_SOCKET}: documents stay "
                "« contrôle en cours »."
            )
