"""What answers to a refused document that was handed in anew."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.documents.models import State
from portamento.documents.reasons import ACCEPT_FILES, FILES_SENTENCE
from portamento.doors.page import render
from portamento.foundation import text
from portamento.portal.documents import listing, sheets, waiting
from portamento.reenrolment.actions import Sent


def page(row) -> dict:
    """Where the files are chosen, without script."""
    return {"row": listing.again(row), "limits": FILES_SENTENCE, "accept": ACCEPT_FILES}


def answer(request: HttpRequest, row, sent: Sent) -> HttpResponse:
    """Its row for a script; else the pages to look at, or the list."""
    refusal = " ".join(sent.refused)
    index = reverse("portal:documents.index")
    if request.headers.get("X-Requested-With") == "upload":
        context = {"row": renewed(request, row, sent, index)}
        status = 422 if refusal else 200
        return render(request, "portal/documents/_again.html", context, status=status)
    if sent.document:
        messages.success(request, _("Document reçu."))
        return redirect(index)
    if not sent.sheets:
        words = page(row) | {"refusal": refusal}
        return render(request, "portal/documents/replace.html", words, status=422)
    if refusal:
        messages.error(request, refusal)
    return redirect(waiting.review_url(row.kind_id, row.pupil_id, index))


def renewed(request: HttpRequest, row, sent: Sent, index: str) -> dict:
    """The row as it stands now."""
    shown = listing.again(row)
    if sent.refused:
        return shown | {"refusal": _("Fichier refusé"), "reason": " ".join(sent.refused)}
    shown |= {"refusal": "", "reason": ""}
    if sent.document is None:
        waits = sheets.readable(request).of(row.family, row.kind, row.pupil)
        return shown | waiting.parts(list(waits), index, each=True)
    line = {"name": sent.document.file.name, "size": text.size(sent.document.file.size)}
    received = {"state": State.RECEIVED.label, "kind": "half", "files": [line]}
    return shown | {"upload_url": ""} | received
