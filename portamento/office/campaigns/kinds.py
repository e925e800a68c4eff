"""Kinds of document the school knows; campaigns ask for some of them."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.documents import filing, kind_actions
from portamento.documents import setup as documents
from portamento.documents.models import DocumentKind
from portamento.doors.bind import bind
from portamento.doors.fields import stored
from portamento.doors.page import render
from portamento.office.campaigns import kind_forms as forms


def kinds(request):
    return render(request, "office/campaigns/kinds.html", {"rows": documents.kinds()})


def new_kind(request):
    form = bind(forms.KindSheet, request)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        facts.pop("drop_file")
        with filing.taken(facts.pop("file")) as file:
            kind_actions.add_kind(**facts, file=file, by=request.user)
        messages.success(request, _("Type de document ajouté."))
        return redirect("office:campaigns.kinds")
    return render(request, "office/campaigns/edit_kind.html", {"kind": None, "form": form})


def edit_kind(request, pk):
    kind = get_object_or_404(DocumentKind.objects.select_related("model_file"), pk=pk)
    form = bind(forms.KindSheet, request, on=kind, initial=stored(kind, forms.KindSheet))
    if form.is_valid():
        if form.has_changed():
            facts = dict(form.cleaned_data)
            with filing.taken(facts.pop("file")) as file:
                kind_actions.edit_kind(kind, **facts, file=file, by=request.user)
            messages.success(request, _("Type de document modifié."))
        return redirect("office:campaigns.kinds")
    return render(request, "office/campaigns/edit_kind.html", {"kind": kind, "form": form})
