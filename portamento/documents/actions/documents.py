"""What people make happen to documents; reenrolment calls these, and moves the dossiers."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portamento.audit.models import Event
from portamento.audit.record import record
from portamento.documents import intake, reasons, storage
from portamento.documents.lifecycle import DOCUMENT
from portamento.documents.models import Document, DocumentKind, State
from portamento.foundation import clock
from portamento.schools.prepared import Mark, Prepared
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold

ROTATIONS = (0, 90, 180, 270)
ONE_LOOK = timedelta(minutes=15)


@action
def receive(
    family,
    kind: DocumentKind,
    file: intake.Intake,
    *,
    name: str,
    pupil=None,
    covers_until: date | None,
    by,
) -> Document:
    """A new row for a new file; what was refused before stays with its reason.

    `name` is the kind's with the years of the campaign: next year it will say others.
    """
    hold(family)  # of two that come at once, the second replaces the first
    document = Document.objects.create(
        kind=kind,
        family=family,
        pupil=pupil,
        name=name,
        file=file.row(),
        handed_in_by=by,
        received_at=clock.now(),
        covers_until=covers_until,
    )
    _record("document.received", document, file=file.name)
    replace_former(document)
    return document


def replace_former(document: Document) -> None:
    """Inside an action: what came earlier for the same thing needs nobody's look any more."""
    for former in waiting(document.family_id, document.kind_id):
        if former != document and former.pupil_id == document.pupil_id:
            DOCUMENT.replace(former, kind=former.name)


@Prepared
def waiting(family: Mark, kind: Mark) -> QuerySet[Document]:
    """What a household gave of that kind and nobody has decided on."""
    rows = Document.objects.filter(family=family, kind=kind, state=State.RECEIVED)
    return rows.order_by("pk")


def take_up_former(document: Document) -> None:
    """Inside an action: once it is gone, the one whose place it took counts again."""
    former = Document.objects.beside(document).newest_first().first()
    if former and former.state == State.REPLACED:
        DOCUMENT.take_up(former, kind=former.name)


@action
def remove(document: Document, *, by) -> None:
    """The family takes back a document nobody has decided on; an earlier one counts again."""
    if not hold(document, state=State.RECEIVED):
        raise NotAllowed(
            _("La scolarité a déjà traité ce document : vous pouvez seulement le remplacer.")
        )
    file = document.file
    _record("document.removed", document, file=file.name)
    document.delete()
    take_up_former(document)
    file.delete()
    transaction.on_commit(lambda: storage.delete(file.key))


@action
def accept(document: Document, *, by) -> None:
    """The office has checked it."""
    DOCUMENT.accept(document, stamps=_decided(by), kind=document.name)


@action
def refuse(document: Document, *, reason: str, note: str = "", by) -> None:
    """The office asks for it again; the family reads the reason on the piece itself."""
    if reason not in reasons.RefusalReason.values:
        raise NotAllowed(_("Choisissez un motif."))
    if reason == reasons.RefusalReason.OTHER and not note.strip():
        raise NotAllowed(_("Écrivez une phrase pour dire ce qui ne va pas."))
    stamps = _decided(by, reason, note) | {"told_at": None}
    said = str(reasons.RefusalReason(reason).label)
    DOCUMENT.refuse(document, stamps=stamps, kind=document.name, reason=said, note=note)


@action
def expire(document: Document, *, by) -> None:
    """It covers nothing any more, and serves no campaign."""
    DOCUMENT.expire(document, kind=document.kind.name)


@action
def set_aside(document: Document, *, reason: str, note: str = "", by) -> None:
    """« Sans objet »: nobody needs it after all; the family reads why, and has nothing to do."""
    refuse_unsaid(reason, note)
    stamps = _decided(by, reason, note) | {"told_at": None}
    said = str(reasons.MootReason(reason).label)
    DOCUMENT.set_aside(document, stamps=stamps, kind=document.name, reason=said, note=note.strip())


def refuse_unsaid(reason: str, note: str) -> None:
    """Raises NotAllowed for « sans objet » without its why."""
    if reason not in reasons.MootReason.values:
        raise NotAllowed(_("Dites pourquoi ce document est sans objet."))
    if reason == reasons.MootReason.OTHER and not note.strip():
        raise NotAllowed(_("Écrivez une phrase pour dire pourquoi ce document est sans objet."))


@action
def ask_again(document: Document, *, by) -> None:
    """It is needed after all, and waits to be checked."""
    stamps = {"decided_by": None, "decided_at": None, "reason": "", "note": ""}
    DOCUMENT.ask_again(document, stamps=stamps, kind=document.name)


@action
def turn(document: Document, *, rotation: int, by) -> None:
    """Which way up the office looks at it, kept for whoever looks next; the file stays as it is."""
    if rotation not in ROTATIONS:
        raise NotAllowed(_("Une page se tourne par quarts de tour."))
    Document.objects.filter(pk=document.pk).update(rotation=rotation)
    document.rotation = rotation
    _record("document.turned", document, rotation=rotation)


@action
def note_read(document: Document, *, by) -> None:
    """Each reading of a file by staff or family is recorded before it leaves."""
    _record("document.read", document, file=document.file.name)


def note_look(document: Document, *, by) -> None:
    """The pictures of one look are one reading; a picture asked for by itself is another."""
    since = clock.now() - ONE_LOOK
    seen = Event.objects.about("document", document.pk).filter(
        verb="document.read", author=by, at__gte=since
    )
    if not seen.exists():
        note_read(document, by=by)


def _decided(by, reason: str = "", note: str = "") -> dict:
    """Who decided, when, and why: the columns of any decision."""
    return {"decided_by": by, "decided_at": clock.now(), "reason": reason, "note": note.strip()}


def _record(verb: str, document: Document, **facts) -> None:
    record(verb, document, household=document.family_id, kind=document.name, **facts)
