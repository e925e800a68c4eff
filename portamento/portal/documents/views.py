"""Documents fournis: all that the family handed in, its state in words; files leave safely."""

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from portamento.documents import actions as documents
from portamento.documents import filing, previews, sealing
from portamento.documents.questionnaires import library
from portamento.doors import downloads
from portamento.doors.page import render
from portamento.families import access
from portamento.portal.documents import again, listing, sheets
from portamento.portal.dossier import loading
from portamento.portal.family import tabs as family_tabs
from portamento.portal.pupils import pager
from portamento.portal.pupils import tabs as pupil_tabs
from portamento.reenrolment import actions
from portamento.workflow.action import NotAllowed

PAGE_WIDTH = 1000


def readable(request):
    """The household's, without what a court's order keeps from this guardian; `may_give`: it is
    theirs to hand in anew."""
    rows = access.told_to(request.guardian, request.family.documents.all(), author="handed_in_by")
    return rows.annotate(may_give=access.hands_in(request.guardian))


def index(request):
    context = listing.of(readable(request), sheets.readable(request)) | {
        "family": request.family,
        "tabs": family_tabs.of(request),
    }
    return render(request, "portal/documents/index.html", context)


def pupil(request, pk):
    member = loading.pupil_or_404(request, pk)
    rows = readable(request).filter(pupil=pk)
    waiting = sheets.readable(request).filter(pupil=pk)
    context = listing.of(rows, waiting) | {
        "pupil": member.pupil,
        "own": member.pupil.person_id == request.guardian.person_id,
        "tabs": pupil_tabs.of(request, member.pupil),
        "pager": pager.of(request, member.pupil),
    }
    return render(request, "portal/documents/pupil.html", context)


def servable(request, pk):
    """One of theirs whose file may be looked at."""
    row = get_object_or_404(readable(request).select_related("file", "kind"), pk=pk)
    if not row.file.is_servable():
        raise NotAllowed(_("Ce fichier est en cours de contrôle : il sera lisible sous peu."))
    return row


def pages(request, pk):
    """« Consulter »: its pages as pictures made here, and the way to the file."""
    row = servable(request, pk)
    documents.note_read(row, by=request.user)
    context = {"document": row, "title": row.name, "pages": range(1, row.file.pages + 1)}
    return render(request, "portal/documents/pages.html", context)


def page_image(request, pk, page):
    row = servable(request, pk)
    if not 1 <= page <= row.file.pages:
        raise Http404
    documents.note_look(row, by=request.user)
    try:
        png = previews.page_png(row.file, page, PAGE_WIDTH, row.rotation)
    except OSError as missing:
        raise Http404 from missing
    return downloads.picture(png) if png else HttpResponse(status=503)


def download(request, pk):
    row = servable(request, pk)
    documents.note_read(row, by=request.user)
    return downloads.attachment(sealing.open_file(row.file), name=row.file.name)


def replace(request, pk):
    """A refused document, handed in anew; the old reason goes with its row."""
    row = get_object_or_404(
        readable(request).select_related("kind", "pupil__person", "family", "file"), pk=pk
    )
    if not listing.is_refused(row):
        raise Http404
    if not row.may_give:
        raise NotAllowed(listing.by_whom(row))
    if not library.takes_file(row.kind):
        raise NotAllowed(_("Ce document se remplit à l’écran, sur la page Réinscription."))
    if request.method != "POST":
        return render(request, "portal/documents/replace.html", again.page(row))
    uploads = request.FILES.getlist("files")
    if not uploads:
        raise NotAllowed(_("Choisissez d’abord un fichier, puis cliquez sur « Importer »."))
    together = "ensemble" in request.POST
    sent = actions.send_in(
        request.family, row.kind, uploads, pupil=row.pupil, together=together, by=request.user
    )
    return again.answer(request, row, sent)


def model(request, pk):
    if not listing.is_offered(pk):
        raise Http404
    file = filing.offered(pk)
    return downloads.attachment(sealing.open_file(file), name=file.name)
