"""Ways to pay that a campaign offers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.doors.bind import bind
from portamento.doors.fields import stored
from portamento.doors.page import render
from portamento.office.campaigns import forms
from portamento.office.campaigns.views import find
from portamento.reenrolment import actions
from portamento.reenrolment.models import PaymentPlan
from portamento.workflow.edit import changes


def find_plan(pk: int) -> PaymentPlan:
    return get_object_or_404(PaymentPlan.objects.select_related("campaign__year"), pk=pk)


def new_plan(request, pk):
    campaign = find(pk)
    form = bind(forms.PlanSheet, request, initial={"position": campaign.plans.count() + 1})
    if form.is_valid():
        actions.add_plan(campaign, **form.cleaned_data, by=request.user)
        messages.success(request, _("Modalité de règlement ajoutée."))
        return redirect("office:campaigns.show", pk=campaign.pk)
    context = {"campaign": campaign, "plan": None, "form": form}
    return render(request, "office/campaigns/edit_plan.html", context)


def edit_plan(request, pk):
    plan = find_plan(pk)
    form = bind(forms.PlanSheet, request, on=plan, initial=stored(plan, forms.PlanSheet))
    if form.is_valid():
        if changes(plan, form.cleaned_data):
            actions.edit_plan(plan, **form.cleaned_data, by=request.user)
            messages.success(request, _("Modalité de règlement modifiée."))
        return redirect("office:campaigns.show", pk=plan.campaign_id)
    context = {"campaign": plan.campaign, "plan": plan, "form": form}
    return render(request, "office/campaigns/edit_plan.html", context)


def drop_plan(request, pk):
    plan = find_plan(pk)
    if request.method == "POST":
        actions.drop_plan(plan, by=request.user)
        messages.success(request, _("Modalité de règlement retirée."))
    return redirect("office:campaigns.show", pk=plan.campaign_id)
