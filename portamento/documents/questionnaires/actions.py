"""Filling in and signing: from the first answer to a document like any other."""

from datetime import date
from typing import Any

from django.db.models import F
from django.utils.translation import gettext as _

from portamento.audit.record import record, record_daily
from portamento.documents import actions as documents
from portamento.documents import storage
from portamento.documents.models import Check, Document, DocumentKind, State, StoredFile
from portamento.documents.questionnaires import answers, library
from portamento.documents.signed import Filled, FormText
from portamento.foundation import clock
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold


def draft_of(kind: DocumentKind, family, *, pupil, author) -> Filled | None:
    """That person's own draft: nobody else of the household reads it before it is signed."""
    rows = Filled.objects.filter(kind=kind, family=family, pupil=pupil, author=author)
    return rows.filter(document=None).first()


@action
def save_draft(
    kind: DocumentKind, family, *, pupil=None, values: dict[str, str], version: int, by
) -> Filled:
    """Keeps what was typed, as it is. `version`: of the draft it was typed on, 1 for a new one.

    Raises NotAllowed where another window of the same person wrote meanwhile.
    """
    columns = answers.sealed({"answers": values}) | {"saved_at": clock.now()}
    draft = draft_of(kind, family, pupil=pupil, author=by)
    if draft is None:
        draft = Filled.objects.create(
            kind=kind, family=family, pupil=pupil, author=by, version=version + 1, **columns
        )
    else:
        seen = Filled.objects.filter(pk=draft.pk, version=version, document=None)
        if not seen.update(version=F("version") + 1, **columns):
            raise NotAllowed(_("Ce formulaire a été modifié dans une autre fenêtre."))
        draft.refresh_from_db()
    record_daily("form.drafted", draft, household=family.pk)
    return draft


@action
def sign(
    draft: Filled,
    *,
    text: FormText,
    answered: dict[str, str],
    paper: dict[str, Any],
    covers_until,
    by,
) -> Document:
    """« J’accepte et je signe »: author, moment, version of the text and answers, for good.

    The document replaces one that nobody has decided on yet. Its PDF is the worker's to make,
    from `paper`, what the record says, frozen here. Raises NotAllowed if signed meanwhile.
    """
    now = clock.now()
    hold(draft.family)  # of two that sign at once, the second replaces what the first signed
    replaced = list(undecided(draft))
    document = _received(draft, paper["title"], covers_until=covers_until, by=by)
    columns = answers.sealed({"answers": answered, "paper": paper}) | {
        "document": document,
        "text": text,
        "signed_at": now,
        "saved_at": now,
    }
    fresh = Filled.objects.filter(pk=draft.pk, version=draft.version, document=None)
    if not fresh.update(version=F("version") + 1, **columns):
        raise NotAllowed(_("Ce formulaire a déjà été signé."))
    for former in replaced:
        documents.remove(former, by=by)
    documents.replace_former(document)
    record(
        "form.signed",
        document,
        household=draft.family_id,
        kind=document.name,
        version=text.number,
    )
    return document


def undecided(draft: Filled):
    """What that household signed here before and the office has not decided on."""
    rows = Document.objects.filter(
        kind=draft.kind, family=draft.family, pupil=draft.pupil, on_screen=True
    )
    return rows.filter(state=State.RECEIVED).select_related("kind", "file")


def _received(draft: Filled, name: str, *, covers_until: date | None, by) -> Document:
    checked = library.ALL[draft.kind.form].checked
    now = clock.now()
    file = StoredFile.objects.create(
        key=storage.new_key(),
        name=storage.safe_name(f"{name.replace(' : ', ' - ')}.pdf"),
        size=0,
        sha256="",
        check_state=Check.MAKING,
        stored_at=now,
    )
    return Document.objects.create(
        kind=draft.kind,
        family=draft.family,
        pupil=draft.pupil,
        name=name,
        file=file,
        state=State.RECEIVED if checked else State.ACCEPTED,
        decided_at=None if checked else now,
        handed_in_by=by,
        received_at=now,
        on_screen=True,
        covers_until=covers_until,
    )


@action
def name_mandate(draft: Filled, *, by) -> str:
    """Its RUM: unique with the creditor's identifier, also where several schools share one."""
    reference = f"PM{clock.now():%Y}-{draft.pk:08d}"
    Filled.objects.filter(pk=draft.pk).update(reference=reference)
    record("form.mandate_named", draft, household=draft.family_id, reference=reference)
    return reference
