"""A real SMTP server on loopback that answers as told: it takes, delays, refuses, is away."""

import socket
from datetime import UTC, datetime, timedelta
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


class Handler:
    """`answers` maps an address to the replies it gets in turn; who is not there gets 250."""

    def __init__(self):
        self.answers: dict[str, list[str]] = {}
        self.taken: list[EmailMessage] = []
        self.connections = 0

    async def handle_EHLO(  # noqa: N802  aiosmtpd's name
        self, server, session, envelope, hostname, responses
    ):
        self.connections += 1
        session.host_name = hostname
        return responses

    async def handle_MAIL(  # noqa: N802
        self, server, session, envelope, address, options
    ):
        replies = self.answers.get("FROM")
        if replies:
            return replies.pop(0)
        envelope.mail_from = address
        envelope.mail_options.extend(options)
        return "250 OK"

    async def handle_RCPT(  # noqa: N802
        self, server, session, envelope, address, options
    ):
        replies = self.answers.get(address)
        if replies:
            return replies.pop(0)
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        replies = self.answers.get("DATA")
        if replies:
            return replies.pop(0)
        self.taken.append(message_from_bytes(envelope.content, policy=default))
        return "250 OK"


class MailServer(Handler):
    """The handler, and the server in front of it, which may be stopped and started."""

    def __init__(self):
        super().__init__()
        self.port = free_port()
        self.controller: Controller | None = None

    @property
    def setting(self) -> dict:
        """What settings.SMTP says of it."""
        where = {"host": "127.0.0.1", "port": self.port, "user": "", "password": ""}
        return where | {"ssl": False, "tls": False}

    def start(self) -> None:
        self.controller = Controller(self, hostname="127.0.0.1", port=self.port)
        self.controller.start()

    def stop(self) -> None:
        if self.controller:
            self.controller.stop()
            self.controller = None


def certificate(folder: Path) -> tuple[Path, Path]:
    """One for localhost that vouches for itself, and its key, as files."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    cert_file, key_file = folder / "server.pem", folder / "server.key"
    cert_file.write_bytes(made.public_bytes(Encoding.PEM))
    key_file.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    return cert_file, key_file
