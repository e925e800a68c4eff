"""Campaigns as pages read them: kept in the process, no query once warm."""

from django.db.models import QuerySet

from portamento.foundation import clock
from portamento.reenrolment import rules
from portamento.reenrolment.models import Block, Campaign, PaymentPlan, Request, Terms
from portamento.schools.setup import kept


def campaigns() -> tuple[Campaign, ...]:
    """All campaigns, the last year first."""
    return kept("campaigns", lambda: tuple(every_campaign()))


def every_campaign() -> QuerySet[Campaign]:
    return Campaign.objects.select_related("year").order_by("-year__starts_in", "pk")


def current_campaign() -> Campaign | None:
    """The one whose dates hold now, else the next to open, else the last that closed."""
    now = clock.now()
    by_date = sorted(campaigns(), key=lambda one: one.opens_at)
    running = [one for one in by_date if one.is_open(now)]
    coming = [one for one in by_date if one.opens_at > now]
    return next(iter([*running, *coming, *reversed(by_date)]), None)


def income_year() -> int | None:
    """The year of income that tax notices are asked for, by the current campaign."""
    campaign = current_campaign()
    return rules.tax_years(campaign.year.starts_in)[1] if campaign else None


def requests(campaign: Campaign) -> tuple[Request, ...]:
    """The documents it asks for, in the order of the page, with all that narrows them."""
    return kept(f"requests:{campaign.pk}", lambda: tuple(every_request(campaign)))


def every_request(campaign: Campaign) -> QuerySet[Request]:
    rows = Request.objects.filter(campaign=campaign).select_related("kind__model_file")
    rows = rows.prefetch_related("disciplines", "levels")
    return rows.order_by("kind__owner", "position", "pk")


def request_of(kind_id: int) -> Request | None:
    """What the current campaign asks for in that kind, if it does."""
    campaign = current_campaign()
    asked = requests(campaign) if campaign else ()
    return next((ask for ask in asked if ask.kind_id == kind_id), None)


def plans(campaign: Campaign) -> tuple[PaymentPlan, ...]:
    return kept(f"plans:{campaign.pk}", lambda: tuple(every_plan(campaign)))


def every_plan(campaign: Campaign) -> QuerySet[PaymentPlan]:
    return PaymentPlan.objects.filter(campaign=campaign).order_by("position", "pk")


def blocks(campaign: Campaign) -> tuple[Block, ...]:
    """With their levels and disciplines: `block.levels.all()` asks nothing more."""
    return kept(f"blocks:{campaign.pk}", lambda: tuple(every_block(campaign)))


def every_block(campaign: Campaign) -> QuerySet[Block]:
    rows = Block.objects.filter(campaign=campaign).select_related("file")
    return rows.prefetch_related("levels", "disciplines").order_by("position", "pk")


def terms(campaign: Campaign) -> tuple[Terms, ...]:
    """All versions, the newest first: that one is accepted by whoever sends now."""
    return kept(f"terms:{campaign.pk}", lambda: tuple(every_version(campaign)))


def every_version(campaign: Campaign) -> QuerySet[Terms]:
    return Terms.objects.filter(campaign=campaign).select_related("file").order_by("-number")


def current_terms(campaign: Campaign) -> Terms | None:
    return next(iter(terms(campaign)), None)
