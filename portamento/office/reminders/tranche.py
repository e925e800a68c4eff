"""« Tranche 11 »: the highest tariff, for residents who gave no proof; it moves money."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.doors import fields
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.foundation import clock, text
from portamento.office.documents import forms
from portamento.office.reminders import rows
from portamento.reenrolment import actions, chasing, setup
from portamento.reenrolment.models import Campaign
from portamento.workflow.action import NotAllowed, attempt


def apply(request):
    """Who is concerned is shown first; « Je confirme » applies it and writes to each."""
    campaign = setup.current_campaign()
    if campaign is None:
        return redirect("office:reminders.index")
    homes = chasing.owing_top_tranche(campaign)
    ticked = set(fields.ids(request.POST.getlist("famille")))
    form = bind(forms.Sure, request)
    if form.is_valid():
        check_day(campaign)
        chosen = [home for home in homes if home.family.pk in ticked]
        number = sum(applied(home, campaign, request.user) for home in chosen)
        messages.success(request, done(campaign, number))
        return redirect("office:reminders.index")
    context = {
        "campaign": campaign,
        "rows": rows.of(homes),
        "ticked": ticked,
        "form": form,
        "is_due": is_due(campaign),
    }
    return render(request, "office/reminders/tranche.html", context)


def done(campaign: Campaign, number: int) -> str:
    told = text.count(number, _("famille est prévenue"), _("familles sont prévenues"))
    applied_to = {"number": campaign.top_tranche, "told": told}
    return _("Tranche %(number)d appliquée : %(told)s.") % applied_to


def is_due(campaign: Campaign) -> bool:
    day = campaign.top_tranche_from
    return day is not None and day <= clock.today()


def check_day(campaign: Campaign) -> None:
    if not is_due(campaign):
        raise NotAllowed(_("La date fixée par la campagne n’est pas encore passée."))


def applied(home: chasing.Household, campaign: Campaign, by) -> bool:
    """One action a family; one that has had it meanwhile is left alone."""
    return not attempt(actions.apply_highest, home.family, campaign, by=by)
