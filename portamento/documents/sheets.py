"""Pages before they count: what a family sends for a document, until it has looked at them.

Each file comes by itself and becomes a `Sheet` at once: a photo is straightened and made a PDF on
the request that brings it, so that putting the sheets together is cheap, however many they are.
The rows are the only state: who sent them, for which kind and whom, in which order. A sheet is its
household's alone; the office sees the document that comes of it, never the sheets. They go when
the document is there, when their family removes them, or after two weeks.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.db.models import Exists, Max, OuterRef, QuerySet, Subquery, Sum
from django.db.models.functions import Coalesce, Greatest
from django.utils.translation import gettext as _

from portamento.audit.record import record, record_daily
from portamento.documents import filing, intake, reasons, remarks, scanner, sealing
from portamento.documents.inspector.answers import Hint, HintCode
from portamento.documents.models import Check, DocumentKind, Sensitivity, Sheet, StoredFile
from portamento.documents.remarks import Noticed
from portamento.foundation import clock
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold

KEPT = timedelta(days=14)
QUARTER = 90


@dataclass(frozen=True)
class Waiting:
    """The one file of a document, stored already: what `documents.receive` makes its own."""

    file: StoredFile
    name: str

    def row(self) -> StoredFile:
        self.file.name = self.name
        self.file.save(update_fields=["name"])
        return self.file

    def drop(self) -> None:
        """The action refused: it goes on waiting."""


@action
def add(family, kind: DocumentKind, file: intake.Intake, noticed: Noticed, *, pupil=None, by):
    """One more, after the others. Raises NotAllowed where there are enough."""
    hold(family)  # of two that come at once, the second counts the first
    others = Sheet.objects.filter(family=family, kind=kind, pupil=pupil)
    intake.refuse_more(others.count(), file.name)
    sheet = Sheet.objects.create(
        family=family,
        kind=kind,
        pupil=pupil,
        position=(others.aggregate(last=Max("position"))["last"] or 0) + 1,
        file=file.row(),
        **columns(noticed),
        sent_by=by,
        sent_at=clock.now(),
    )
    arranged(sheet)
    return sheet


def columns(noticed: Noticed) -> dict[str, Any]:
    """As the row keeps it."""
    looks = [[hint.code, hint.page] for hint in noticed.looks]
    return vars(noticed) | {"looks": looks}


@action
def move(sheet: Sheet, *, up: bool, by) -> None:
    """Before the one above it, or after the one below."""
    keep_there(sheet)
    rows = list(Sheet.objects.of(sheet.family, sheet.kind, sheet.pupil))
    place = rows.index(sheet)
    other = place - 1 if up else place + 1
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]
    for position, row in enumerate(rows, start=1):
        Sheet.objects.filter(pk=row.pk).update(position=position)
    arranged(sheet)


@action
def turn(sheet: Sheet, *, page: int, by) -> None:
    """A quarter turn to the right, of that page alone; four of them leave it as it came."""
    keep_there(sheet)
    sheet.refresh_from_db(fields=["turns"])
    degrees = (sheet.turned(page) + QUARTER) % 360
    others = {name: kept for name, kept in sheet.turns.items() if name != str(page)}
    sheet.turns = others | ({str(page): degrees} if degrees else {})
    sheet.save(update_fields=["turns"])
    arranged(sheet)


@action
def remove(sheet: Sheet, *, by) -> None:
    """The family does not want it in the document."""
    keep_there(sheet)
    arranged(sheet)
    discard([sheet])


def keep_there(sheet: Sheet) -> None:
    """Inside an action: another adult may be sending or removing it. Raises NotAllowed."""
    hold(sheet.family)
    if not Sheet.objects.filter(pk=sheet.pk).exists():
        raise NotAllowed(_("Cette page n’est plus là : elle vient d’être envoyée ou supprimée."))


@action
def note_look(sheet: Sheet, *, by) -> None:
    """A line a day and person, before a picture of it leaves."""
    record_daily("sheets.looked", sheet, household=sheet.family_id)


def arranged(sheet: Sheet) -> None:
    """A line a day: what comes of it is told when the document is there."""
    record_daily("sheets.arranged", sheet, household=sheet.family_id)


def discard(rows: Sequence[Sheet]) -> None:
    """Rows and files, but for a file that has become a document's. Inside an action."""
    for row in rows:
        file = row.file
        row.delete()
        if not hasattr(file, "document"):
            filing.discard(file)


def put_together(rows: Sequence[Sheet], *, sealed: bool) -> intake.Intake | Waiting:
    """One file of them all, in their order; of a single one nobody turned, its own, byte for byte.

    Raises NotAllowed where one was refused meanwhile, or waits for its first look, or where
    together they are too much.
    """
    if refused := [row.file for row in rows if row.file.is_rejected()]:
        raise NotAllowed(
            _("« %s » n’est pas lisible par nos machines : supprimez-le d’abord.") % refused[0].name
        )
    if any(row.file.is_awaited() for row in rows):
        raise NotAllowed(reasons.NOT_READY)
    name = intake.as_pdf(rows[0].file.name)
    turns = {
        (place, int(page)): degrees
        for place, row in enumerate(rows)
        for page, degrees in row.turns.items()
    }
    if len(rows) == 1 and not turns:
        return Waiting(rows[0].file, name)
    parts = [part(row.file) for row in rows]
    try:
        return intake.keep(intake.join(parts, turns), name, sealed=sealed)
    finally:
        for one in parts:
            one.content.close()


def part(file: StoredFile) -> intake.Part:
    """A stored file as it was when it arrived."""
    scan = scanner.Answer.CLEAN if file.scanned_at else scanner.Answer.NONE
    return intake.Part(sealing.open_file(file), file.name, file.pages, scan)


def notice(row: Sheet) -> None:
    """What the family would have been told at once, of a page that had to wait for its look."""
    looked_at = part(row.file)
    with looked_at.content:
        found = remarks.of(looked_at, row.kind, row.family)
    Sheet.objects.filter(pk=row.pk).update(**columns(found))


def noticed(row: Sheet) -> Noticed:
    looks = tuple(Hint(HintCode(code), page) for code, page in row.looks)
    return Noticed(looks, row.newest_on, row.named, row.income_year)


def hints(kind: DocumentKind, rows: Sequence[Sheet], income_year: int | None) -> list[Hint]:
    """On the document that would come of them; `income_year`: the one that is asked for."""
    pages = sum(row.file.pages for row in rows)
    found = [noticed(row) for row in rows]
    return remarks.on_whole(kind, found, pages, income_year) if rows else []


def pages_of(rows: QuerySet[Sheet]) -> Coalesce:
    """How many pages of one household wait for its look, as an annotation; not those it cannot
    look at yet."""
    ready = rows.exclude(file__check_state=Check.PENDING).order_by()
    summed = ready.values("family").annotate(total=Sum(Greatest("file__pages", 1)))
    return Coalesce(Subquery(summed.values("total")), 0)


def is_sealed(kind: DocumentKind) -> bool:
    return kind.sensitivity == Sensitivity.HEALTH


def overdue() -> QuerySet:
    """Of every school: nobody has added to their document for two weeks."""
    before = clock.now() - KEPT
    # The worker serves every school.
    rows = Sheet.objects.every_school()
    later = rows.filter(family=OuterRef("family"), kind=OuterRef("kind"), sent_at__gte=before)
    return rows.filter(~Exists(later), sent_at__lt=before)


@action
def forget(sheet: Sheet, *, by) -> None:
    """Never looked at, never sent: it goes."""
    record("sheets.forgotten", sheet, household=sheet.family_id, kind=sheet.kind.name)
    discard([sheet])


def discard_all(family, kind: DocumentKind, pupil=None) -> None:
    """The document is there: what still waited for it goes. Inside an action."""
    discard(list(Sheet.objects.of(family, kind, pupil)))
