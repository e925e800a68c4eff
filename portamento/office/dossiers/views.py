"""Dossiers: listed, read, decided one at a time."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portamento.doors.bind import bind
from portamento.doors.page import PAGES, allowed, render
from portamento.office.dossiers import filters, forms, position, rows, sheet
from portamento.reenrolment import actions, completeness, readiness, tariff
from portamento.reenrolment.models import Dossier

PER_PAGE = 50


def index(request):
    given = filters.Filters(request.GET)
    if given.campaign is None:
        return render(request, "office/dossiers/none.html", {})
    page = Paginator(rows.people(given.rows()), PER_PAGE).get_page(request.GET.get("page"))
    query = without(request, "page")
    context = {
        "filters": given,
        "campaign": given.campaign,
        "tabs": tabs(given, without(request, "page", "etat")),
        "page": page,
        "rows": rows.of(list(page), given.campaign, query),
        "query": query,
    }
    return render(request, "office/dossiers/index.html", context)


def without(request, *names: str) -> str:
    """The list's address, less those parameters."""
    kept = request.GET.copy()
    for name in names:
        kept.pop(name, None)
    return kept.urlencode()


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


@require_POST
def start(request, pk):
    dossier = find(pk)
    actions.start(dossier, by=request.user)
    messages.success(request, _("Dossier pris en charge. La famille ne peut plus le reprendre."))
    return back(request, dossier)


def accept(request, pk):
    """What moves money or authority, and what lacks, is confirmed on a second step."""
    dossier = find(pk)
    standing = completeness.of([dossier], dossier.campaign)[dossier.pk]
    moving = tariff.moving([dossier.family_id]).get(dossier.family_id, "")
    worries = readiness.worries(dossier, standing, moving)
    form = bind(forms.Acceptance, request, on=dossier, asked=bool(worries))
    if form.is_valid():
        actions.accept(dossier, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, _("Dossier validé. La famille est prévenue."))
        return back(request, dossier)
    context = {
        "dossier": dossier,
        "worries": worries,
        "form": form,
        "liste": position.query_of(request),
        "url_back": rows.address(pk, position.query_of(request)),
    }
    return render(request, "office/dossiers/accept.html", context)


def send_back(request, pk):
    dossier = find(pk)
    form = bind(forms.Completion, request, on=dossier)
    if form.is_valid():
        actions.send_back(dossier, note=form.cleaned_data["note"], by=request.user)
        messages.success(request, _("Complément demandé. La famille est prévenue."))
        return back(request, dossier)
    context = {
        "dossier": dossier,
        "untold": sheet.untold(dossier),
        "form": form,
        "liste": position.query_of(request),
        "url_back": rows.address(pk, position.query_of(request)),
    }
    return render(request, "office/dossiers/send_back.html", context)


def refuse(request, pk):
    dossier = find(pk)
    form = bind(forms.Refusal, request, on=dossier)
    if form.is_valid():
        actions.refuse(dossier, reason=form.cleaned_data["reason"], by=request.user)
        messages.success(request, _("Dossier refusé. La famille est prévenue."))
        return back(request, dossier)
    context = {
        "dossier": dossier,
        "form": form,
        "liste": position.query_of(request),
        "url_back": rows.address(pk, position.query_of(request)),
    }
    return render(request, "office/dossiers/refuse.html", context)


@require_POST
def reopen(request, pk):
    dossier = find(pk)
    actions.reopen(dossier, by=request.user)
    messages.success(request, _("Examen repris. Rien n’est envoyé avant votre décision."))
    return back(request, dossier)


@require_POST
def settle(request, pk):
    dossier = find(pk)
    actions.settle(dossier, by=request.user)
    messages.success(request, _("La famille reçoit la liste de ses cours."))
    return back(request, dossier)


@require_POST
def confirm(request, pk):
    dossier = find(pk)
    actions.confirm(dossier, by=request.user)
    messages.success(request, _("Inscription confirmée. La famille est prévenue."))
    return back(request, dossier)
