"""The office's own words on the Réinscription page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.documents import filing
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.campaigns import forms
from portamento.office.campaigns.views import find
from portamento.reenrolment import actions
from portamento.reenrolment.models import Block


def find_block(pk: int) -> Block:
    return get_object_or_404(Block.objects.select_related("campaign__year", "file"), pk=pk)


def new_block(request, pk):
    campaign = find(pk)
    form = bind(forms.BlockSheet, request, initial={"position": campaign.blocks.count() + 1})
    if form.is_valid():
        facts = dict(form.cleaned_data)
        facts.pop("drop_file")
        with filing.taken(facts.pop("file")) as file:
            actions.add_block(campaign, **facts, file=file, by=request.user)
        messages.success(request, _("Encart ajouté."))
        return redirect("office:campaigns.show", pk=campaign.pk)
    context = {"campaign": campaign, "encart": None, "form": form}
    return render(request, "office/campaigns/edit_block.html", context)


def edit_block(request, pk):
    block = find_block(pk)
    form = bind(forms.BlockSheet, request, on=block, initial=initial_of(block))
    if form.is_valid():
        if form.has_changed():
            facts = dict(form.cleaned_data)
            with filing.taken(facts.pop("file")) as file:
                actions.edit_block(block, **facts, file=file, by=request.user)
            messages.success(request, _("Encart modifié."))
        return redirect("office:campaigns.show", pk=block.campaign_id)
    context = {"campaign": block.campaign, "encart": block, "form": form}
    return render(request, "office/campaigns/edit_block.html", context)


def initial_of(block: Block) -> dict:
    return {
        "title": block.title,
        "text": block.text,
        "levels": [str(level.pk) for level in block.levels.all()],
        "disciplines": [str(discipline.pk) for discipline in block.disciplines.all()],
        "school_levels": block.school_levels.split(",") if block.school_levels else [],
        "position": block.position,
    }


def drop_block(request, pk):
    block = find_block(pk)
    if request.method == "POST":
        actions.drop_block(block, by=request.user)
        messages.success(request, _("Encart retiré."))
    return redirect("office:campaigns.show", pk=block.campaign_id)
