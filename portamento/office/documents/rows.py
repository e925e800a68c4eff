"""Documents as lines of a list, and the one that comes next."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.documents.models import Check, Document, State, Validity
from portamento.documents.reasons import RefusalReason, why_moot
from portamento.foundation import text

COMING = {Check.PENDING, Check.MAKING}
KINDS = {State.RECEIVED: "yours", State.ACCEPTED: "done", State.MOOT: "", State.REPLACED: ""}


@dataclass(frozen=True)
class Row:
    """One paper: what, whose, since when, where it stands."""

    pk: int
    url: str
    name: str
    whose: str
    family: str
    file: str
    received: str
    state: str
    kind: str
    why: str
    good: str


def people(documents):
    return documents.select_related("kind", "file", "family", "pupil__person", "handed_in_by")


def of(documents, query: str) -> list[Row]:
    return [row(document, query) for document in documents]


def row(document: Document, query: str, retour: str = "") -> Row:
    state, kind = standing(document)
    return Row(
        pk=document.pk,
        url=address(document.pk, query, retour=retour),
        name=document.name,
        whose=document.pupil.full_name if document.pupil_id else _("Toute la famille"),
        family=document.family.name,
        file=document.file.name,
        received=text.day(document.received_at),
        state=state,
        kind=kind,
        why=why(document),
        good=good(document),
    )


def standing(document: Document) -> tuple[str, str]:
    """The state in words; the file's own check comes before the office's."""
    if document.state == State.RECEIVED and document.file.check_state != Check.CLEAN:
        words = str(document.file.get_check_state_display())
        return words, "half" if document.file.check_state in COMING else "wrong"
    return str(document.get_state_display()), KINDS.get(document.state, "wrong")


def why(document: Document) -> str:
    if document.state == State.MOOT:
        return why_moot(document.reason, document.note)
    if document.state != State.REFUSED or not document.reason:
        return ""
    reason = RefusalReason(document.reason)
    told = (
        _("La famille est prévenue.") if document.told_at else _("La famille n’est pas prévenue.")
    )
    return f"{text.ended(document.note or str(reason.label))} {told}"


def good(document: Document) -> str:
    """« jusqu’au 31 juillet 2028 », « jusqu’à un changement »; empty where nobody can say."""
    if document.covers_until:
        return _("jusqu’au %s") % text.day(document.covers_until)
    lasting = document.kind.validity in {Validity.UNTIL_CHANGED, Validity.ONCE}
    return str(document.kind.get_validity_display()).lower() if lasting else ""


def address(pk: int, query: str = "", **more: object) -> str:
    """A document's page, which remembers the list it was opened from."""
    url = reverse("office:documents.show", kwargs={"pk": pk})
    kept = {name: value for name, value in {"liste": query, **more}.items() if value}
    return f"{url}?{urlencode(kept)}" if kept else url


def following(document: Document, given) -> int | None:
    """The next of these rows: the first again after the last."""
    later = Q(received_at__gt=document.received_at)
    same = Q(received_at=document.received_at, pk__gt=document.pk)
    pks = given.values_list("pk", flat=True)
    return pks.filter(later | same).first() or pks.first()


def untold(family_id: int) -> int:
    """Refused documents that family has not been told of."""
    return Document.objects.filter(family=family_id).untold().count()
