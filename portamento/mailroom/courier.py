"""Carries mails to the mail server: one connection for a batch, opened when first needed."""

import logging
import smtplib
import ssl
import time
from email.message import EmailMessage

log = logging.getLogger("portamento.mail")
TIMEOUT_SECONDS = 30
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
        except (smtplib.SMTPException, OSError) as error:
            self.leave()
            raise ServerAway(str(error)) from error

    def open(self) -> smtplib.SMTP:
        if self.connection is None:
            server = self.server
            make = smtplib.SMTP_SSL if server["ssl"] else smtplib.SMTP
            self.connection = make(server["host"], server["port"], timeout=TIMEOUT_SECONDS)
            if server["tls"]:
                self.connection.starttls(context=ssl.create_default_context())
            if server["user"]:
                self.connection.login(server["user"], server["password"])
        return self.connection

    def judge(self, code: int, words: bytes | str, *, whom: bool) -> Exception:
        said = f"{code} {words.decode('utf-8', 'replace') if isinstance(words, bytes) else words}"
        if code == SERVICE_ENDS:
            self.leave()
            return ServerAway(said)
        return RefusedForGood(said, whom=whom) if code >= 500 else TryLater(said)

    def leave(self) -> None:
        if self.connection is not None:
            try:
                self.connection.quit()
            except (smtplib.SMTPException, OSError):
                log.info("the mail server left first")
            self.connection = None


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
