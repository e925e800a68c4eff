"""The règlement: its versions, and the files the school offers."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.documents import filing, sealing
from portamento.doors import downloads
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.campaigns import forms
from portamento.office.campaigns.views import find
from portamento.reenrolment import actions, setup
from portamento.reenrolment.models import Terms


def new_terms(request, pk):
    campaign = find(pk)
    last = setup.current_terms(campaign)
    initial = {"name": last.name, "text": last.text} if last else {}
    form = bind(forms.TermsSheet, request, initial=initial)
    if form.is_valid():
        facts = dict(form.cleaned_data)
        with filing.taken(facts.pop("file")) as file:
            terms = actions.publish_terms(campaign, **facts, file=file, by=request.user)
        messages.success(request, _("Publié : %s.") % terms)
        return redirect("office:campaigns.show", pk=campaign.pk)
    context = {"campaign": campaign, "form": form, "last": last}
    return render(request, "office/campaigns/new_terms.html", context)


def terms(request, pk):
    rows = Terms.objects.select_related("campaign__year", "file")
    context = {"terms": get_object_or_404(rows, pk=pk)}
    return render(request, "office/campaigns/terms.html", context)


def file(request, pk):
    """A file the school offers: a model, the terms, a block's; never a family's document."""
    stored = filing.offered(pk)
    return downloads.attachment(sealing.open_file(stored), name=stored.name)
