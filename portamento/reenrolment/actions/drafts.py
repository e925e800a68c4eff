"""Filling in: a draft accepts unfinished answers, and nothing counts before « Valider »."""

from dataclasses import dataclass, field

from django.db.models import F
from django.utils.translation import gettext as _

from portamento.audit.record import record, record_daily
from portamento.foundation import clock
from portamento.reenrolment.models import (
    Campaign,
    Dossier,
    HouseholdAnswers,
    State,
    Stays,
    Wish,
)
from portamento.reenrolment.situation import Situation
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold


@dataclass(frozen=True)
class Draft:
    """What the page holds, checked for form but possibly unfinished.

    `keeps`: enrolment id -> goes on; `dispenses`: enrolment id -> reason (maybe blank);
    `disciplines`: new ones, first choice first; `plan_id` and `qf_choice` are the household's, and
    None where this household is not asked.
    """

    stays: str = Stays.YES
    keeps: dict[int, bool] = field(default_factory=dict)
    dispenses: dict[int, str] = field(default_factory=dict)
    disciplines: tuple[int, ...] = ()
    wanted: str = ""
    message: str = ""
    agrees: bool = False
    plan_id: int | None = None
    qf_choice: str | None = None
    household_asked: bool = False


@action
def open_dossier(pupil, campaign: Campaign, family, *, by) -> Dossier:
    """The pupil's dossier in this campaign, made at the first answer; its reference is given now.

    Raises NotAllowed where the other household has opened it.
    """
    rows = Dossier.objects.filter(pupil=pupil, campaign=campaign)
    dossier = rows.first()
    if dossier is None and hold(campaign):  # of two at once the second finds what the first made
        dossier = rows.first()
    if dossier is None:
        dossier = Dossier.objects.create(
            pupil=pupil,
            campaign=campaign,
            family=family,
            reference=_reference(campaign),
            opened_at=clock.now(),
        )
        record("dossier.opened", dossier, household=family.pk, reference=dossier.reference)
        return dossier
    if dossier.family_id != family.pk and not _is_empty(dossier):
        raise NotAllowed(_("L’autre foyer a déjà ouvert ce dossier : vous pouvez le lire."))
    if dossier.family_id != family.pk:
        Dossier.objects.filter(pk=dossier.pk).update(family=family, version=F("version") + 1)
        dossier.refresh_from_db()
    record_daily("dossier.drafted", dossier, household=family.pk)
    return dossier


def _is_empty(dossier: Dossier) -> bool:
    """Opened and left without an answer: it holds nobody back."""
    return dossier.state == State.WITHDRAWN


def _reference(campaign: Campaign) -> str:
    """RI-2027-00418: counted per campaign by one UPDATE, so two never share a number."""
    rows = Campaign.objects.filter(pk=campaign.pk)
    rows.update(numbered=F("numbered") + 1)
    number = rows.values_list("numbered", flat=True).get()
    return f"RI-{campaign.year.starts_in}-{number:05d}"


@action
def save_draft(one: Situation, draft: Draft, *, by) -> Dossier:
    """Keeps what was typed, as it is, and opens the dossier at the first word.

    Raises NotAllowed once the dossier has left, or where the other household holds it.
    """
    family = one.membership.family
    dossier = open_dossier(one.pupil, one.campaign, family, by=by)
    if dossier.state == State.WITHDRAWN:
        withdrawn = Dossier.objects.filter(pk=dossier.pk, state=State.WITHDRAWN)
        withdrawn.update(state=State.DRAFT)
    editable = [State.DRAFT, State.SENT_BACK, State.WITHDRAWN]
    saved = Dossier.objects.filter(pk=dossier.pk, state__in=editable).update(
        stays=draft.stays,
        wanted=draft.wanted,
        message=draft.message,
        agrees=draft.agrees,
        version=F("version") + 1,
    )
    if not saved:
        raise NotAllowed(_("Ce dossier est déjà envoyé : reprenez-le d’abord pour le corriger."))
    dossier.refresh_from_db(fields=["state", "stays", "wanted", "message", "agrees", "version"])
    _save_courses(dossier, draft)
    _save_disciplines(dossier, draft.disciplines)
    if draft.household_asked:
        _save_household(dossier, draft)
    record_daily("dossier.drafted", dossier, household=dossier.family_id)
    return dossier


def _save_courses(dossier: Dossier, draft: Draft) -> None:
    known = {wish.enrolment_id: wish for wish in dossier.wishes.filter(enrolment__isnull=False)}
    for enrolment_id, wanted in draft.keeps.items():
        values = {
            "wanted": wanted,
            "dispense_asked": enrolment_id in draft.dispenses,
            "dispense_reason": draft.dispenses.get(enrolment_id, "").strip(),
        }
        wish = known.get(enrolment_id)
        if wish is None:
            Wish.objects.create(dossier=dossier, enrolment_id=enrolment_id, **values)
        elif any(getattr(wish, name) != value for name, value in values.items()):
            Wish.objects.filter(pk=wish.pk).update(**values, dispense="", dispense_answer="")


def _save_disciplines(dossier: Dossier, disciplines: tuple[int, ...]) -> None:
    rows = dossier.wishes.filter(enrolment=None).order_by("rank", "pk")
    if tuple(rows.values_list("discipline_id", flat=True)) == disciplines:
        return
    rows.delete()
    Wish.objects.bulk_create(
        Wish(dossier=dossier, discipline_id=pk, rank=rank)
        for rank, pk in enumerate(disciplines, start=1)
    )


def _save_household(dossier: Dossier, draft: Draft) -> None:
    values = {"plan_id": draft.plan_id, "qf_choice": draft.qf_choice or ""}
    _store_answers(dossier.family, dossier.campaign, values)


@action
def answer_household(family, campaign: Campaign, *, plan_id: int | None, qf_choice: str, by):
    """What a paying household answers once, also one that does not file the dossier itself."""
    values = {"plan_id": plan_id, "qf_choice": qf_choice}
    answers = _store_answers(family, campaign, values)
    record_daily("household.answered", answers, household=family.pk)


def _store_answers(family, campaign: Campaign, values: dict) -> HouseholdAnswers:
    answers, made = HouseholdAnswers.objects.get_or_create(
        family=family, campaign=campaign, defaults=values
    )
    if not made and any(getattr(answers, name) != value for name, value in values.items()):
        HouseholdAnswers.objects.filter(pk=answers.pk).update(version=F("version") + 1, **values)
    return answers
