"""The documents of a family as its pages list them, and the school's own files."""

from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.documents import retention
from portamento.documents.inspector.limits import MAX_FILE_BYTES
from portamento.documents.models import GONE, Check, Document, State
from portamento.documents.questionnaires import library
from portamento.documents.reasons import (
    ACCEPT_FILES,
    FILES_SENTENCE,
    RefusalReason,
    sentence_of,
    why_moot,
)
from portamento.foundation import text
from portamento.portal.documents import waiting
from portamento.reenrolment import keeping, pieces, setup

KINDS = {State.RECEIVED: "half", State.ACCEPTED: "done", State.MOOT: "", State.REPLACED: ""}


def of(rows, sheets) -> dict:
    """What is to be looked at or done anew, then everything received, newest first."""
    found = list(rows.select_related("kind", "file", "pupil__person").newest_first())
    kept, last = keeping.of(found), newest(found)
    for row in found:
        row.kept = " ".join(filter(None, (good_words(row), kept_words(row, kept[row.pk]))))
        row.words, row.head = standing(row, is_last=row in last)
        row.said = said(row, is_last=row in last)
    pages = unread(sheets)
    sent = {row["id"] for row in pages}
    refused = [row for row in last if is_refused(row) and row.may_give]
    return {
        "documents": found,
        "again": [*pages, *(again(row) for row in refused if place_of(row) not in sent)],
        "limits": FILES_SENTENCE,
        "accept": ACCEPT_FILES,
        "most": MAX_FILE_BYTES,
    }


def standing(row, *, is_last: bool) -> tuple[str, str]:
    """Its state in words; what was refused says no more « À refaire » once another has come."""
    if row.state == State.REFUSED and not is_last:
        return str(State.REPLACED.label), ""
    if row.state == State.RECEIVED and row.file.is_rejected():
        return str(State.REFUSED.label), "wrong"
    return str(row.get_state_display()), KINDS.get(row.state, "wrong")


def said(row, *, is_last: bool) -> str:
    """Why it is not asked for, or why it is refused where it is another's to hand in anew."""
    if row.state == State.MOOT:
        return why_moot(row.reason, row.note)
    if not is_last or row.may_give or not is_refused(row):
        return ""
    reason = why(row)
    parts = [reason.get("refusal", ""), reason["reason"], by_whom(row)]
    return ". ".join(part.rstrip(".") for part in parts if part) + "."


def by_whom(row) -> str:
    """Whose it is to hand in, said to another adult of the household."""
    told = _("Seul un responsable qui peut réinscrire %s le dépose à nouveau.")
    return told % row.pupil.first_name


def title(kind) -> str:
    """The kind's name, with the tax years of the campaign where it says so."""
    return pieces.name_of(kind, setup.current_campaign())


def good_words(row) -> str:
    """Until when it need not be given again, where that is a day."""
    if row.state != State.ACCEPTED or not row.covers_until:
        return ""
    return _("Valable jusqu’au %s.") % text.day(row.covers_until)


def kept_words(row, kept: keeping.Kept) -> str:
    """Until when it is kept; of what is gone its state says so."""
    if row.file.check_state == Check.FORGOTTEN:
        return ""
    if row.file.check_state == Check.CLOSED:
        return _("Durée passée : personne ne peut plus l’ouvrir.")
    if kept.rule.code == retention.REPLACED:
        return _("Un plus récent est accepté : conservé jusqu’au %s.") % text.day(kept.until)
    return _("Conservé jusqu’au %s au plus tard.") % text.day(kept.until)


def newest(found: list) -> list:
    """The newest document of each kind and pupil: older ones have been replaced."""
    seen: dict[tuple, object] = {}
    for row in found:
        seen.setdefault((row.kind_id, row.pupil_id), row)
    return list(seen.values())


def is_refused(row) -> bool:
    """And still of use: what was refused in another season is not asked for here."""
    if row.file.check_state in GONE:
        return False
    rejected = row.file.is_rejected() and row.state == State.RECEIVED
    return row.state == State.REFUSED or rejected


def unread(sheets) -> list[dict]:
    """Pages to look at, document by document, as `ui.upload_row` shows them."""
    found: dict[str, list] = {}
    for row in sheets.select_related("kind", "file", "pupil__person").order_by("position", "pk"):
        found.setdefault(place_of(row), []).append(row)
    return [
        {"id": place, "name": whose(rows[0]), **waiting.parts(rows, "")}
        for place, rows in found.items()
    ]


def place_of(row) -> str:
    """Of one kind, for one pupil or the family: a document or the pages it will be made of."""
    return f"k{row.kind_id}-{row.pupil_id or 0}"


def whose(row) -> str:
    """« Fiche sanitaire (Lina) »."""
    name = row.name if isinstance(row, Document) else title(row.kind)
    return name + (f" ({row.pupil.first_name})" if row.pupil_id else "")


def again(row) -> dict:
    """A refused document as `ui.upload_row` shows it, with the way to hand it in anew."""
    return {
        "id": f"d{row.pk}",
        "name": whose(row),
        "state": State.REFUSED.label,
        "kind": "wrong",
        **why(row),
        **ways(row),
    }


def ways(row) -> dict:
    """How it is given anew: imported here, or filled in on the page of the re-enrolment."""
    found = {}
    if library.takes_file(row.kind):
        found["upload_url"] = reverse("portal:documents.replace", kwargs={"pk": row.pk})
    if library.of(row.kind):
        page = reverse("portal:dossier.show", kwargs={"pk": row.pupil_id}) if row.pupil_id else ""
        found["form_url"] = page or reverse("portal:pupils.index")
        found["form_label"] = _("Refaire sur la page Réinscription")
    return found


def why(row) -> dict:
    if row.state != State.REFUSED:
        return {"reason": sentence_of(row.file.problem, row.file.name)}
    known = RefusalReason(row.reason)
    return {"refusal": known.heading, "reason": row.note or known.sentence}


def is_offered(pk: int) -> bool:
    """Whether the school offers that file to families: a model, a text, the terms."""
    campaign = setup.current_campaign()
    if campaign is None:
        return False
    offered = {ask.kind.model_file_id for ask in setup.requests(campaign)}
    offered |= {block.file_id for block in setup.blocks(campaign)}
    return pk in offered | {terms.file_id for terms in setup.terms(campaign)}
