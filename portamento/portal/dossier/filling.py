"""Forms filled in on the screen instead of printed: answer, check, sign."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.portal.dossier import files, loading, questions, showing, views
from portamento.portal.dossier.loading import Page
from portamento.reenrolment import actions, questionnaires
from portamento.reenrolment.actions import signing
from portamento.reenrolment.questionnaires import Paper


def find(request: HttpRequest, pk: int, ask: int) -> tuple[Page, Paper]:
    """That form of that pupil. Raises Http404; NotAllowed where nothing can be given any more, and
    to staff who have entered the family's space: nobody signs for a parent."""
    page = loading.editable(request, pk)
    signing.refuse_other(request.guardian, request.user)
    piece = page.piece(ask)
    paper = questionnaires.paper(page.one, piece, request.guardian)
    if paper is None or not files.is_wanted(piece):
        raise Http404
    return page, paper


def open_form(request, pk, ask):
    """From within the large form: what was typed there is kept first."""
    page, _paper = find(request, pk, ask)
    if request.method == "POST":
        views.keep_typed(request, page)
    return redirect("portal:dossier.form", pk=pk, ask=ask)


def form(request, pk, ask):
    page, paper = find(request, pk, ask)
    filled = bind(questions.Questions, request, on=paper, paper=paper)
    if request.method != "POST" or filled.non_field_errors():
        return shown(request, page, paper, filled)
    version = paper.version
    draft = actions.save_form(paper, filled.typed(), version=version, by=request.user)
    if request.headers.get("X-Requested-With") == "autosave":
        return showing.kept(draft.version)
    if "continuer" not in request.POST:
        messages.success(request, _("Enregistré. Ce n’est pas encore signé."))
        return redirect("portal:dossier.form", pk=pk, ask=ask)
    if filled.is_valid():
        return redirect("portal:dossier.review", pk=pk, ask=ask)
    filled.version = draft.version
    return shown(request, page, paper, filled)


def shown(request: HttpRequest, page: Page, paper: Paper, filled) -> HttpResponse:
    context = frame(request, page, paper) | {"form": filled, "sections": filled.sections()}
    return render(
        request, "portal/dossier/form.html", context, status=422 if filled.is_bound else 200
    )


def review(request, pk, ask):
    """All answers once more, the text, and the button that signs."""
    page, paper = find(request, pk, ask)
    if paper.draft is None:
        return redirect(files.piece_url(page, paper.piece))
    answered = questions.Questions(paper.known, paper=paper)
    if not answered.is_valid():
        return redirect("portal:dossier.form", pk=pk, ask=ask)
    signature = bind(questions.Signature, request, on=paper)
    if signature.is_valid():
        number = signature.cleaned_data["text"]
        actions.sign_form(paper, answered.cleaned_data, text=number, by=request.user)
        messages.success(request, _("C’est signé : %s.") % paper.piece.name)
        return redirect(files.piece_url(page, paper.piece))
    context = frame(request, page, paper) | {
        "form": signature,
        "sections": paper.sections(answered.cleaned_data, masked=True),
        "consent": paper.say(paper.words.consent),
        "number": paper.words.number,
        "signer": request.guardian.full_name,
    }
    status = 422 if signature.is_bound else 200
    return render(request, "portal/dossier/review.html", context, status=status)


def frame(request: HttpRequest, page: Page, paper: Paper) -> dict:
    """What both pages show around the questions."""
    return {
        "pupil": page.pupil,
        "year": page.campaign.year,
        "name": paper.piece.name,
        "whose": paper.pupil.full_name if paper.pupil else _("Toute la famille"),
        "intro": paper.say(paper.words.intro),
        "creditor": paper.creditor(),
        "ask": paper.piece.request.pk,
        "version": paper.version,
        "back": files.piece_url(page, paper.piece),
    }
