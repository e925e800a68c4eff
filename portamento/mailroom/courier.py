"""Carries mails to the mail server: one connection for a batch, opened when first needed."""

import logging
import smtplib
import ssl
import time
from email.message import EmailMessage

from django.utils.translation import gettext as _

log = logging.getLogger("portamento.mail")
TIMEOUT_SECONDS = 20
CLAIM_SECONDS = 240  # longer than every step of one delivery together: nobody else tries meanwhile
REST_SECONDS = (5, 15, 30, 60)
SERVICE_ENDS = 421  # RFC 5321: the server closes the channel, whatever was asked


class ServerAway(Exception):
    """Nobody there, or nobody who takes our mail: it is not this letter's fault."""


class TryLater(Exception):
    """The server wants this letter again later: a full mailbox, a greylist."""


class RefusedForGood(Exception):
    """The server will never take it; `whom` says that it is the address that is wrong."""

    def __init__(self, words: str, *, whom: bool):
        super().__init__(words)
        self.whom = whom


class Courier:
    """A mail server as `settings.SMTP` describes it."""

    def __init__(self, server: dict):
        self.server = server
        self.connection: smtplib.SMTP | None = None

    def __enter__(self) -> "Courier":
        return self

    def __exit__(self, *_: object) -> None:
        self.leave()

    def carry(self, mail: EmailMessage, *, sender: str, to: str) -> None:
        """Gives it to the server, or raises one of the three above."""
        try:
            self.open().sendmail(sender, [to], mail.as_bytes())
        except smtplib.SMTPRecipientsRefused as refused:
            raise self.judge(*refused.recipients[to], whom=True) from refused
        except smtplib.SMTPDataError as refused:
            raise self.judge(refused.smtp_code, refused.smtp_error, whom=False) from refused
        except smtplib.SMTPSenderRefused as refused:
            # A setting is wrong, not this letter: it waits until somebody has put it right.
            raise TryLater(_("Expéditeur refusé (%s)") % said(refused.smtp_error)) from refused
        except smtplib.SMTPAuthenticationError as refused:
            self.leave()
            raise ServerAway(_("Compte refusé (%s)") % said(refused.smtp_error)) from refused
        except (smtplib.SMTPException, OSError) as error:
            self.leave()
            raise ServerAway(_("Serveur injoignable (%s)") % error) from error

    def open(self) -> smtplib.SMTP:
        if self.connection is None:
            server = self.server
            self.connection = connect(server["host"], server["port"], server["ssl"])
            if server["tls"]:
                self.connection.starttls(context=ssl.create_default_context())
            if server["user"]:
                self.connection.login(server["user"], server["password"])
        return self.connection

    def judge(self, code: int, words: bytes | str, *, whom: bool) -> Exception:
        answer = f"{code} {said(words)}"
        if code == SERVICE_ENDS:
            self.leave()
            return ServerAway(answer)
        return RefusedForGood(answer, whom=whom) if code >= 500 else TryLater(answer)

    def leave(self) -> None:
        if self.connection is not None:
            try:
                self.connection.quit()
            except (smtplib.SMTPException, OSError):
                log.info("the mail server left first")
            self.connection = None


def connect(host: str, port: int, encrypted: bool) -> smtplib.SMTP:
    """The server's certificate is always verified."""
    if not encrypted:
        return smtplib.SMTP(host, port, timeout=TIMEOUT_SECONDS)
    context = ssl.create_default_context()
    return smtplib.SMTP_SSL(host, port, timeout=TIMEOUT_SECONDS, context=context)


def said(words: bytes | str) -> str:
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else words


class Rest:
    """How long to leave a mail server alone that was away: letters wait, none loses its turn."""

    def __init__(self):
        self.failures = 0
        self.until = 0.0

    def begin(self) -> None:
        self.failures += 1
        self.until = time.monotonic() + REST_SECONDS[min(self.failures, len(REST_SECONDS)) - 1]

    def end(self) -> None:
        self.failures, self.until = 0, 0.0

    def is_over(self) -> bool:
        return time.monotonic() >= self.until
