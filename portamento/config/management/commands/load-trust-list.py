"""The certificates that 2D-Doc stamps are verified with: from files, never from the network."""

from functools import partial
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from portamento.documents import trust
from portamento.documents.stamps import list_signature, trust_list
from portamento.documents.stamps.trust_list import NotTrusted
from portamento.foundation import clock


class Command(BaseCommand):
    help = (
        "Takes in the trust list of 2D-Doc (XML, as France Titres publishes it), the signing "
        "certificates (DER or PEM) that its authorities issued, and what they revoked (.crl)."
    )

    def add_arguments(self, parser):
        parser.add_argument(
            "file", nargs="+", type=Path, help=".xml, .crl, .der, .cer, .crt or .pem"
        )
        parser.add_argument(
            "--signed-by",
            type=Path,
            metavar="CERTIFICATE",
            help="The certificate (PEM or DER) that the list must be signed with: itself, and "
            "none that it vouches for. Without it the list's signature is not checked.",
        )

    def handle(self, *, file, signed_by, **options):
        try:
            loaded = trust.load(file, signed=signed_by and the_check(signed_by))
        except (OSError, NotTrusted) as wrong:
            raise CommandError(f"Nothing was changed: {wrong}.") from wrong
        self.say("Authorities", loaded.authorities)
        self.say("Certificates", loaded.signers)
        self.say("Lists of revoked certificates", loaded.revocations)
        self.say("No longer vouched for", loaded.dropped)
        if loaded.authorities and signed_by:
            self.stdout.write(f"The list is signed, whole, with the certificate of {signed_by}.")
        if loaded.unchecked:
            self.stderr.write("The list's own signature was not checked: see --signed-by.")
        if loaded.next_update and loaded.next_update < clock.today():
            self.stderr.write(f"This list was to be renewed by {loaded.next_update}.")
        if loaded.refused:
            raise CommandError("Not taken in: " + "; ".join(loaded.refused))

    def say(self, what, names):
        if names:
            self.stdout.write(f"{what} ({len(names)}): {', '.join(names)}")


def the_check(path: Path) -> partial:
    """What gives back the signed part of a list. Raises OSError, NotTrusted."""
    certificate = trust_list.load(path.read_bytes())
    return partial(list_signature.signed, certificate=certificate, at=clock.now())
