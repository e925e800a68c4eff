"""What becomes of a letter: carried to the mail server, tried again, or refused for good."""

from django.conf import settings
from django.db.models import F, Q, QuerySet
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.foundation import clock
from portamento.mailroom import courier, envelope, fresh
from portamento.mailroom.models import Fate, Outgoing
from portamento.schools.scope import current
from portamento.workflow import queue
from portamento.workflow.action import action

TRIES = 16  # with queue.BACKOFF_SECONDS five days: RFC 5321, 4.5.4.1


def due() -> QuerySet:
    """Queued, the hour come, the paper printed: in every school, since the worker serves all."""
    rows = Outgoing.objects.every_school().due(clock.now()).select_related("paper", "account")
    printed = Q(paper=None) | Q(paper__made_at__isnull=False)
    return rows.filter(printed).order_by("send_after", "pk")


def sendable() -> QuerySet:
    """Those due whose school has said from which address it writes; the others wait for that."""
    return due().exclude(school__sender="", school__email="")


def keeps_all() -> bool:
    """No mail server is set: nothing leaves, which the office is told. The demo means it so."""
    return settings.SMTP is None and not settings.DEMO


def hindrance() -> str:
    """What keeps this school's letters from leaving: "server", "sender", or nothing."""
    if keeps_all():
        return "server"
    school = current()
    return "" if settings.DEMO or school.sender or school.email else "sender"


def keep(row: Outgoing) -> None:
    """Without a mail server nothing leaves: a letter is kept whole. The demo shows its own."""
    if settings.DEMO:
        sent(row, forget=False)
        return
    queued = Outgoing.objects.filter(pk=row.pk, state=Fate.QUEUED)
    queued.update(state=Fate.KEPT, claimed_until=None, version=F("version") + 1)


def take_up() -> None:
    """There is a mail server now: what was kept for want of one is to be delivered."""
    # The worker serves every school.
    kept = Outgoing.objects.every_school().filter(state=Fate.KEPT)
    if kept.exists():  # asked each second: a look costs less than a write
        kept.update(state=Fate.QUEUED)


def deliver(row: Outgoing, post: courier.Courier) -> None:
    """One letter, outside any transaction; its row tells the outcome."""
    try:
        to = envelope.recipient(row)
        fresh.freshen(row)
        post.carry(envelope.message(row), sender=envelope.sender(row), to=to)
    except envelope.BadAddress:
        refuse(row, problem=_("Cette adresse est mal écrite."), whom=True, by=None)
    except courier.ServerAway as away:
        note(row, str(away))
        raise queue.NotNow from away
    except courier.TryLater as later:
        if row.attempts + 1 >= TRIES:
            problem = _("%s – essayé pendant cinq jours") % later
            refuse(row, problem=problem, whom=False, by=None)
            return
        note(row, str(later))
        raise queue.Later(later) from later
    except courier.RefusedForGood as refused:
        refuse(row, problem=str(refused), whom=refused.whom, by=None)
    else:
        sent(row, forget=True)


def note(row: Outgoing, problem: str) -> None:
    """The office reads why a letter still waits."""
    Outgoing.objects.filter(pk=row.pk).update(problem=problem[:300])


def sent(row: Outgoing, *, forget: bool) -> None:
    """The server has it: our proof is stored, the secret is erased."""
    erased = {"secret": None} if forget else {}
    Outgoing.objects.filter(pk=row.pk, state=Fate.QUEUED).update(
        state=Fate.SENT,
        sent_at=clock.now(),
        claimed_until=None,
        problem="",
        version=F("version") + 1,
        **erased,
    )


@action
def refuse(row: Outgoing, *, problem: str, whom: bool, by) -> None:
    """Refused for good: the office sees it on the letter and, where the address is bad, on it."""
    Outgoing.objects.filter(pk=row.pk).update(
        state=Fate.REFUSED,
        problem=problem[:300],
        claimed_until=None,
        secret=None,
        version=F("version") + 1,
    )
    if whom and row.account and row.account.email == row.address:
        accounts = type(row.account).objects.filter(pk=row.account_id)
        accounts.update(email_refused_at=clock.now())
    record(
        *("letter.refused", row),
        household=row.household_id,
        subject=row.subject,
        address=row.address,
        problem=problem[:300],
    )
