"""Documents: the list to check, the file itself, the decision."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portamento.accounts.roles import DECIDE_DOCUMENTS
from portamento.documents import actions as documents
from portamento.documents import sealing
from portamento.documents.models import Document, Sensitivity, State
from portamento.doors import downloads
from portamento.doors.bind import bind
from portamento.doors.lists import kept_query
from portamento.doors.page import render
from portamento.families.models import Family
from portamento.office.documents import forms, household, leaving, meanwhile, rows, viewer, way
from portamento.reenrolment import actions

PER_PAGE = 50


def index(request):
    given = forms.Filters(request.GET, health=request.user.may(DECIDE_DOCUMENTS))
    page = Paginator(rows.people(given.rows()), PER_PAGE).get_page(request.GET.get("page"))
    query = kept_query(request)
    context = {
        "filters": given,
        "page": page,
        "rows": rows.of(page, query),
        "query": query,
    }
    return render(request, "office/documents/index.html", context)


def download(request, pk):
    """Recorded before it leaves; an unchecked file is never served."""
    document = viewer.find(request, pk)
    if not document.file.is_servable():
        raise Http404
    documents.note_read(document, by=request.user)
    return downloads.attachment(sealing.open_file(document.file), name=document.file.name)


def accept(request, pk):
    """Bank details are confirmed on a second step."""
    document = viewer.find(request, pk)
    if meanwhile.moved(request, document) and document.state != State.ACCEPTED:
        return meanwhile.look_again(request, document)
    delicate = document.kind.sensitivity == Sensitivity.BANK
    if request.method != "POST" or (delicate and not forms.Sure(request.POST).is_valid()):
        return confirm(request, document)
    if already(request, document, State.ACCEPTED):
        return way.onward(request, document)
    actions.judge(document, accept=True, by=request.user)
    messages.success(request, _("Document accepté : %s.") % document.name)
    return leaving.onward(request, document)


def confirm(request, document: Document):
    context = {
        "document": document,
        "row": rows.row(document, ""),
        "bank": document.kind.sensitivity == Sensitivity.BANK,
        "form": forms.Sure(request.POST if "lu" in request.POST else None),
        "household": household.of(document),
        "shown": viewer.pages(document, viewer.width(request)),
        **ways(request, document),
    }
    return render(request, "office/documents/accept.html", context)


def refuse(request, pk):
    document = viewer.find(request, pk)
    if request.method == "POST" and already(request, document, State.REFUSED):
        return way.onward(request, document)
    form = bind(forms.Refusal, request, on=meanwhile.shown(request, document), kind=document.kind)
    if form.is_valid():
        actions.judge(document, accept=False, **form.verdict(), by=request.user)
        messages.success(request, _("À refaire : %s.") % document.name)
        return leaving.onward(request, document)
    context = {"document": document, "form": form, **ways(request, document)}
    return render(request, "office/documents/refuse.html", context)


def ways(request, document: Document) -> dict:
    """What a page on the way carries on; a form that led nowhere else leads nowhere else."""
    opened = way.of(request)
    kept = opened.hidden() if opened.walks else {"retour": opened.retour}
    shown = opened.to(document.pk) if opened.walks else ""
    return {"kept": kept, "back_url": shown or opened.retour or opened.to(document.pk)}


def already(request, document: Document, state: str) -> bool:
    """A second click finds what the first has done."""
    if document.state != state:
        return False
    messages.info(request, _("C’était déjà fait : %s.") % document.get_state_display())
    return True


@require_POST
def tell(request, family_pk):
    family = get_object_or_404(Family, pk=family_pk)
    leaving.tell(request, family)
    return way.past(request, family_pk)
