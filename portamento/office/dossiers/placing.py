"""Next year’s courses for many dossiers: proposed, ticked, given in order of arrival."""

from dataclasses import dataclass

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Case, Exists, OuterRef, QuerySet, Value, When
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.catalog.models import Course
from portamento.doors import fields
from portamento.doors.page import render
from portamento.foundation import text
from portamento.office.dossiers import rows, together
from portamento.reenrolment import actions, candidates, setup
from portamento.reenrolment.actions.placing import UNDECIDED
from portamento.reenrolment.candidates import Candidate
from portamento.reenrolment.models import Campaign, Dossier, State, Stays, Wish
from portamento.workflow.action import attempt

PER_PAGE = 50


@dataclass(frozen=True)
class Proposal:
    """One wish, and the course it would get."""

    wish: Wish
    url: str
    candidate: Candidate | None

    @property
    def name(self) -> str:
        return self.wish.dossier.pupil.full_name

    @property
    def asked(self) -> str:
        wish = self.wish
        return wish.enrolment.course.name if wish.enrolment_id else str(wish.discipline)

    @property
    def is_new(self) -> bool:
        return self.wish.enrolment_id is None

    @property
    def may_tick(self) -> bool:
        return self.candidate is not None and not self.candidate.is_full


def open_wishes(campaign: Campaign) -> QuerySet[Wish]:
    """Of accepted dossiers, those who go on before new requests, then by day of sending."""
    wishes = Wish.objects.filter(
        UNDECIDED, dossier__campaign=campaign, dossier__state=State.ACCEPTED, wanted=True
    ).exclude(dossier__stays=Stays.NO)
    wishes = wishes.exclude(dispense_asked=True, dispense="")
    new_last = Case(When(enrolment=None, then=Value(1)), default=Value(0))
    return wishes.select_related(
        *("dossier__pupil__person", "dossier__campaign__year", "discipline"),
        *("enrolment__course", "enrolment__level"),
    ).order_by(new_last, "dossier__first_sent_at", "rank", "pk")


def proposals(wishes: list[Wish], campaign: Campaign) -> list[Proposal]:
    found = candidates.of(wishes, campaign)
    return [
        Proposal(wish, rows.address(wish.dossier_id), candidates.proposed(found[wish.pk]))
        for wish in wishes
    ]


def wishes() -> QuerySet[Wish]:
    """Of the dossier asked about."""
    return Wish.objects.filter(dossier=OuterRef("pk"))


def accepted(campaign: Campaign) -> QuerySet[Dossier]:
    found = Dossier.objects.filter(campaign=campaign, state=State.ACCEPTED)
    return found.exclude(stays=Stays.NO).order_by("first_sent_at", "pk")


def ready(campaign: Campaign) -> QuerySet[Dossier]:
    """Accepted dossiers of which every wish has its answer."""
    found = accepted(campaign).exclude(pk__in=in_words(campaign).values("pk"))
    return found.filter(Exists(wishes().exclude(outcome="")), ~Exists(wishes().filter(UNDECIDED)))


def in_words(campaign: Campaign) -> QuerySet[Dossier]:
    """Those that ask for something new in words alone, of which nobody made a wish yet."""
    found = accepted(campaign).exclude(wanted="").filter(~Exists(wishes().filter(enrolment=None)))
    return found.select_related("pupil__person")


def assign(request):
    campaign = setup.current_campaign()
    if campaign is None:
        return render(request, "office/dossiers/none.html", {})
    if request.method == "POST":
        return assign_ticked(request, campaign)
    page = Paginator(open_wishes(campaign), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "campaign": campaign,
        "page": page,
        "proposals": proposals(list(page), campaign),
        "prepared": Course.objects.of_year(campaign.year).exists(),
        "ready": list(ready(campaign)[: together.MOST]),
        "in_words": list(in_words(campaign)[:PER_PAGE]),
    }
    return render(request, "office/dossiers/assign.html", context)


def assign_ticked(request, campaign: Campaign):
    """Each place is its own action: who comes too late is told so, the others have theirs."""
    ticked = fields.ids(request.POST.getlist("voeu"))
    if not ticked:
        messages.error(request, _("Cochez au moins une demande."))
        return redirect("office:dossiers.assign")
    chosen = proposals(list(open_wishes(campaign).filter(pk__in=ticked)), campaign)
    done = [give(one, request.user) for one in chosen]
    settled = len(set(ticked)) - len(chosen)
    if settled > 0:
        one, many = _("demande était déjà traitée."), _("demandes étaient déjà traitées.")
        messages.info(request, text.count(settled, one, many))
    together.keep(request, _("Cours attribués"), done, "etat=a-placer")
    return redirect("office:dossiers.results")


def give(one: Proposal, by) -> together.Item:
    return together.Item(
        one.wish.dossier_id,
        f"{one.name}, {one.asked}",
        one.wish.dossier.reference,
        one.url,
        refusal(one, by),
    )


def refusal(one: Proposal, by) -> str:
    """Why the place could not be given; '' when it was."""
    if one.candidate is None:
        return _("Aucun cours proposé : choisissez-le sur la page du dossier.")
    wish = one.wish
    level = (
        None if one.candidate.course.level_id or wish.enrolment_id is None else wish.enrolment.level
    )
    return attempt(actions.place, wish, one.candidate.course, level=level, by=by)
