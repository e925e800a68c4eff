"""What the office sets up in a campaign: dates, words, terms, plans, documents asked for."""

from collections.abc import Iterable
from datetime import datetime

from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.catalog.models import Discipline, Level
from portamento.documents import filing
from portamento.documents.intake import Intake
from portamento.documents.models import DocumentKind
from portamento.families.models import Family
from portamento.foundation import clock, text
from portamento.reenrolment import audience
from portamento.reenrolment.models import Block, Campaign, PaymentPlan, Reopening, Request, Terms
from portamento.schools import setup
from portamento.schools.models import SchoolYear
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.edit import edit


@action
def add_campaign(
    starts_in: int, *, opens_at: datetime, closes_at: datetime, by, **fields
) -> Campaign:
    """Re-enrolment for the school year that begins then, between two moments."""
    refuse_order(opens_at, closes_at)
    year, _made = SchoolYear.objects.get_or_create(starts_in=starts_in)
    if Campaign.objects.filter(year=year).exists():
        raise NotAllowed(_("Il y a déjà une campagne pour %(year)s.") % {"year": year.label})
    campaign = Campaign.objects.create(year=year, opens_at=opens_at, closes_at=closes_at, **fields)
    record("campaign.added", campaign, year=year.label, closes=text.deadline(closes_at))
    setup.changed()
    return campaign


@action
def edit_campaign(campaign: Campaign, *, by, **fields) -> None:
    """Dates and words; what families have already sent is not touched."""
    opens_at = fields.get("opens_at", campaign.opens_at)
    refuse_order(opens_at, fields.get("closes_at", campaign.closes_at))
    edit(campaign, "campaign.edited", fields, campaign)
    setup.changed()


def refuse_order(opens_at: datetime, closes_at: datetime) -> None:
    if opens_at >= closes_at:
        raise NotAllowed(_("La campagne doit ouvrir avant de fermer."))


@action
def publish_terms(
    campaign: Campaign, *, name: str, text: str = "", file: Intake | None = None, by
) -> Terms:
    """A new version, immutable: what families have accepted stays what they read."""
    if not text.strip() and file is None:
        raise NotAllowed(_("Écrivez le texte du règlement, ou joignez-le en PDF."))
    stored = filing.row_of(file)
    last = Terms.objects.filter(campaign=campaign).order_by("-number").first()
    terms = Terms.objects.create(
        campaign=campaign,
        name=name,
        number=last.number + 1 if last else 1,
        text=text,
        file=stored,
        sha256=Terms.digest(text, stored.sha256 if stored else ""),
        published_at=clock.now(),
    )
    record("terms.published", campaign, name=str(terms), sha256=terms.sha256)
    setup.changed()
    return terms


@action
def add_plan(
    campaign: Campaign, *, name: str, instalments: int, by_debit: bool, by, position: int = 0
) -> PaymentPlan:
    """A way to pay that families may choose."""
    plan = PaymentPlan.objects.create(
        campaign=campaign,
        name=name,
        instalments=instalments,
        by_debit=by_debit,
        position=position,
    )
    record("plan.added", campaign, name=name, instalments=instalments, by_debit=by_debit)
    setup.changed()
    return plan


@action
def edit_plan(plan: PaymentPlan, *, by, **fields) -> None:
    """What families choose keeps its meaning: once chosen, only the name may change."""
    if set(fields) - {"name", "position"}:
        same = all(getattr(plan, name) == fields[name] for name in fields if name in MEANING)
        if not same and is_chosen(plan):
            raise NotAllowed(_("Des familles ont choisi ce paiement : ajoutez-en un autre."))
    edit(plan, "plan.edited", fields, plan.campaign)
    setup.changed()


MEANING = ("instalments", "by_debit")


@action
def drop_plan(plan: PaymentPlan, *, by) -> None:
    """No longer offered; one that families have chosen stays."""
    if is_chosen(plan):
        raise NotAllowed(_("Des familles ont choisi ce paiement : il ne peut être retiré."))
    record("plan.dropped", plan.campaign, name=plan.name)
    plan.delete()
    setup.changed()


def is_chosen(plan: PaymentPlan) -> bool:
    return plan.campaign.household_answers.filter(plan=plan).exists()


@action
def open_again(campaign: Campaign, family: Family, *, until: datetime, by) -> Reopening:
    """« Hors délai »: this family alone may send until then."""
    if until <= clock.now():
        raise NotAllowed(_("Choisissez une date à venir."))
    if until <= campaign.closes_at:
        told = _("Tout le monde peut envoyer jusqu’au %s : choisissez une date après celle-là.")
        raise NotAllowed(told % text.deadline(campaign.closes_at))
    reopening, _made = Reopening.objects.update_or_create(
        campaign=campaign, family=family, defaults={"until": until}
    )
    record(
        "campaign.opened_again",
        campaign,
        family,
        household=family.pk,
        family=family.name,
        until=text.deadline(until),
    )
    return reopening


@action
def ask_for(
    campaign: Campaign,
    kind: DocumentKind,
    *,
    by,
    disciplines: Iterable[Discipline] = (),
    levels: Iterable[Level] = (),
    **fields,
) -> Request:
    """This document is due from those who meet all the criteria given."""
    if Request.objects.filter(campaign=campaign, kind=kind).exists():
        raise NotAllowed(_("Ce document est déjà demandé."))
    request = Request.objects.create(campaign=campaign, kind=kind, **fields)
    request.disciplines.set(disciplines)
    request.levels.set(levels)
    record("request.added", campaign, name=kind.name, whom=audience.told(request))
    setup.changed()
    return request


@action
def edit_request(
    request: Request,
    *,
    by,
    disciplines: Iterable[Discipline] | None = None,
    levels: Iterable[Level] | None = None,
    **fields,
) -> None:
    """Whom it is asked from, by when, whether a dossier may go without; None changes nothing."""
    if disciplines is not None:
        request.disciplines.set(disciplines)
    if levels is not None:
        request.levels.set(levels)
    edit(request, "request.edited", fields, request.campaign)
    setup.changed()


@action
def drop_request(request: Request, *, by) -> None:
    """No longer asked for; what families have handed in stays theirs."""
    record("request.dropped", request.campaign, name=request.kind.name)
    request.delete()
    setup.changed()


@action
def add_block(
    campaign: Campaign,
    *,
    title: str,
    text: str,
    by,
    levels: Iterable[Level] = (),
    disciplines: Iterable[Discipline] = (),
    school_levels: str = "",
    file: Intake | None = None,
    position: int = 0,
) -> Block:
    """The office's words on the page, for all or for the pupils it names."""
    block = Block.objects.create(
        campaign=campaign,
        title=title,
        text=text,
        school_levels=school_levels,
        file=filing.row_of(file),
        position=position,
    )
    block.levels.set(levels)
    block.disciplines.set(disciplines)
    record("block.added", campaign, name=str(block))
    setup.changed()
    return block


@action
def edit_block(
    block: Block,
    *,
    by,
    levels: Iterable[Level] | None = None,
    disciplines: Iterable[Discipline] | None = None,
    file: Intake | None = None,
    drop_file: bool = False,
    **fields,
) -> None:
    """Other words, or for other pupils; None changes nothing."""
    if levels is not None:
        block.levels.set(levels)
    if disciplines is not None:
        block.disciplines.set(disciplines)
    former = block.file if file or drop_file else None
    if file or drop_file:
        fields["file"] = filing.row_of(file)
    edit(block, "block.edited", fields, block.campaign)
    filing.discard(former)
    setup.changed()


@action
def drop_block(block: Block, *, by) -> None:
    """These words leave the page."""
    record("block.dropped", block.campaign, name=str(block))
    former = block.file
    block.delete()
    filing.discard(former)
    setup.changed()
