"""Households: found, opened, corrected, entered."""

from dataclasses import asdict

from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.doors.bind import bind
from portamento.doors.lists import kept_query
from portamento.doors.page import render
from portamento.families import actions, invitations
from portamento.families.models import Family
from portamento.office.families import forms, overview, rows

PER_PAGE = 50


def index(request):
    filters = forms.Filters(request.GET)
    found = filters.narrow(Family.objects.all())
    page = Paginator(rows.listed(found), PER_PAGE).get_page(request.GET.get("page"))
    if page.paginator.count == 1 and is_search(request):
        return redirect("office:families.show", pk=page[0].pk)
    context = {
        "filters": filters,
        "page": page,
        "rows": rows.of(page),
        "query": kept_query(request),
    }
    return render(request, "office/families/index.html", context)


def is_search(request) -> bool:
    """A name typed in the box leads to its page; a filter or a page number stays a list."""
    return bool(request.GET.get("q", "").strip()) and not request.GET.get("etat")


def invite(request):
    if request.method != "POST":
        return redirect("office:families.index")
    form = forms.Chosen(request.POST, ticked=request.POST.getlist("famille"))
    if not form.is_valid():
        messages.error(request, _("Cochez au moins une famille."))
        return redirect("office:families.index")
    chosen = Family.objects.filter(pk__in=form.cleaned_data["famille"])
    if form.cleaned_data["tout"]:
        chosen = forms.Filters(request.POST).narrow(Family.objects.all())
    sent = invitations.invite(chosen, by=request.user)
    request.session["invited"] = [asdict(one) for one in sent]
    return redirect("office:families.invited")


def invited(request):
    sent = request.session.get("invited", [])
    context = {"invitations": sent, "number": sum(one["sent"] for one in sent)}
    return render(request, "office/families/invited.html", context)


def show(request, pk):
    family = get_object_or_404(Family, pk=pk)
    context = {"family": family, "seen": overview.of(family, request)}
    return render(request, "office/families/show.html", context)


def new(request):
    form = bind(forms.Household, request)
    if form.is_valid():
        family = actions.create_family(**form.cleaned_data, by=request.user)
        messages.success(request, _("Foyer créé. Ajoutez un premier responsable."))
        return redirect("office:families.new_guardian", pk=family.pk)
    return render(request, "office/families/new.html", {"form": form})


def edit(request, pk):
    family = get_object_or_404(Family, pk=pk)
    stored = {name: getattr(family, name) for name in ("name", "number", "note")}
    form = bind(forms.Household, request, on=family, initial=stored)
    if form.is_valid():
        if form.has_changed():
            actions.edit_family(family, **form.cleaned_data, by=request.user)
            messages.success(request, _("Foyer modifié."))
        return redirect("office:families.show", pk=family.pk)
    return render(request, "office/families/edit.html", {"family": family, "form": form})


def drop(request, pk):
    family = get_object_or_404(Family, pk=pk)
    if request.method != "POST":
        return redirect("office:families.show", pk=family.pk)
    actions.drop_family(family, by=request.user)
    messages.success(request, _("Famille %s supprimée.") % family.name)
    return redirect("office:families.index")


def enter(request, pk):
    family = get_object_or_404(Family, pk=pk)
    if request.method != "POST":
        return redirect("office:families.show", pk=family.pk)
    actions.enter_space(family, by=request.user)
    request.session["acting_for"] = family.pk
    return redirect("portal:home.index")


def leave(request):
    if request.method != "POST":
        return redirect("office:families.index")
    family = get_object_or_404(Family, pk=request.session.get("acting_for") or 0)
    actions.leave_space(family, by=request.user)
    del request.session["acting_for"]
    messages.success(request, _("Vous avez quitté l’espace %s.") % family.name)
    return redirect("office:families.show", pk=family.pk)
