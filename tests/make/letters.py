"""Letters that wait to leave, and the worker that takes them."""

from datetime import timedelta

from portamento.foundation import clock
from portamento.mailroom import sweeps
from portamento.mailroom.letter import new_message_id
from portamento.mailroom.models import Outgoing

TEXT = "Bonjour,\n\nC’est arrivé\u202f: voyez\n\nhttps://portail.example.org/\n\n- un\n- deux"


def write(to="claire@example.org", **fields) -> Outgoing:
    now = clock.now()
    given = {
        "kind": "Essai",
        "name": "Claire Martin",
        "subject": "Le dossier de Lina est bien arrivé",
        "text": TEXT,
        "written_at": now,
        "send_after": now,
        "message_id": new_message_id(),
    }
    return Outgoing.objects.create(address=to, **(given | fields))


def deliver(later=timedelta()) -> None:
    """What the worker does about letters, now or that much later."""
    with clock.at(clock.now() + later):
        for _ in sweeps.deliver_letters():
            pass


def fate(row: Outgoing) -> str:
    row.refresh_from_db()
    return row.state
