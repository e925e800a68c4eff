"""The row of the family's pages where a document is handed in again: letters lead to it."""

from django.db.models import Case, Value, When

from portamento.documents.models import Document
from portamento.reenrolment import links, setup
from portamento.reenrolment.models import Dossier, Request, State

OVER = [State.WITHDRAWN, State.REFUSED, State.CONFIRMED]


def address(document: Document) -> str:
    """Its row on the Réinscription page of a pupil; on Documents fournis where none asks for it."""
    ask = setup.request_of(document.kind_id)
    pupil_id = pupil_asked(document, ask) if ask else None
    if pupil_id is None:
        return links.documents(f"piece-d{document.pk}")
    return links.dossier(pupil_id, f"piece-{ask.pk}")


def waiting(family, documents) -> list[Dossier]:
    """Those of the household that these papers serve, in the campaign that runs."""
    rows = Dossier.objects.filter(family=family, campaign=setup.current_campaign())
    pupils = {one.pupil_id for one in documents}
    found = rows.exclude(state__in=OVER)
    return list(found if None in pupils else found.filter(pupil__in=pupils))


def delicate(documents) -> list[tuple[str, int]]:
    """Why a paper of health was refused is read in the office by those who may read the paper."""
    return [pair for one in documents for pair in one.delicate()]


def pupil_asked(document: Document, ask: Request) -> int | None:
    """The pupil it is about; else one whose dossier the household filed, or shares."""
    rows = Dossier.objects.filter(
        campaign=ask.campaign_id, pupil__memberships__family=document.family_id
    )
    rows = rows.exclude(state__in=OVER).exclude(stays="no")
    if document.pupil_id:
        rows = rows.filter(pupil=document.pupil_id)
    mine = Case(When(family=document.family_id, then=Value(0)), default=Value(1))
    return rows.order_by(mine, "pk").values_list("pupil_id", flat=True).first()
