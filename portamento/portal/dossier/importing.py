"""« Importer »: the files of one piece, on its row with script, on a page of its own without."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.doors.page import render
from portamento.portal.documents import waiting
from portamento.portal.dossier import files, loading, showing
from portamento.portal.dossier.forms import Answers
from portamento.portal.dossier.loading import Page
from portamento.portal.dossier.views import keep_typed, typed_again
from portamento.reenrolment.actions import Sent
from portamento.reenrolment.pieces import Piece

FOLLOWS = "suite"  # of a dossier that was sent: where it stands, which a paper may change
ANYWHERE = "-"  # within the large form, at whatever address it is shown


def upload(request, pk, ask):
    if request.method != "POST":
        page = loading.editable(request, pk)
        return one(request, page, page.piece(ask))
    page, piece = loading.given(request, pk, ask)
    unkept = typed(request, pk)
    if unkept and not request.FILES:
        return typed_again(request, pk, unkept)
    if "stays" in request.POST and not request.FILES:
        return redirect(request.path)  # « Importer » of the large form, which is kept
    sent = files.send_in(request, page, piece)
    if unkept:
        say(request, sent)
        return typed_again(request, pk, unkept)
    return answer(request, page, piece, sent)


def typed(request: HttpRequest, pk: int) -> Answers | None:
    """What came with the files within the large form is kept; the form where it cannot be."""
    if "stays" not in request.POST:
        return None
    return keep_typed(request, loading.editable(request, pk))


def say(request: HttpRequest, sent: Sent) -> None:
    """What became of the files, above whatever page follows."""
    if sent.refused:
        messages.error(request, " ".join(sent.refused))
    elif sent.document:
        messages.success(request, _("Document reçu."))


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
    refusal, ask, pk = " ".join(sent.refused), piece.request.pk, page.pupil.pk
    if is_for_a_script(request):
        return renewed(request, loading.for_ask(request, pk, ask, papers=True), ask, refusal)
    if refusal:
        page = loading.editable(request, pk)
        return one(request, page, page.piece(ask), refusal)
    back = files.piece_url(page, piece)
    if sent.document:
        say(request, sent)
        return redirect(back)
    return redirect(waiting.review_url(piece.kind.pk, piece.pupil_id, back))


def renewed(request: HttpRequest, page: Page, ask: int, refusal: str) -> HttpResponse:
    """The row of that piece, and of those that are of one choice with it: one paper is enough."""
    piece = page.piece(ask)
    fellows = [other for other in page.pieces() if other.request.pk != ask]
    rows = [
        files.row(page, piece, refusal=refusal, each=True),
        *(files.row(page, other) for other in fellows),
    ]
    context = {"rows": rows, "inside": ANYWHERE if page.access.may_edit else ""}
    status = 422 if refusal else 200
    response = render(request, "portal/dossier/_piece.html", context, status=status)
    if not page.access.may_edit:
        response["X-Changed"] = FOLLOWS
    return response
