"""Which letters each of the team may read, and which they may send again or print."""

from django.core.exceptions import PermissionDenied

from portamento.accounts.roles import (
    DECIDE_DOCUMENTS,
    EDIT_FAMILIES,
    MANAGE_STAFF,
    SEE_BILLS,
)
from portamento.documents.models.papers import HEALTH
from portamento.mailroom import letter
from portamento.mailroom.models import Outgoing

# What a letter speaks of, and the right it takes to read it.
ASKS = {"bill": SEE_BILLS, HEALTH: DECIDE_DOCUMENTS}


def readable(reader):
    """Without those on bills, or on papers of health, for whoever does not see these."""
    rows = Outgoing.objects.all()
    kept = [kind for kind, right in ASKS.items() if not reader.may(right)]
    return rows.exclude(mention_rows__kind__in=kept) if kept else rows


def handled(reader):
    """Those the reader may print, post or send again.

    A letter that lets somebody in is for those who manage that account: of families the
    direction and the secrétariat, of the team the direction alone.
    """
    rows, ways_in = readable(reader), letter.that_let_in()
    if not reader.may(EDIT_FAMILIES):
        rows = rows.exclude(kind__in=ways_in)
    if not reader.may(MANAGE_STAFF):
        rows = rows.exclude(kind__in=ways_in, account__role__gt="")
    return rows


def check_handles(reader, rows) -> None:
    """Raises PermissionDenied where one of them is for others to handle."""
    if rows.exclude(pk__in=handled(reader).values("pk")).exists():
        raise PermissionDenied
