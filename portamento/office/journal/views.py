"""The journal of the school."""

from django.shortcuts import get_object_or_404

from portamento.audit.models import Event
from portamento.doors import fields
from portamento.doors.page import render
from portamento.office.journal import events, forms

PER_PAGE = 50


def index(request):
    filters = forms.Filters(request.GET)
    rows = filters.narrow(events.readable(request.user)).newest_first()
    if before := request.GET.get("avant", ""):
        rows = rows.before(get_object_or_404(Event, pk=fields.whole(before)))
    shown = list(rows[: PER_PAGE + 1])
    kept = request.GET.copy()
    kept.pop("avant", None)
    first = kept.urlencode()
    if len(shown) > PER_PAGE:
        kept["avant"] = shown[PER_PAGE - 1].pk
    return render(
        request,
        "office/journal/index.html",
        {
            "filters": filters,
            "lines": events.lines(shown[:PER_PAGE]),
            "older": kept.urlencode() if len(shown) > PER_PAGE else "",
            "newest": first if before else None,
        },
    )
