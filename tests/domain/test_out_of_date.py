"""A document that covers nothing any more is put aside at night."""

from datetime import timedelta

import pytest

from portamento.documents.models import State
from portamento.foundation import clock
from portamento.reenrolment import sweeps
from tests import make


def handed_in(days_ago: int, *, covers_days: int | None):
    until = clock.today() + timedelta(days=covers_days) if covers_days is not None else None
    family = make.family("Martin")
    make.guardian(family)
    document = make.document(family, make.kind("Justificatif"))
    received = clock.now() - timedelta(days=days_ago)
    type(document).objects.filter(pk=document.pk).update(covers_until=until, received_at=received)
    return document


@pytest.mark.parametrize(
    ("days_ago", "covers_days", "after"),
    [
        (100, -1, State.EXPIRED),
        (100, 0, State.RECEIVED),  # its last day counts
        (100, None, State.RECEIVED),  # good until changed
        (3, -1, State.RECEIVED),  # handed in for the campaign that runs: it serves that
    ],
)
def test_a_night_puts_aside_what_is_over(valmont, days_ago, covers_days, after):
    make.campaign(opens_in=-7)
    document = handed_in(days_ago, covers_days=covers_days)
    list(sweeps.expire_documents())
    document.refresh_from_db()
    assert document.state == after
