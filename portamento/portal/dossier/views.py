"""Réinscription: fill in, hand in, Valider, and what comes after."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.doors import downloads
from portamento.doors.bind import bind, mark_stale
from portamento.doors.page import render
from portamento.portal.dossier import closed, files, forms, loading, showing
from portamento.reenrolment import actions, setup
from portamento.reenrolment.actions.sending import gaps

EDIT = "portal/dossier/edit.html"


def show(request, pk):
    page = loading.page(request, pk)
    if page is None or not page.access.may_edit:
        return closed.answer(request, pk, page)
    form = bind(forms.Answers, request, on=page, one=page.one)
    if request.method == "POST" and form.is_valid():
        return kept(request, page, form)
    status = 422 if form.is_bound else 200
    return render(request, EDIT, showing.edit(request, page, form), status=status)


def kept(request, page, form):
    """The draft is kept first, whatever the button; then what the button asks."""
    before = showing.shape(page)
    dossier = actions.save_draft(page.one, form.draft(), by=request.user)
    if request.headers.get("X-Requested-With") == "autosave":
        return showing.autosaved(loading.page(request, page.pupil.pk), before, dossier.version)
    page = loading.page(request, page.pupil.pk)
    if "valider" not in request.POST:
        messages.success(request, _("Enregistré. Ce n’est pas encore envoyé."))
        return redirect("portal:dossier.show", pk=page.pupil.pk)
    return send(request, page, before)


def send(request, page, before):
    """« Valider »: the receipt, or the page again with each thing that is missing."""
    unread = files.unread(page)
    looked_for = {one["anchor"] for one in unread}
    lacks = [*unread, *(gap for gap in gaps(page.one) if gap.anchor not in looked_for)]
    if lacks or before.locked - showing.shape(page).locked:
        form = showing.saved(page)
        form.mark([gap for gap in lacks if gap not in unread])
        context = showing.edit(request, page, form, lacks=lacks, unlocked=not lacks)
        return render(request, EDIT, context, status=422 if lacks else 200)
    actions.submit(page.dossier, page.one, by=request.user)
    return redirect("portal:dossier.receipt", pk=page.pupil.pk)


def receipt(request, pk):
    page = loading.page(request, pk)
    if page is None or page.dossier is None or page.dossier.sent_at is None:
        return redirect("portal:dossier.show", pk=pk)
    if not page.access.may_read:
        return closed.answer(request, pk, page)
    return render(request, "portal/dossier/receipt.html", showing.sent(request, page))


def download(request, pk):
    page = loading.page(request, pk)
    if page is None or page.dossier is None or not page.one.is_filer or not page.access.may_read:
        raise Http404
    paper = page.dossier.paper
    if paper is None or not paper.content:
        messages.warning(request, _("Le PDF se prépare. Revenez dans une minute."))
        return redirect("portal:dossier.receipt", pk=pk)
    return downloads.attachment(paper.content, name=paper.name)


def remove(request, pk, document):
    page = loading.editable(request, pk)
    unkept = keep_typed(request, page)
    row = next((one for one in page.one.documents if one.pk == document), None)
    if row is None or not page.may_open(row) or request.method != "POST":
        raise Http404
    actions.remove(row, by=request.user)
    messages.success(request, _("Fichier supprimé."))
    if unkept:
        return typed_again(request, pk, unkept)
    return redirect("portal:dossier.show", pk=pk)


def keep_typed(request, page):
    """A button within the large form posts it whole: what was typed is kept with it.

    None, or the form where it cannot be kept: wrong, or the draft is another one since it was seen.
    """
    if "stays" not in request.POST or not page.access.may_edit:
        return None
    form = forms.Answers(request.POST, one=page.one)
    if request.POST.get("version", "") != str(page.version):
        mark_stale(form)
    if not form.is_valid():
        return form
    actions.save_draft(page.one, form.draft(), by=request.user)
    return None


def typed_again(request, pk, form):
    """The page with what was typed, once the button has done what it says."""
    page = loading.page(request, pk)
    form.version = page.version
    context = showing.edit(request, page, form) | {"gaps": []}
    return render(request, EDIT, context, status=422)


def take_back(request, pk):
    page = loading.page(request, pk)
    if page is None or not page.dossier or request.method != "POST":
        return redirect("portal:dossier.show", pk=pk)
    if not page.access.may_take_back:
        return closed.answer(request, pk, page)
    actions.take_back(page.dossier, by=request.user)
    messages.success(
        request, _("Vous pouvez corriger. Pensez à cliquer à nouveau sur « Valider ».")
    )
    return redirect("portal:dossier.show", pk=pk)


def disagree(request, pk):
    page = loading.page(request, pk)
    if page is None or not page.dossier or not closed.may_disagree(page):
        raise Http404
    form = bind(forms.Disagreement, request)
    if form.is_valid():
        actions.disagree(page.dossier, **form.cleaned_data, by=request.user)
        messages.success(request, _("C’est noté : la scolarité vous rappellera avant de décider."))
        return redirect("portal:dossier.show", pk=pk)
    context = showing.frame(request, page) | {"form": form}
    return render(request, "portal/dossier/disagree.html", context)


def terms(request, pk):
    campaign = setup.current_campaign()
    found = setup.terms(campaign) if campaign else ()
    row = next((one for one in found if one.pk == pk), None)
    if row is None:
        raise Http404
    return render(request, "portal/dossier/terms.html", {"terms": row})
