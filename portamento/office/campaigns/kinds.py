"""Kinds of document the school knows; campaigns ask for some of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.documents import actions, filing
from portamento.documents import setup as documents
from portamento.documents.models import DocumentKind, Validity
from portamento.documents.questionnaires import library, texts
from portamento.documents.signed import Form
from portamento.doors.bind import bind
from portamento.doors.fields import stored
from portamento.doors.page import render
from portamento.office.campaigns import kind_forms as forms


def kinds(request):
    context = {"rows": documents.kinds(), "lacks_creditor": library.lacks_creditor}
    return render(request, "office/campaigns/kinds.html", context)


def new_kind(request):
    form = bind(forms.KindSheet, request)
    if form.is_valid():
        facts = said(form)
        facts.pop("drop_file")
        with filing.taken(facts.pop("file")) as file:
            actions.add_kind(**facts, file=file, by=request.user)
        messages.success(request, _("Type de document ajouté."))
        return redirect("office:campaigns.kinds")
    return render(request, "office/campaigns/edit_kind.html", {"kind": None, "form": form})


def edit_kind(request, pk):
    kind = get_object_or_404(DocumentKind.objects.select_related("model_file"), pk=pk)
    form = bind(forms.KindSheet, request, on=kind, initial=known(kind))
    if form.is_valid():
        if form.has_changed():
            facts = said(form)
            with filing.taken(facts.pop("file")) as file:
                actions.edit_kind(kind, **facts, file=file, by=request.user)
            messages.success(request, _("Type de document modifié."))
        return redirect("office:campaigns.kinds")
    return render(request, "office/campaigns/edit_kind.html", {"kind": kind, "form": form})


def said(form: forms.KindSheet) -> dict:
    """What was filled in; months are none of those where it is not good for months."""
    return {name: value for name, value in form.cleaned_data.items() if value or name != "months"}


def known(kind: DocumentKind) -> dict:
    """What its form begins with: a number that says nothing stays empty."""
    found = stored(kind, forms.KindSheet) | {"owner": forms.whom(kind)}
    tells = {
        "months": kind.validity == Validity.MONTHS,
        "pages_from": kind.pages_from,
        "pages_to": kind.pages_to,
    }
    return found | {name: None for name, told in tells.items() if not told}


def form_text(request, pk):
    """The words around a form: what is in force, what came before, and a new version."""
    kind = get_object_or_404(DocumentKind.objects.exclude(form=Form.PAPER), pk=pk)
    words, fixed = texts.words(kind), library.ALL[kind.form].fixed
    initial = {"intro": words.intro, "consent": words.consent}
    form = bind(forms.FormTextSheet, request, initial=initial)
    form.fields["consent"].disabled = fixed
    if form.is_valid():
        if form.has_changed():
            made = texts.publish(kind, **form.cleaned_data, by=request.user)
            messages.success(request, _("Publié : version %d du texte.") % made.number)
        return redirect("office:campaigns.edit_kind", pk=pk)
    context = {
        "kind": kind,
        "form": form,
        "fixed": fixed,
        "number": words.number,
        "former": texts.versions(kind)[1:],
    }
    return render(request, "office/campaigns/form_text.html", context)
