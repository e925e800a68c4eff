"""« Hors délai »: the campaign opened again for one household, until a day."""

from datetime import datetime, time, timedelta

from django import forms
from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.reenrolment import campaign_actions, setup
from portamento.schools.scope import current


class LateSending(forms.Form):
    last_day = forms.DateField(
        label=gettext_lazy("Dernier jour pour envoyer"),
        widget=forms.DateInput(attrs={"type": "date"}),
        help_text=gettext_lazy("Jusqu’à 23 h 59 ce jour-là."),
    )

    def until(self) -> datetime:
        """The midnight that ends the day: closing is exclusive."""
        after = self.cleaned_data["last_day"] + timedelta(days=1)
        return datetime.combine(after, time.min, current().zone)


def reopen(request, pk):
    family = get_object_or_404(Family, pk=pk)
    campaign = begun()
    form = bind(LateSending, request)
    if form.is_valid():
        campaign_actions.open_again(campaign, family, until=form.until(), by=request.user)
        messages.success(request, _("Campagne rouverte pour cette famille."))
        return redirect("office:families.show", pk=family.pk)
    context = {"family": family, "campaign": campaign, "form": form}
    return render(request, "office/families/reopen.html", context)


def begun():
    """The last campaign that has begun: one that has not cannot be opened again."""
    now = clock.now()
    campaign = next((one for one in setup.campaigns() if one.opens_at <= now), None)
    if campaign is None:
        raise Http404
    return campaign
