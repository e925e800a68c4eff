"""Campaigns: the list, one of them, its dates and words."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.accounts.roles import SEE_DOSSIERS
from portamento.documents.questionnaires import library
from portamento.doors.bind import bind
from portamento.doors.fields import stored, typed
from portamento.doors.page import render
from portamento.foundation import clock
from portamento.office.campaigns import forms, progress
from portamento.reenrolment import actions, audience, pieces, setup, usual
from portamento.reenrolment.models import Campaign, Request
from portamento.workflow.edit import changes

PREVIEW = "preview"


def index(request):
    rows = [{"campaign": one, "standing": standing(one)} for one in setup.campaigns()]
    return render(request, "office/campaigns/index.html", {"rows": rows})


def standing(campaign: Campaign) -> tuple[str, str]:
    """In words, and the kind of its head."""
    now = clock.now()
    if campaign.is_open(now):
        return _("Ouverte"), "done"
    return (_("Terminée"), "") if campaign.is_over(now) else (_("À venir"), "half")


def find(pk: int) -> Campaign:
    return get_object_or_404(Campaign.objects.select_related("year"), pk=pk)


def show(request, pk):
    campaign = find(pk)
    return render(
        request,
        "office/campaigns/show.html",
        {
            "campaign": campaign,
            "standing": standing(campaign),
            "figures": progress.of(campaign) if request.user.may(SEE_DOSSIERS) else {},
            "requests": asked_for(campaign),
            "lacks_creditor": library.lacks_creditor,
            "plans": setup.plans(campaign),
            "blocks": setup.blocks(campaign),
            "terms": setup.terms(campaign),
        },
    )


def asked_for(campaign: Campaign) -> list[tuple[str, Request, str, list[str]]]:
    """Each document's name, its request, whom it is asked of, and those that do instead."""
    named = [(pieces.name_of(ask.kind, campaign), ask) for ask in setup.requests(campaign)]
    groups: dict[str, list[str]] = {}
    for name, ask in named:
        groups.setdefault(ask.choice, []).append(name)
    return [
        (name, ask, audience.told(ask), [one for one in groups[ask.choice] if one != name])
        if ask.choice
        else (name, ask, audience.told(ask), [])
        for name, ask in named
    ]


def new(request):
    taken = {one.year.starts_in for one in setup.campaigns()}
    form = bind(forms.NewCampaign, request, taken=taken)
    if form.is_valid() and PREVIEW not in request.POST:
        facts = dict(form.cleaned_data)
        campaign = actions.add_campaign(facts.pop("year"), **facts, by=request.user)
        messages.success(request, _("Campagne créée. Il reste ses textes et ses documents."))
        return redirect("office:campaigns.show", pk=campaign.pk)
    context = {"campaign": None, "form": form, "preview": preview(request, form)}
    return render(request, "office/campaigns/edit.html", context)


def preview(request, form) -> dict | None:
    """The dates as families would read them."""
    if PREVIEW in request.POST and form.is_valid():
        return form.cleaned_data
    return None


def edit(request, pk):
    campaign = find(pk)
    initial = stored(campaign, forms.Dates)
    initial["last_minute"] = typed(campaign.closes_at - forms.LAST_MINUTE)
    form = bind(forms.Dates, request, on=campaign, initial=initial)
    if form.is_valid() and PREVIEW not in request.POST:
        return save(request, campaign, form.cleaned_data)
    context = {"campaign": campaign, "form": form, "preview": preview(request, form)}
    return render(request, "office/campaigns/edit.html", context)


def edit_texts(request, pk):
    campaign = find(pk)
    form = bind(forms.Texts, request, on=campaign, initial=stored(campaign, forms.Texts))
    if form.is_valid():
        return save(request, campaign, form.cleaned_data)
    context = {"campaign": campaign, "form": form}
    return render(request, "office/campaigns/edit_texts.html", context)


def save(request, campaign: Campaign, facts: dict):
    if changes(campaign, facts):
        actions.edit_campaign(campaign, **facts, by=request.user)
        messages.success(request, _("Campagne modifiée."))
    return redirect("office:campaigns.show", pk=campaign.pk)


def propose(request, pk):
    """« Proposer la liste habituelle »: says what it would add, then adds it."""
    campaign = find(pk)
    if request.method == "POST":
        usual.propose(campaign, by=request.user)
        messages.success(request, _("Liste habituelle ajoutée. Retirez ce qui ne convient pas."))
        return redirect("office:campaigns.show", pk=campaign.pk)
    documents = [pieces.dated(str(one.name), campaign) for one in usual.DOCUMENTS]
    context = {"campaign": campaign, "documents": documents, "plans": usual.PLANS}
    return render(request, "office/campaigns/propose.html", context)
