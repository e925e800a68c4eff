"""Letters on paper: set to be posted, printed in one go, posted."""

from collections.abc import Iterable
from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.foundation import clock
from portamento.foundation.text import alphabetically
from portamento.mailroom import letter as letters
from portamento.mailroom import sealed
from portamento.mailroom.letter import Letter, Recipient
from portamento.mailroom.models import STAYS, Fate, Outgoing, Paper
from portamento.schools.scope import current
from portamento.workflow.action import NotAllowed, action

PILE = "pile"


@action
def put_to_post(row: Outgoing, *, by) -> None:
    """On paper instead of by e-mail: nothing of it leaves by itself any more."""
    if not kind_of(row).goes_by_post:
        raise NotAllowed(_("Ce courrier vérifie une adresse e-mail : il ne part que par e-mail."))
    waiting = Outgoing.objects.filter(pk=row.pk, state__in=STAYS)
    if not waiting.update(state=Fate.TO_POST, **on_paper(row), version=F("version") + 1):
        raise NotAllowed(_("Ce courrier est déjà parti, ou déjà à poster."))
    record("letter.put_to_post", row, household=row.household_id, subject=row.subject)


@action
def put_all_to_post(rows: Iterable[Outgoing], *, by) -> int:
    """Every letter kept for want of a mail server that makes sense on paper; how many."""
    chosen = [row for row in rows if kind_of(row).goes_by_post]
    if not chosen:
        raise NotAllowed(_("Aucun courrier gardé n’est à mettre sous enveloppe."))
    for row in chosen:
        put_to_post(row, by=by)
    return len(chosen)


def kind_of(row: Outgoing) -> type[Letter]:
    return letters.kinds().get(row.kind, Letter)


def on_paper(row: Outgoing) -> dict[str, Any]:
    """What the row says once it is for the post: the words of an e-mail may not do."""
    plain = {"claimed_until": None, "problem": ""}
    instead = kind_of(row).on_paper(row)
    if instead is None:
        return plain
    to = Recipient(row.name, "", row.account, row.household_id, row.postal)
    subject, text = letters.render(type(instead), instead.all_facts(to))
    secret, until = instead.secret(to) or ("", None)
    return plain | {
        "kind": type(instead).__name__,
        "subject": subject,
        "text": text,
        "secret": sealed.seal(secret) if secret else None,
        "secret_until": until,
        "written_at": clock.now(),
    }


def in_order(rows: QuerySet) -> list[Outgoing]:
    """As the pile is listed and as it comes out of the printer: by whom it is for."""
    return alphabetically(rows.order_by("pk"), lambda row: row.name)


@action
def print_pile(rows: QuerySet, *, two_sided: bool = True, by) -> Paper:
    """Those of the rows that are to be posted, in one PDF that the worker prints.

    The order names the letters and no more: a secret inside one is unsealed while printing.
    """
    chosen = [row.pk for row in in_order(rows.filter(state=Fate.TO_POST).only("pk", "name"))]
    if not chosen:
        raise NotAllowed(_("Aucun courrier n’est à poster."))
    wanted_at = clock.now()
    paper = Paper.objects.create(
        template=PILE,
        facts={"letters": [{"letter": pk} for pk in chosen], "two_sided": two_sided},
        name=_("courriers-a-poster-%s.pdf") % clock.day(wanted_at).isoformat(),
        wanted_at=wanted_at,
    )
    record("letter.pile_printed", current(), number=len(chosen))
    return paper


def letters_of(paper: Paper) -> QuerySet:
    """The letters that a pile holds."""
    return Outgoing.objects.filter(pk__in=[item["letter"] for item in paper.facts["letters"]])


@action
def mark_posted(paper: Paper, *, by) -> int:
    """The pile has left: its letters are posted, its secrets and its file are erased."""
    posted = (
        letters_of(paper)
        .filter(state=Fate.TO_POST)
        .update(
            state=Fate.POSTED,
            sent_at=clock.now(),
            secret=None,
            version=F("version") + 1,
        )
    )
    if not posted:
        raise NotAllowed(_("Ces courriers sont déjà notés comme postés."))
    Paper.objects.filter(pk=paper.pk).update(content=None)
    record("letter.pile_posted", current(), number=posted)
    return posted
