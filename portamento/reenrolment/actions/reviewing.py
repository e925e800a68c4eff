"""The office examines: takes in hand, sends back, accepts, refuses, reminds."""

from django.db.models import F
from django.utils.translation import gettext as _

from portamento.audit.models import Event
from portamento.audit.record import record
from portamento.documents.models import Document
from portamento.foundation import clock
from portamento.reenrolment import letters
from portamento.reenrolment.lifecycle import DOSSIER
from portamento.reenrolment.models import Campaign, Dossier, HouseholdAnswers, QfChoice
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold


@action
def start(dossier: Dossier, *, by) -> None:
    """« Prendre en charge »: from now on the family cannot take it back."""
    DOSSIER.start(dossier)


@action
def send_back(dossier: Dossier, *, note: str = "", by) -> None:
    """Asks the family to mend: the refused documents with their reasons, and a word."""
    refused = refused_untold(dossier)
    if not refused and not note.strip():
        raise NotAllowed(
            _("Dites ce qui manque : refusez un document avec un motif, ou écrivez un mot.")
        )
    DOSSIER.send_back(dossier, stamps={"reason": note.strip()}, note=note.strip())
    letters.SentBack(dossier, note.strip(), tuple(refused)).send()
    Document.objects.filter(pk__in=[row.pk for row in refused]).update(told_at=clock.now())


def refused_untold(dossier: Dossier) -> list[Document]:
    """This household's refused documents that serve the dossier and were not told yet."""
    rows = household_untold(dossier.family_id)
    return [row for row in rows if row.pupil_id in (None, dossier.pupil_id)]


def household_untold(family_id: int) -> list[Document]:
    """All that it was not told yet, whichever pupil it is about."""
    rows = Document.objects.filter(family=family_id).untold()
    return list(rows.select_related("kind", "file", "pupil__person").order_by("pk"))


@action
def accept(dossier: Dossier, *, note: str = "", by) -> None:
    """The dossier is in order; places come next, and the family is told."""
    DOSSIER.accept(dossier, stamps={"reason": ""}, note=note.strip())
    letters.Accepted(dossier, note.strip()).send()


@action
def refuse(dossier: Dossier, *, reason: str, by) -> None:
    """Refuses with a reason the family reads."""
    if not reason.strip():
        raise NotAllowed(_("Écrivez le motif du refus : la famille le lira."))
    DOSSIER.refuse(dossier, stamps={"reason": reason.strip()}, reason=reason.strip())
    letters.Refused(dossier, reason.strip()).send()


@action
def reopen(dossier: Dossier, *, by) -> None:
    """A decision taken too fast is taken back; nothing leaves until the next one."""
    hold(dossier)
    if dossier.wishes.exclude(place=None).exists():
        raise NotAllowed(_("Reprenez d’abord les places attribuées dans ce dossier."))
    DOSSIER.reopen(dossier, stamps={"reason": ""})


@action
def withdraw(dossier: Dossier, *, by) -> None:
    """Given up before it was decided: either household may begin another while it is time."""
    DOSSIER.withdraw(dossier)


@action
def remind(family, campaign: Campaign, *, missing: tuple[str, ...], by) -> None:
    """Tells a family what remains to be done, before closing; once a day at most."""
    hold(family)
    told = Event.objects.about("family", family.pk).on(clock.today())
    if told.filter(verb="campaign.reminded").exists():
        raise NotAllowed(_("Cette famille a déjà été relancée aujourd’hui."))
    letters.Reminder(family, campaign, missing).send()
    record("campaign.reminded", family, campaign, household=family.pk, number=len(missing))


@action
def apply_highest(family, campaign: Campaign, *, by) -> None:
    """The tariff of the highest tranche, where nothing was given by the date; with a letter."""
    answers, _made = HouseholdAnswers.objects.get_or_create(family=family, campaign=campaign)
    rows = HouseholdAnswers.objects.filter(pk=answers.pk, highest_applied_at=None)
    if not rows.update(highest_applied_at=clock.now(), version=F("version") + 1):
        raise NotAllowed(_("La tranche la plus haute est déjà appliquée à cette famille."))
    record(
        "household.highest",
        answers,
        household=family.pk,
        tranche=campaign.top_tranche,
        chosen=answers.qf_choice == QfChoice.HIGHEST,
    )
    letters.HighestApplied(family, campaign).send()
