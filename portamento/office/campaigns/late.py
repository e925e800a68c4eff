"""« Hors délai »: the campaign opened again for one family until a date."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.doors import fields
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families.models import Family, Person
from portamento.foundation import clock
from portamento.office.campaigns import late_forms as forms
from portamento.office.campaigns.views import find
from portamento.reenrolment import actions

SHOWN = 20


def late(request, pk):
    """Who may file late, and until when; one more by name."""
    campaign = find(pk)
    words = fields.sought(request)
    families = matching(words)
    form = bind(forms.Late, request, families=families)
    if form.is_valid():
        facts = form.cleaned_data
        actions.open_again(campaign, facts["family"], until=facts["until"], by=request.user)
        messages.success(request, _("Campagne rouverte à la famille %s.") % facts["family"])
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
    """Families of which somebody has that name; none before one has searched."""
    if not words:
        return []
    people = Person.objects.named_like(words)
    families = Family.objects.filter(guardians__person__in=people) | Family.objects.filter(
        memberships__pupil__person__in=people
    )
    return list(families.distinct().by_name()[:SHOWN])
