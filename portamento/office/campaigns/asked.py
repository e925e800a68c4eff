"""Documents that a campaign asks for."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.documents import setup as documents
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.campaigns import request_forms as forms
from portamento.office.campaigns.views import find
from portamento.reenrolment import actions, audience, setup
from portamento.reenrolment.models import Request


def find_request(pk: int) -> Request:
    return get_object_or_404(Request.objects.select_related("campaign__year", "kind"), pk=pk)


def new_request(request, pk):
    campaign = find(pk)
    asked = {one.kind_id for one in setup.requests(campaign)}
    kinds = [kind for kind in documents.active_kinds() if kind.pk not in asked]
    form = bind(forms.NewRequest, request, kinds=kinds, initial={"position": len(asked) + 1})
    if form.is_valid():
        facts = dict(form.cleaned_data)
        actions.ask_for(campaign, facts.pop("kind"), **facts, by=request.user)
        messages.success(request, _("Document demandé."))
        return redirect("office:campaigns.show", pk=campaign.pk)
    context = {"campaign": campaign, "asked": None, "form": form, "kinds": kinds}
    return render(request, "office/campaigns/edit_request.html", context)


def edit_request(request, pk):
    asked = find_request(pk)
    form = bind(forms.RequestSheet, request, on=asked, initial=forms.initial_of(asked))
    if form.is_valid():
        if form.has_changed():
            actions.edit_request(asked, **form.cleaned_data, by=request.user)
            messages.success(request, _("Demande modifiée."))
        return redirect("office:campaigns.show", pk=asked.campaign_id)
    context = {"campaign": asked.campaign, "asked": asked, "form": form, "kinds": ()}
    context["whom"] = audience.told(asked)
    return render(request, "office/campaigns/edit_request.html", context)


def drop_request(request, pk):
    asked = find_request(pk)
    if request.method == "POST":
        actions.drop_request(asked, by=request.user)
        messages.success(request, _("Ce document n’est plus demandé."))
    return redirect("office:campaigns.show", pk=asked.campaign_id)
