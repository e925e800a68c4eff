"""Looking at pages before they count: in which order, which to leave out, « Tout est lisible »."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.documents import previews, reasons, setup, sheets
from portamento.documents.inspector.answers import Hint
from portamento.documents.inspector.limits import MAX_FILE_BYTES
from portamento.documents.models import DocumentKind, Sheet
from portamento.doors import carry, downloads, fields
from portamento.doors.page import render
from portamento.families import access
from portamento.portal.documents import listing, waiting
from portamento.reenrolment import actions, household
from portamento.reenrolment import setup as campaigns
from portamento.workflow.action import NotAllowed

WIDTHS = (320, 1200)
PAGE, PART = "portal/documents/review.html", "portal/documents/_review.html"


def readable(request):
    """The household's that this guardian may look at and send."""
    return household.sheets_told(request.family, request.guardian)


def find(request, kind, pupil) -> tuple[DocumentKind, object, list[Sheet]]:
    """The kind, the pupil if any, and what waits. Raises Http404."""
    asked = next((one for one in setup.kinds() if one.pk == kind), None)
    if asked is None:
        raise Http404
    member = None
    if pupil != waiting.WHOLE_FAMILY:
        rows = access.told_to(request.guardian, request.family.memberships.all())
        member = get_object_or_404(rows.select_related("pupil__person"), pupil=pupil).pupil
    return asked, member, list(readable(request).of(request.family, asked, member))


def review(request, kind, pupil):
    asked, member, rows = find(request, kind, pupil)
    if not rows:
        return redirect(back(request) or "portal:documents.index")
    return render(request, PAGE, context(request, asked, member, rows))


def context(request, kind: DocumentKind, pupil, rows: list[Sheet], refusal: str = "") -> dict:
    pages = sum(row.file.pages for row in rows)
    hints = sheets.hints(kind, rows, campaigns.income_year())
    return {
        "kind": kind,
        "pupil": pupil,
        "whose": pupil.pk if pupil else waiting.WHOLE_FAMILY,
        "title": listing.title(kind),
        "words": waiting.words(rows),
        "early": waiting.is_early(rows),
        "hints": [reasons.advice(hint) for hint in hints],
        "sheets": shown(rows),
        "seen": "-".join(str(row.pk) for row in rows),
        "pages": pages,
        "retour": back(request),
        "refusal": refusal,
        "limits": reasons.FILES_SENTENCE,
        "accept": reasons.ACCEPT_FILES,
        "most": MAX_FILE_BYTES,
        "until": max(row.sent_at for row in rows) + sheets.KEPT if rows else None,
    }


def shown(rows: Sequence[Sheet]) -> list[dict]:
    """Each file with its pages, numbered as they will be in the document."""
    found, before = [], 0
    for place, row in enumerate(rows):
        looks = sheets.noticed(row).looks
        found.append(
            {
                "pk": row.pk,
                "file": row.file,
                "pages": range(1, row.file.pages + 1) if row.file.is_servable() else (),
                "before": before,
                "numbers": numbers(before + 1, before + row.file.pages),
                "hints": [reasons.advice(Hint(one.code, before + one.page)) for one in looks],
                "problem": reasons.sentence_of(row.file.problem, row.file.name),
                "first": place == 0,
                "last": place == len(rows) - 1,
            }
        )
        before += row.file.pages
    return found


def numbers(first: int, last: int) -> str:
    """« Page 3 », « Pages 3 à 5 »; nothing is numbered before somebody has counted."""
    if last < first:
        return _("Contrôle en cours")
    return _("Page %s") % first if first == last else _("Pages %s à %s") % (first, last)


def back(request) -> str:
    return carry.safe_next(request.POST.get("retour", request.GET.get("retour", "")))


def add(request, kind, pupil):
    """More pages for what waits already."""
    asked, member, rows = find(request, kind, pupil)
    uploads = request.FILES.getlist("files")
    if request.method != "POST" or not rows:
        return redirect(waiting.review_url(kind, pupil, back(request)))
    if not uploads:
        raise NotAllowed(_("Choisissez d’abord un fichier, puis cliquez sur « Importer »."))
    sent = actions.send_in(
        request.family, asked, uploads, pupil=member, together=True, by=request.user
    )
    refusal = " ".join(sent.refused)
    rows = list(readable(request).of(request.family, asked, member))
    by_script = request.headers.get("X-Requested-With") == "upload"
    if not by_script and not refusal:
        return redirect(waiting.review_url(kind, pupil, back(request)))
    words = context(request, asked, member, rows, refusal)
    return render(request, PART if by_script else PAGE, words, status=422 if refusal else 200)


def confirm(request, kind, pupil):
    """« Tout est lisible »: one document, that counts."""
    asked, member, rows = find(request, kind, pupil)
    if request.method != "POST" or not rows:
        return redirect(back(request) or "portal:documents.index")
    seen = fields.ids(request.POST.get("vues", "").split("-"))
    try:
        given = {"among": readable(request), "pupil": member, "seen": seen}
        actions.confirm_sheets(request.family, asked, **given, by=request.user)
    except NotAllowed as refused:
        messages.error(request, str(refused))
        return redirect(waiting.review_url(kind, pupil, back(request)))
    messages.success(request, _("Document reçu."))
    return redirect(back(request) or "portal:documents.index")


def move(request, pk):
    sheet = get_object_or_404(readable(request).select_related("kind", "pupil"), pk=pk)
    if request.method == "POST":
        sheets.move(sheet, up=request.POST.get("vers") == "haut", by=request.user)
    url = waiting.review_url(sheet.kind_id, sheet.pupil_id, back(request))
    return redirect(f"{url}#feuillet-{pk}")


def turn(request, pk, page):
    """A page that lies on its side, as its family sees it."""
    sheet = get_object_or_404(readable(request).select_related("file"), pk=pk)
    if not 1 <= page <= sheet.file.pages:
        raise Http404
    if request.method == "POST":
        sheets.turn(sheet, page=page, by=request.user)
    url = waiting.review_url(sheet.kind_id, sheet.pupil_id, back(request))
    return redirect(f"{url}#feuillet-{pk}")


def drop(request, pk):
    sheet = get_object_or_404(readable(request).select_related("file"), pk=pk)
    if request.method == "POST":
        sheets.remove(sheet, by=request.user)
        messages.success(request, _("« %s » est supprimé.") % sheet.file.name)
    return redirect(waiting.review_url(sheet.kind_id, sheet.pupil_id, back(request)))


def sheet_image(request, pk, page):
    """A picture of one of its pages, small, or large where one looks closer."""
    sheet = get_object_or_404(readable(request).select_related("file"), pk=pk)
    if not 1 <= page <= sheet.file.pages:
        raise Http404
    sheets.note_look(sheet, by=request.user)
    width = WIDTHS["grand" in request.GET]
    try:
        png = previews.page_png(sheet.file, page, width, sheet.turned(page))
    except OSError as missing:
        raise Http404 from missing
    return downloads.picture(png) if png else HttpResponse(status=503)
