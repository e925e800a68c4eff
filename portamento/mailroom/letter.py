"""A letter is a small class named after what happened, and one text that reads like a letter.

    @dataclass(frozen=True)
    class DossierReceived(Letter):
        \"\"\"Acknowledges a dossier the moment it is handed in.\"\"\"

        text = "reenrolment/texts/dossier_received.txt"
        dossier: Dossier

        def recipients(self): ...
        def facts(self, to): ...

`.send()` stores the finished letter in the transaction of what it tells; the worker delivers it.
"""

import re
import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar
from urllib.parse import urlsplit

from django.conf import settings
from jinja2.sandbox import ImmutableSandboxedEnvironment

from portamento.foundation import clock, text
from portamento.mailroom import sealed
from portamento.mailroom.models import Fate, LetterMention, Outgoing, Paper, Wording
from portamento.schools import address, setup
from portamento.schools.scope import current

SECRET = "⟦secret⟧"  # noqa: S105  a mark in the text, not a secret
SECRET_LINK = "⟦lien⟧"  # noqa: S105
UNTIL = "⟦jusqu’au⟧"  # until when the secret lives: known for good once the letter leaves
_sandbox = ImmutableSandboxedEnvironment(trim_blocks=True, lstrip_blocks=True)
_kinds: dict[str, type["Letter"]] = {}


@dataclass(frozen=True)
class Recipient:
    """Who gets a letter: an account where there is one, and where it goes."""

    name: str
    email: str = ""
    account: Any = None
    person_id: int | None = None
    family_id: int | None = None
    postal: str = ""


@dataclass(frozen=True)
class PaperWanted:
    """A PDF to go with a letter: its template, frozen facts and file name."""

    template: str
    facts: dict
    name: str
    household_id: int | None = None

    def order(self) -> Paper:
        """Stores the order; the worker makes the file."""
        return Paper.objects.create(
            template=self.template,
            facts=self.facts,
            name=self.name,
            household_id=self.household_id,
            wanted_at=clock.now(),
        )


class Letter:
    """Base of all letters; subclasses are frozen dataclasses of what happened."""

    text: ClassVar[str]
    link: ClassVar[str] = "/acces/{}/"  # where `{{ lien }}` leads, with the secret
    lives: ClassVar[timedelta | None] = None  # how long its secret lives, where it has one
    lets_in: ClassVar[bool] = False  # whoever holds it may open somebody's account
    goes_by_post: ClassVar[bool] = True

    def __init_subclass__(cls) -> None:
        _kinds[cls.__name__] = cls

    def recipients(self) -> Iterable[Recipient]:
        raise NotImplementedError  # each letter knows whom it is for

    def facts(self, to: Recipient) -> Mapping[str, str]:
        """Flat named strings for the text, never objects: offices edit the texts."""
        return {}

    def mentions(self) -> list[tuple[str, int]]:
        """What the letter is about, for the pages of dossier, pupil and family."""
        return []

    def paper(self, to: Recipient) -> Paper | None:
        """The PDF that goes with it."""
        return None

    def secret(self, to: Recipient) -> tuple[str, datetime] | None:
        """A secret for `{{ secret }}` and `{{ lien }}` in the text, and until when it lives."""
        return None

    @classmethod
    def renew(cls, row: Outgoing) -> tuple[str, datetime] | None:
        """Another secret in place of the one that ended before the letter left; None if not due."""
        return None

    @classmethod
    def on_paper(cls, row: Outgoing) -> "Letter | None":
        """What is printed in its place, where an e-mail's words make no sense on paper."""
        return None

    def send(self, *, after: datetime | None = None) -> list[Outgoing]:
        """Stores one finished letter per recipient, to leave now or `after` that moment."""
        return [self._store(to, after or clock.now()) for to in self.recipients()]

    def _store(self, to: Recipient, after: datetime) -> Outgoing:
        subject, body = render(type(self), self.all_facts(to))
        secret = self.secret(to)
        row = Outgoing.objects.create(
            kind=type(self).__name__,
            account=to.account,
            household_id=to.family_id,
            name=to.name,
            address=to.email,
            postal=to.postal,
            subject=subject,
            text=body,
            secret=sealed.seal(secret[0]) if secret else None,
            secret_until=secret[1] if secret else None,
            paper=self.paper(to),
            state=Fate.QUEUED if to.email else Fate.TO_POST,
            written_at=clock.now(),
            send_after=after,
            message_id=new_message_id(),
        )
        LetterMention.objects.bulk_create(
            LetterMention(letter=row, kind=kind, subject_id=pk)
            for kind, pk in sorted(set(self._mentions(to)))
        )
        return row

    def all_facts(self, to: Recipient) -> dict[str, str]:
        """Its own facts, and those every letter may name."""
        school = current()
        common = {
            "destinataire": to.name,
            "ecole": school.name,
            "telephone": school.phone,
            "courriel": school.email,
            "horaires": text.unbroken(school.hours),
            "adresse": address.portal(),
            "connexion": address.page("/connexion/"),
            "oubli": address.page("/mot-de-passe-perdu/"),
            "espace": address.page("/"),
            "secret": SECRET,
            "lien": SECRET_LINK,
        }
        return common | {name: str(value) for name, value in self.facts(to).items()}

    def _mentions(self, to: Recipient) -> list[tuple[str, int]]:
        account = [("account", to.account.pk)] if to.account else []
        family = [("family", to.family_id)] if to.family_id else []
        return [*self.mentions(), *account, *family]


def kinds() -> dict[str, type[Letter]]:
    """All letters by class name: the office lists and words them."""
    return dict(sorted(_kinds.items()))


def that_let_in() -> list[str]:
    """The kinds of which a copy would open somebody's account."""
    return [name for name, kind in kinds().items() if kind.lets_in]


def default_text(kind: type[Letter]) -> str:
    return (Path(settings.PACKAGE) / kind.text).read_text()


def render(kind: type[Letter], facts: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body, from the school's own wording or ours. The first line is « Objet : … »."""
    own = setup.kept("wordings", lambda: dict(Wording.objects.values_list("kind", "text")))
    return write(own.get(kind.__name__) or default_text(kind), facts)


def write(source: str, facts: Mapping[str, str]) -> tuple[str, str]:
    """Subject and body of that text with these facts."""
    text = _sandbox.from_string(source).render(facts).strip()
    head, _, body = text.partition("\n")
    subject = head.removeprefix("Objet").lstrip("\u00a0 :").strip()
    return subject[:200], re.sub(r"\n{3,}", "\n\n", body.strip())


def new_message_id() -> str:
    host = urlsplit(settings.PUBLIC_URL).hostname
    return f"<{secrets.token_hex(16)}@{host}>"
