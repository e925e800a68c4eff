"""Dossiers: listed, read; `moves` decides."""

from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse

from portamento.doors.lists import kept_query
from portamento.doors.page import PAGES, allowed, render
from portamento.office.dossiers import filters, forms, position, rows, sheet
from portamento.reenrolment.models import Dossier

PER_PAGE = 50


def index(request):
    given = filters.Filters(request.GET)
    if given.campaign is None:
        return render(request, "office/dossiers/none.html", {})
    page = Paginator(rows.people(given.rows()), PER_PAGE).get_page(request.GET.get("page"))
    query = kept_query(request)
    context = {
        "filters": given,
        "campaign": given.campaign,
        "tabs": tabs(given, kept_query(request, "etat")),
        "page": page,
        "rows": rows.of(list(page), given.campaign, query),
        "query": query,
    }
    return render(request, "office/dossiers/index.html", context)


def tabs(given: filters.Filters, query: str) -> list[dict]:
    counts = given.counts()
    return [
        {
            "label": f"{group.label} ({counts[group.key]})",
            "url": f"?etat={group.key}" + (f"&{query}" if query else ""),
            "current": group is given.group,
        }
        for group in filters.GROUPS
    ]


def find(pk) -> Dossier:
    known = ("pupil__person", "family", "campaign__year__school", "sent_by", "disagreed_by")
    return get_object_or_404(Dossier.objects.select_related(*known), pk=pk)


def back(request, dossier: Dossier):
    """To the dossier's page, the list it came from remembered."""
    return redirect(rows.address(dossier.pk, position.query_of(request)))


def show(request, pk):
    dossier = find(pk)
    at = position.of(dossier, request)
    context = {
        "dossier": dossier,
        "at": at,
        "seen": sheet.of(dossier, request, at.query),
        "untold": sheet.untold(dossier),
        "here_url": request.get_full_path(),
        "letters_url": letters_url(request),
        "acceptance": forms.Acceptance(auto_id="accept_%s"),
        "completion": forms.Completion(auto_id="complete_%s"),
        "refusal": forms.Refusal(auto_id="refuse_%s"),
    }
    return render(request, "office/dossiers/show.html", context)


def letters_url(request) -> str:
    """Where a letter's number is added to, for whoever may read letters."""
    name = "office:letters.show"
    if name not in PAGES or not allowed(request, name):
        return ""
    return reverse(name, kwargs={"pk": 0}).removesuffix("0/")
