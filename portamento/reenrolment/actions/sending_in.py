"""What a family sends in for a document, file by file, and its word that all of it is legible."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from django.db.models import F, QuerySet
from django.utils.translation import gettext as _

from portamento.documents import intake, remarks, sheets
from portamento.documents.models import Document, DocumentKind, Sheet
from portamento.reenrolment import setup
from portamento.reenrolment.actions import papers
from portamento.schools.prepared import Mark, Prepared
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold


@dataclass
class Sent:
    """What became of the files: a document at once, sheets to look at, sentences of refusal."""

    document: Document | None = None
    sheets: list[Sheet] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


def send_in(
    family, kind: DocumentKind, uploads: Sequence, *, pupil=None, together: bool = False, by
) -> Sent:
    """Each file by itself, so that one that is refused costs no other.

    A single clean PDF with nothing to remark on is a document at once. All else waits until the
    family has looked at its pages, and so does a PDF sent `together` with others, or after them.
    Raises NotAllowed where the pupil is missing.
    """
    papers.check_owner(kind, pupil)
    sent = Sent()
    alone = len(uploads) == 1 and not together
    alone = alone and (pupil.pk if pupil else None) not in unread(family.pk, kind.pk)
    for upload in uploads:
        try:
            _take(sent, family, kind, upload, pupil=pupil, alone=alone, by=by)
        except NotAllowed as refusal:
            sent.refused.append(str(refusal))
    return sent


@Prepared
def unread(family: Mark, kind: Mark) -> QuerySet:
    """For which pupils, or for none, pages of that kind wait to be looked at."""
    return Sheet.objects.filter(family=family, kind=kind).values_list("pupil", flat=True)


def _take(sent: Sent, family, kind, upload, *, pupil, alone: bool, by) -> None:
    part = intake.arrive(upload, read=True, later=True)
    noticed = remarks.of(part, kind, family) if part.pages else remarks.Noticed()
    year = setup.income_year()
    hinted = remarks.on_pages([noticed]) or remarks.on_whole(kind, [noticed], part.pages, year)
    at_once = alone and intake.is_pdf(upload) and not (part.pages and hinted)
    file = intake.keep(part, part.name, sealed=sheets.is_sealed(kind))
    try:
        if at_once:
            sent.document = papers._hand_in(family, kind, file, pupil=pupil, alone=True, by=by)
        else:
            sent.sheets.append(sheets.add(family, kind, file, noticed, pupil=pupil, by=by))
    except NotAllowed:
        file.drop()
        raise


def confirm(
    family, kind: DocumentKind, *, among: QuerySet[Sheet], pupil=None, seen: Sequence[int], by
) -> Document:
    """« Tout est lisible »: the sheets become one document, which counts from now on.

    `among`: the household’s sheets that whoever confirms may look at; no other goes into what they
    send, or goes away with it. `seen`: those they had before their eyes, in that order. Raises
    NotAllowed where they are others now, or where they cannot be put together.
    """
    rows = list(among.of(family, kind, pupil))
    if not rows or [row.pk for row in rows] != list(seen):
        raise NotAllowed(_("Les pages ont changé entre-temps : vérifiez-les à nouveau."))
    file = sheets.put_together(rows, sealed=sheets.is_sealed(kind))
    try:
        return _confirm(family, kind, rows, file, among=among, pupil=pupil, by=by)
    except NotAllowed:
        file.drop()
        raise


@action
def _confirm(family, kind, rows, file, *, among, pupil, by) -> Document:
    """Of two clicks at once the second finds none left, as does whoever adds one meanwhile."""
    hold(family)  # so that no sheet comes between the look at them and their end
    seen = [row.pk for row in rows]
    held = Sheet.objects.filter(pk__in=seen).update(sent_at=F("sent_at"))
    now = [row.pk for row in among.of(family, kind, pupil)]
    if held != len(seen) or now != seen:
        raise NotAllowed(_("Les pages ont changé entre-temps : vérifiez-les à nouveau."))
    document = papers._hand_in(family, kind, file, pupil=pupil, alone=True, by=by)
    sheets.discard(rows)
    return document
