"""« Hors délai »: the campaign opened again for one family until a date."""

from datetime import datetime, time, timedelta

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.doors import fields
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families.models import Family
from portamento.foundation import clock
from portamento.office.campaigns import late_forms as forms
from portamento.office.campaigns.forms import LAST_MINUTE
from portamento.office.campaigns.views import find
from portamento.office.families import rows as households
from portamento.reenrolment import actions
from portamento.reenrolment.models import Campaign

SHOWN = 20
A_WEEK, LAST_HOUR = timedelta(days=7), time(23, 59)


def late(request, pk):
    """Who may file late, and until when; one more by name."""
    campaign = find(pk)
    words = fields.sought(request)
    families = matching(words) if words else asked_from(request)
    form = bind(forms.Late, request, families=families, initial=usual(campaign, families))
    if form.is_valid():
        facts = form.cleaned_data
        actions.open_again(campaign, facts["family"], until=facts["until"], by=request.user)
        messages.success(request, _("Campagne rouverte à la famille %s.") % facts["family"])
        if asked_from(request):
            return redirect("office:families.show", pk=facts["family"].pk)
        return redirect("office:campaigns.late", pk=campaign.pk)
    context = {
        "campaign": campaign,
        "search": forms.Search(initial={"q": words}),
        "q": words,
        "found": len(families),
        "form": form,
        "now": clock.now(),
        "rows": campaign.reopenings.select_related("family").order_by("-until", "pk"),
    }
    return render(request, "office/campaigns/late.html", context)


def matching(words: str) -> list[Family]:
    """Families that a name, a number or a telephone finds."""
    return list(households.listed(Family.objects.matching(words))[:SHOWN])


def asked_from(request) -> list[Family]:
    """The family from whose page one comes; none otherwise."""
    asked = fields.whole(request.GET.get("famille", ""))
    return list(households.listed(Family.objects.filter(pk=asked)))


def usual(campaign: Campaign, families: list[Family]) -> dict:
    """The only family there is, and a week more than the others have; both may be changed."""
    last = max(clock.today(), clock.day(campaign.closes_at - LAST_MINUTE))
    evening = datetime.combine(last + A_WEEK, LAST_HOUR, clock.zone())
    only = families[0].pk if len(families) == 1 else None
    return {"family": only, "until": fields.typed(evening)}
