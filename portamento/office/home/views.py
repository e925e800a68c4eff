"""What waits, what happened today, when the campaign closes."""

from django.utils.translation import gettext as _

from portamento.accounts.roles import SEE_JOURNAL
from portamento.doors.page import render
from portamento.foundation import clock, text
from portamento.mailroom import delivery
from portamento.office.home import beginnings, waiting
from portamento.office.journal import events
from portamento.reenrolment import setup

LATEST = 12
SILENT = ("account.connected", "account.let_in", "document.read")


def index(request):
    campaign = setup.current_campaign()
    queues = waiting.queues(request, campaign)
    context = {
        "campaign": campaign,
        "when": when(campaign),
        "name": request.user.name,
        "steps": beginnings.steps(request, campaign),
        "figures": [queue.figure() for queue in queues if queue.in_figures],
        "queues": [queue for queue in queues if queue.number],
        "hindrance": delivery.hindrance(),
        "events": today(request) if request.user.may(SEE_JOURNAL) else None,
    }
    return render(request, "office/home/index.html", context)


def when(campaign) -> str:
    """« Vendredi 4 juin 2027, clôture dans 11 jours »."""
    now = clock.now()
    today = text.initials_upper(text.full_day(now))
    if campaign is None:
        return _("%s, aucune campagne n’est préparée") % today
    if now < campaign.opens_at:
        return _("%(today)s, la campagne ouvre le %(day)s") % {
            "today": today,
            "day": text.full_day(campaign.opens_at),
        }
    if campaign.is_over(now):
        return _("%(today)s, campagne close depuis le %(day)s") % {
            "today": today,
            "day": text.day(campaign.closes_at),
        }
    last = text.last_minute(campaign.closes_at)
    if not (days := -clock.days_since(last)):
        return _("%(today)s, clôture à %(hour)s") % {"today": today, "hour": text.hour(last)}
    left = text.count(days, _("jour"), _("jours"))
    return _("%(today)s, clôture dans %(left)s") % {"today": today, "left": left}


def today(request) -> list[events.Line]:
    """The last things done that day, as far as the reader may know them."""
    rows = events.readable(request.user).on(clock.today()).exclude(verb__in=SILENT)
    return events.lines(rows.newest_first()[:LATEST])
