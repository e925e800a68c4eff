"""Conservation: the rules, the lists to sign, their visa, the destruction."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.documents import eliminations as actions
from portamento.documents.lifecycle import ELIMINATION
from portamento.documents.models import Elimination
from portamento.doors import downloads, sheets
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.retention import forms, showing


def index(request):
    context = {
        "kinds": showing.kinds(),
        "files": showing.files(),
        "listed": showing.listed(),
        "waiting": showing.waiting(),
    }
    return render(request, "office/retention/index.html", context)


def new(request):
    """A list of all that waits; made by the button of the page before."""
    if request.method != "POST":
        return redirect("office:retention.index")
    made = actions.prepare(by=request.user)
    messages.success(request, _("Bordereau préparé : imprimez-le en deux exemplaires."))
    return redirect("office:retention.show", pk=made.pk)


def find(pk) -> Elimination:
    return get_object_or_404(Elimination, pk=pk)


def show(request, pk):
    made = find(pk)
    lines = showing.lines(made)
    context = {
        "made": made,
        "kind": showing.KINDS[made.state],
        "heads": showing.HEADS,
        "lines": lines,
        "number": sum(line[3] for line in lines),
        "may": {move.name for move in ELIMINATION.open_to(made)},
    }
    return render(request, "office/retention/show.html", context)


def sheet(request, pk):
    made = find(pk)
    content = sheets.workbook(str(made), showing.HEADS, showing.lines(made))
    name = _("bordereau-%d.xlsx") % made.number
    return downloads.attachment(content, name=name, content_type=sheets.CONTENT_TYPE)


def approve(request, pk):
    made = find(pk)
    if not ELIMINATION.may(made, "approve"):
        return not_now(request, made)
    form = bind(forms.Visa, request, on=made)
    if form.is_valid():
        actions.approve(made, **form.cleaned_data, by=request.user)
        messages.success(request, _("Visa enregistré. Les documents peuvent être détruits."))
        return redirect("office:retention.show", pk=pk)
    return render(request, "office/retention/approve.html", {"made": made, "form": form})


def destroy(request, pk):
    made = find(pk)
    if not ELIMINATION.may(made, "destroy"):
        return not_now(request, made)
    form = bind(forms.Sure, request, on=made)
    if form.is_valid():
        actions.destroy(made, by=request.user)
        messages.success(request, _("Documents détruits. Le bordereau est conservé."))
        return redirect("office:retention.show", pk=pk)
    return render(request, "office/retention/destroy.html", {"made": made, "form": form})


def not_now(request, made: Elimination):
    """Its address was kept, or somebody was quicker: the list itself, which offers what may be."""
    messages.warning(request, showing.NOT_NOW[made.state])
    return redirect("office:retention.show", pk=made.pk)


def cancel(request, pk):
    made = find(pk)
    if request.method == "POST":
        actions.cancel(made, by=request.user)
        messages.success(request, _("Bordereau abandonné. Ses documents attendent le suivant."))
    return redirect("office:retention.show", pk=pk)
