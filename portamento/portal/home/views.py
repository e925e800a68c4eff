"""Accueil: what remains to be done."""

from django.http import HttpRequest
from django.utils.translation import gettext as _

from portamento.doors.page import render
from portamento.foundation import text
from portamento.portal.home import tasks
from portamento.schools.scope import current


def index(request):
    groups, campaign = tasks.groups(request)
    context = {
        "name": request.guardian.full_name,
        "groups": groups,
        "lede": lede(request, groups, campaign),
        "campaign": campaign,
        "now": request.arrived_at,
        "welcome": current().welcome,
    }
    return render(request, "portal/home/index.html", context)


def lede(request: HttpRequest, groups, campaign) -> str:
    """How many things wait for the family, in one sentence."""
    number = sum(group.yours() for group in groups)
    if number:
        things = text.count(number, _("chose vous attend"), _("choses vous attendent"))
        return _("%(things)s.") % {"things": things}
    if campaign and campaign.opens_at > request.arrived_at:
        day = text.full_day(campaign.opens_at)
        return _("Rien à faire pour l’instant. Les réinscriptions ouvrent le %s.") % day
    return _("Vous n’avez rien à faire pour l’instant.")
