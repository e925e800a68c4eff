"""Modifications: what families ask to change, person by person."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.changes import actions, kinds
from portamento.changes.models import FieldChange, State
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.changes import answers, cards, forms


def index(request):
    page = cards.page_of(request.GET.get("page", ""))
    context = {"page": page, "cards": cards.of_page(page)}
    return render(request, "office/changes/index.html", context)


def decide(request, kind, pk):
    if kind not in kinds.known():
        raise Http404
    rows = list(FieldChange.objects.pending().of(kind, pk).with_request())
    subject = kinds.find(kind).find(pk)
    if subject is None:
        raise Http404
    if not rows:
        messages.info(request, _("Plus rien n’attend pour cette personne."))
        return redirect("office:changes.index")
    form = bind(forms.Decision, request, rows=rows, auto_id=cards.auto_id(kind, pk))
    if form.is_valid():
        decided = actions.decide(rows, **form.cleaned_data, by=request.user)
        messages.success(request, _("Décision enregistrée. La famille est prévenue."))
        if outdated := [row for row in decided if row.state == State.OUTDATED]:
            messages.warning(request, answers.outdated(kind, outdated))
        return redirect("office:changes.index")
    card = cards.card(kind, subject, rows, form)
    return render(request, "office/changes/decide.html", {"card": card, "form": form})
