"""Which letters each of the team may read, and which they may send again or print."""

from django.core.exceptions import PermissionDenied

from portamento.accounts.roles import EDIT_FAMILIES, MANAGE_STAFF, SEE_BILLS
from portamento.mailroom import letter
from portamento.mailroom.models import Outgoing


def readable(reader):
    """Without those on bills, for whoever does not see bills."""
    rows = Outgoing.objects.all()
    return rows if reader.may(SEE_BILLS) else rows.exclude(mention_rows__kind="bill")


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
