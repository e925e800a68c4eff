"""Documents handed in and decided on: from any screen they enter here, and dossiers follow."""

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.documents import actions as documents
from portamento.documents import intake, sheets
from portamento.documents.models import Document, DocumentKind, Owner
from portamento.documents.models import State as Stands
from portamento.foundation import clock
from portamento.reenrolment import letters, pieces, setup
from portamento.reenrolment.actions.returning import come_back
from portamento.reenrolment.actions.reviewing import start
from portamento.reenrolment.actions.waiving import restore
from portamento.reenrolment.models import Dossier, State
from portamento.schools.prepared import Mark, Prepared
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold


def hand_in(family, kind: DocumentKind, uploads, *, pupil=None, by, tell: bool = True) -> Document:
    """Stores and checks one file, or a list that makes one document, then writes its row.

    Acknowledged where a dossier has left. Raises NotAllowed with what is wrong with a file,
    or where the pupil is missing.
    """
    check_owner(kind, pupil)
    file = intake.take(uploads, sealed=sheets.is_sealed(kind))
    try:
        return _hand_in(family, kind, file, pupil=pupil, tell=tell, by=by)
    except NotAllowed:
        file.drop()
        raise


def check_owner(kind: DocumentKind, pupil) -> None:
    if (kind.owner == Owner.PUPIL) != (pupil is not None):
        raise NotAllowed(_("Ce document se dépose sur la page de l’élève concerné."))


@action
def _hand_in(
    family, kind, file: intake.Intake | sheets.Waiting, *, pupil, alone=False, tell=True, by
) -> Document:
    """`alone`: the pages that wait for it, if any, are left to be looked at."""
    campaign = setup.current_campaign()
    until = pieces.covers_until(kind, campaign, clock.now())
    name = pieces.name_of(kind, campaign)
    document = documents.receive(
        family, kind, file, name=name, pupil=pupil, covers_until=until, by=by
    )
    if not alone:
        sheets.discard_all(family, kind, pupil)
    follow(document)
    if tell and is_to_tell(document):
        letters.DocumentReceived(document).send()
    return document


def follow(document: Document) -> None:
    """Inside an action: what is given is asked for again, and may bring its dossiers back."""
    if ask := setup.request_of(document.kind_id):
        restore(ask, document.family, document.pupil)
    come_back(document.family, document.pupil)


def is_to_tell(document: Document) -> bool:
    """Acknowledged by itself where a dossier that asked for it has left."""
    served = {campaign.pk for campaign in pieces.served(document)}
    return any(
        one.campaign_id in served and document.pupil_id in (None, one.pupil_id)
        for one in sent(document.family_id)
    )


@Prepared
def sent(family: Mark) -> QuerySet[Dossier]:
    """The household's running dossiers that are not in its hands."""
    return running(family).exclude(state__in=[State.DRAFT, State.SENT_BACK])


def running(family) -> QuerySet[Dossier]:
    over = [State.WITHDRAWN, State.REFUSED, State.CONFIRMED]
    return Dossier.objects.filter(family=family).exclude(state__in=over)


def asking(document: Document) -> QuerySet[Dossier]:
    """The running dossiers that this document serves."""
    rows = running(document.family_id).filter(campaign__in=pieces.served(document))
    return rows.filter(pupil=document.pupil_id) if document.pupil_id else rows


@action
def remove(document: Document, *, by) -> None:
    documents.remove(document, by=by)


@action
def judge(document: Document, *, accept: bool, reason: str = "", note: str = "", by) -> None:
    """The office's decision on a document; the first one starts the dossiers that asked for it.

    Raises NotAllowed where somebody has decided since the row was read.
    """
    if not hold(document, version=document.version):
        raise NotAllowed(_("Quelqu’un vient de traiter ce document : regardez-le à nouveau."))
    if document.state == Stands.MOOT and (ask := setup.request_of(document.kind_id)):
        restore(ask, document.family, document.pupil)
    if accept:
        documents.accept(document, by=by)
    else:
        documents.refuse(document, reason=reason, note=note, by=by)
    for dossier in asking(document).filter(state=State.SUBMITTED):
        start(dossier, by=by)


@action
def tell_refusals(family, *, by) -> int:
    """One letter with every refused document the family has not been told of; how many."""
    now = clock.now()
    rows = Document.objects.filter(family=family, state="refused")
    # One conditional write: of two who tell at once, the second finds nothing left to tell.
    if not rows.untold().update(told_at=now):
        raise NotAllowed(_("Il n’y a aucun document refusé à annoncer à cette famille."))
    told = list(rows.filter(told_at=now).select_related("kind", "pupil__person").order_by("pk"))
    letters.DocumentsRefused(family, tuple(told)).send()
    record("document.told", *told, household=family.pk, number=len(told))
    return len(told)
