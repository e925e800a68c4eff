"""What waits at a household beside its dossiers, counted for its Accueil."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, QuerySet

from portamento.accounts import readers as accounts
from portamento.billing import readers as billing
from portamento.changes import readers as changes
from portamento.documents import sheets
from portamento.families import access
from portamento.families.models import Guardian
from portamento.reenrolment import household
from portamento.schools.prepared import Mark, Prepared


class Pending(NamedTuple):
    """`kept`: a court's order keeps a pupil from this guardian; `pages`: to be looked at."""

    waiting: int
    rejected: int
    address: str | None
    kept: bool
    pages: int


def at_home(guardian: Guardian, at: datetime) -> Pending:
    """Changes that wait, cents to pay again, an address to confirm and the rest, in one query."""
    [row] = counted(guardian.family_id, guardian.pk, guardian.account_id, at)
    return Pending(*row)


@Prepared
def counted(family: Mark, guardian: Mark, account: Mark, at: Mark) -> QuerySet:
    home = OuterRef("family")
    rows = Guardian.objects.filter(family=family, pk=guardian).annotate(
        waiting=changes.waiting(home),
        rejected=billing.rejected_cents(home),
        address=accounts.unconfirmed(OuterRef("account"), at),
        kept=Exists(access.kept_from(guardian)),
        pages=sheets.pages_of(household.sheets_told(family, guardian.along(account_id=account))),
    )
    return rows.values_list(*Pending._fields)
