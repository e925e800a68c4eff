"""Background work on letters: print their papers, deliver them, forget their secrets."""

from collections.abc import Iterator

from django.conf import settings
from django.db.models import QuerySet

from portamento.foundation import clock
from portamento.mailroom import courier, delivery, pile, posting, press
from portamento.mailroom.models import Outgoing, Paper
from portamento.workflow import queue

_rest = courier.Rest()


def make_papers() -> Iterator[None]:
    """A letter waits for its paper; the receipt is ready a second after « Valider »."""
    # The worker serves every school.
    rows = Paper.objects.every_school().filter(made_at=None).order_by("wanted_at", "pk")
    return queue.work(rows, make_paper)


def make_paper(row: Paper) -> None:
    """A pile is many letters, each with its own PDF behind it."""
    if row.template == posting.PILE:
        content = pile.made(row)
    else:
        content = press.print_pdf(row.template, row.facts)
    Paper.objects.filter(pk=row.pk).update(content=content, made_at=clock.now(), claimed_until=None)


def deliver_letters() -> Iterator[None]:
    """Carries what is due, over one connection; a server that is away is left alone a while."""
    if settings.SMTP is None:
        yield from queue.work(delivery.due(), delivery.keep)
    elif _rest.is_over():
        delivery.take_up()
        yield from carry(delivery.sendable())


def carry(rows: QuerySet) -> Iterator[None]:
    with courier.Courier(settings.SMTP) as post:

        def deliver(row: Outgoing) -> None:
            try:
                delivery.deliver(row, post)
            except queue.NotNow:
                _rest.begin()
                raise
            _rest.end()

        yield from queue.work(rows, deliver, seconds=courier.CLAIM_SECONDS)


def forget_secrets() -> int:
    """A secret that has ended is erased; a letter that still waits gets another as it leaves."""
    # The worker serves every school.
    late = Outgoing.objects.every_school().filter(secret_until__lt=clock.now())
    return late.exclude(secret=None).update(secret=None)
