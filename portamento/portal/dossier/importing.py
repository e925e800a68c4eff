"""« Importer »: the files of one piece, on its row with script, on a page of its own without."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.doors.page import render
from portamento.portal.documents import waiting
from portamento.portal.dossier import files, loading, showing
from portamento.portal.dossier.loading import Page
from portamento.portal.dossier.views import keep_typed, typed_again
from portamento.reenrolment.actions import Sent
from portamento.reenrolment.models import State
from portamento.reenrolment.pieces import Piece

ANYWHERE = "-"  # within the large form, at whatever address it is shown


def upload(request, pk, ask):
    page = loading.editable(request, pk)
    piece = page.piece(ask)
    if request.method != "POST":
        return one(request, page, piece)
    unkept = keep_typed(request, page)
    if unkept and not request.FILES:
        return typed_again(request, pk, unkept)
    if "stays" in request.POST and not request.FILES:
        return redirect(request.path)  # « Importer » of the large form, which is kept
    sent = files.send_in(request, page, piece)
    if unkept:
        say(request, sent)
        return typed_again(request, pk, unkept)
    if is_for_a_script(request) or sent.refused:
        page = after(request, pk, page, piece)
        piece = page.piece(ask)
    return answer(request, page, piece, sent)


def say(request: HttpRequest, sent: Sent) -> None:
    """What became of the files, above whatever page follows."""
    if sent.refused:
        messages.error(request, " ".join(sent.refused))
    elif sent.document:
        messages.success(request, _("Document reçu."))


def after(request: HttpRequest, pk: int, page: Page, piece: Piece) -> Page:
    """What is shown again: more than documents may have changed where something was typed,
    waived, or sent back."""
    back = page.dossier and page.dossier.state == State.SENT_BACK
    if "stays" in request.POST or piece.waiver or back:
        return loading.page(request, pk)
    return loading.renewed(request, page)


def is_for_a_script(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "upload"


def one(request: HttpRequest, page: Page, piece: Piece, refusal: str = "") -> HttpResponse:
    """The page of that piece: what is asked, the limits, where to choose the files."""
    context = showing.frame(request, page) | {
        "row": files.row(page, piece, refusal=refusal),
        "refusal": refusal,
        "examples": files.examples(piece.kind),
        "back": files.piece_url(page, piece),
        "limits": showing.FILES_SENTENCE,
        "accept": showing.ACCEPT_FILES,
    }
    status = 422 if refusal else 200
    return render(request, "portal/dossier/piece.html", context, status=status)


def answer(request: HttpRequest, page: Page, piece: Piece, sent: Sent) -> HttpResponse:
    """The piece's new row for a script; else what was wrong, or the pages to look at."""
    refusal = " ".join(sent.refused)
    if is_for_a_script(request):
        rows = renewed(page, piece, refusal)
        context = {"rows": rows, "inside": ANYWHERE if page.access.may_edit else ""}
        status = 422 if refusal else 200
        return render(request, "portal/dossier/_piece.html", context, status=status)
    if refusal:
        return one(request, page, piece, refusal)
    back = files.piece_url(page, piece)
    if sent.document:
        say(request, sent)
        return redirect(back)
    return redirect(waiting.review_url(piece.kind.pk, piece.pupil_id, back))


def renewed(page: Page, piece: Piece, refusal: str) -> list[dict]:
    """The row of that piece, and of those that are of one choice with it: one paper is enough."""
    choice = piece.request.choice
    fellows = [
        one for one in page.pieces() if choice and one.request.choice == choice and one != piece
    ]
    return [files.row(page, piece, refusal=refusal), *(files.row(page, one) for one in fellows)]
