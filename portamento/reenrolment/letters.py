"""The letters of a re-enrolment, each named after what happened."""

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from portamento.documents.models import Document
from portamento.documents.reasons import RefusalReason
from portamento.families import recipients
from portamento.families.models import Family
from portamento.foundation import clock, text
from portamento.mailroom.letter import Letter, Recipient
from portamento.mailroom.models import Paper
from portamento.reenrolment import links, rows
from portamento.reenrolment.models import Campaign, Dossier


def bullets(lines) -> str:
    return "\n".join(f"- {line}" for line in lines)


class AboutDossier(Letter):
    """A letter to the household that filed a dossier."""

    dossier: Dossier

    def recipients(self) -> list[Recipient]:
        return recipients.for_pupil(self.dossier.family, self.dossier.pupil)

    def mentions(self) -> list[tuple[str, int]]:
        return [("dossier", self.dossier.pk), ("pupil", self.dossier.pupil_id)]

    def facts(self, to: Recipient) -> dict[str, str]:
        pupil = self.dossier.pupil
        return {
            "prenom": pupil.first_name,
            "eleve": pupil.full_name,
            "de_prenom": text.of(pupil.first_name),
            "de_eleve": text.of(pupil.full_name),
            "soi": "oui" if to.person_id == pupil.person_id else "",
            "reference": self.dossier.reference,
            "annee": self.dossier.campaign.year.label,
            "page": links.dossier(pupil.pk),
            **self.more(),
        }

    def more(self) -> dict[str, str]:
        """What only this letter says."""
        return {}


@dataclass(frozen=True)
class DossierReceived(AboutDossier):
    """Acknowledges a dossier the moment it is handed in, with its PDF."""

    text = "reenrolment/texts/dossier_received.txt"
    dossier: Dossier
    lines: tuple[tuple[str, str], ...] = ()
    missing: tuple[str, ...] = ()

    def more(self) -> dict[str, str]:
        return {
            "page": links.dossier(self.dossier.pupil_id, links.PIECES),
            "moment": text.moment(self.dossier.sent_at),
            "lignes": bullets(f"{label}\u00a0: {value}" for label, value in self.lines),
            "manque": bullets(self.missing),
            "avant": text.full_day(by) if (by := self.dossier.campaign.complete_by) else "",
            "recepisse": links.receipt(self.dossier.pupil_id),
        }

    def paper(self, to: Recipient) -> Paper | None:
        return self.dossier.paper


@dataclass(frozen=True)
class FiledByOther(AboutDossier):
    """Tells the other guardians with authority; a protected link suppresses it.

    Code civil 372-2 and 373-2: each parent is presumed to act with the other's consent for a usual
    act such as this, and the other is told.
    """

    text = "reenrolment/texts/filed_by_other.txt"
    dossier: Dossier

    def recipients(self) -> list[Recipient]:
        return recipients.others_with_authority(self.dossier.pupil, self.dossier.family)


@dataclass(frozen=True)
class SentBack(AboutDossier):
    """What to mend: each refused document with its reason and the link to its row."""

    text = "reenrolment/texts/sent_back.txt"
    dossier: Dossier
    note: str = ""
    refused: tuple[Document, ...] = ()

    def mentions(self) -> list[tuple[str, int]]:
        return [*super().mentions(), *rows.delicate(self.refused)]

    def more(self) -> dict[str, str]:
        closes = self.dossier.campaign.closes_for(self.dossier.family)
        until = text.deadline(closes) if closes > clock.now() else ""
        return {"mot": self.note, "jusque": until}

    def facts(self, to: Recipient) -> dict[str, str]:
        return super().facts(to) | {"documents": refusals(self.refused, to)}


@dataclass(frozen=True)
class Accepted(AboutDossier):
    """The dossier is in order."""

    text = "reenrolment/texts/accepted.txt"
    dossier: Dossier
    note: str = ""

    def more(self) -> dict[str, str]:
        return {"mot": self.note, "part": "" if self.dossier.stays != "no" else "oui"}


@dataclass(frozen=True)
class Refused(AboutDossier):
    """The dossier is refused, and why."""

    text = "reenrolment/texts/refused.txt"
    dossier: Dossier
    reason: str

    def more(self) -> dict[str, str]:
        return {"motif": self.reason}


@dataclass(frozen=True)
class CoursesAssigned(AboutDossier):
    """Next year's courses with day, time and room; what waits and what was not kept, with why."""

    text = "reenrolment/texts/courses_assigned.txt"
    dossier: Dossier

    def more(self) -> dict[str, str]:
        wishes = self.dossier.wishes.filter(wanted=True).select_related(
            *("place__course__teacher", "place__level", "enrolment__course", "discipline")
        )
        rows = list(wishes.order_by("rank", "pk"))
        return {
            "cours": bullets(_place(wish.place) for wish in rows if wish.place_id),
            "attente": bullets(_named(wish) for wish in rows if wish.outcome == "waiting"),
            "refus": bullets(_named(wish) for wish in rows if wish.outcome == "declined"),
            "dispenses": bullets(_dispense(wish) for wish in self.dispenses()),
        }

    def dispenses(self):
        """Those the office has answered, whether the course goes on or not."""
        rows = self.dossier.wishes.exclude(dispense="").select_related("enrolment__course")
        return rows.order_by("pk")


def _dispense(wish) -> str:
    said = f"{wish.enrolment.course.name}\u00a0: {str(wish.get_dispense_display()).lower()}"
    return f"{said}. {wish.dispense_answer}" if wish.dispense_answer else said


def _place(enrolment) -> str:
    course = enrolment.course
    parts = [course.name, course.schedule(), str(course.teacher or ""), course.place]
    return ", ".join(part for part in [*parts, _room(course.room)] if part)


def _room(name: str) -> str:
    """« salle 14 », « salle B2 »; « Auditorium » says what it is."""
    return _("salle %s") % name if any(sign.isdigit() for sign in name) else name


def _named(wish) -> str:
    name = wish.enrolment.course.name if wish.enrolment_id else str(wish.discipline)
    return f"{name}\u00a0: {wish.outcome_note}" if wish.outcome_note else name


@dataclass(frozen=True)
class Confirmed(AboutDossier):
    """The enrolment is final."""

    text = "reenrolment/texts/confirmed.txt"
    dossier: Dossier


@dataclass(frozen=True)
class AboutFamily(Letter):
    """A letter to a household as a whole."""

    family: Family

    def recipients(self) -> list[Recipient]:
        return recipients.household(self.family)

    def mentions(self) -> list[tuple[str, int]]:
        return [("family", self.family.pk)]


@dataclass(frozen=True)
class DocumentsRefused(AboutFamily):
    """Documents to hand in again, all in one letter."""

    text = "reenrolment/texts/documents_refused.txt"
    refused: tuple[Document, ...] = ()

    def mentions(self) -> list[tuple[str, int]]:
        """Also the dossiers that wait for these papers: the office reads it beside them."""
        dossiers = rows.waiting(self.family, self.refused)
        found = [("dossier", dossier.pk) for dossier in dossiers]
        return [*super().mentions(), *found, *rows.delicate(self.refused)]

    def facts(self, to: Recipient) -> dict[str, str]:
        number = text.count(len(self.refused), _("document"), _("documents"))
        return {
            "combien": number,
            "documents": refusals(self.refused, to),
            "page": links.documents(),
        }


@dataclass(frozen=True)
class DocumentReceived(Letter):
    """Acknowledges a document handed in after its dossier has left."""

    text = "reenrolment/texts/document_received.txt"
    document: Document

    def recipients(self) -> list[Recipient]:
        document = self.document
        if document.pupil_id:
            return recipients.for_pupil(document.family, document.pupil)
        return recipients.household(document.family)

    def mentions(self) -> list[tuple[str, int]]:
        return [*self.document.mentions(), *self.document.delicate()]

    def facts(self, to: Recipient) -> dict[str, str]:
        return {
            "document": self.document.name,
            "fichier": self.document.file.name,
            "page": links.documents(),
        }


@dataclass(frozen=True)
class Reminder(AboutFamily):
    """What remains to be done, before closing."""

    text = "reenrolment/texts/reminder.txt"
    campaign: Campaign | None = None
    missing: tuple[str, ...] = field(default=())

    def facts(self, to: Recipient) -> dict[str, str]:
        closes = self.campaign.closes_for(self.family)
        return {
            "annee": self.campaign.year.label,
            "jusque": text.deadline(closes) if closes > clock.now() else "",
            "reste": bullets(self.missing),
            "page": links.home(),
            "identifiant": to.account.identifier if to.account else "",
        }


@dataclass(frozen=True)
class HighestApplied(AboutFamily):
    """The highest tranche, for want of a proof or by choice."""

    text = "reenrolment/texts/highest_applied.txt"
    campaign: Campaign | None = None

    def facts(self, to: Recipient) -> dict[str, str]:
        return {
            "annee": self.campaign.year.label,
            "tranche": str(self.campaign.top_tranche),
            "page": links.documents(),
        }


def refusals(documents, to: Recipient) -> str:
    """« - Justificatif de domicile (Lina) : Illisible. … » each with the link to its row."""
    lead = _("Refaire ce document\u00a0: ")
    return "\n\n".join(f"- {refusal(one, to)}\n  {lead}{rows.address(one)}" for one in documents)


def refusal(document: Document, to: Recipient | None = None) -> str:
    """Whose it is, but to the pupil in person."""
    pupil, reader = document.pupil, to.person_id if to else None
    whose = f" ({pupil.first_name})" if pupil and pupil.person_id != reader else ""
    return f"{document.name}{whose}\u00a0: {why(document)}"


def why(document: Document) -> str:
    """The reason in words, and the office's sentence or the usual one."""
    reason = RefusalReason(document.reason)
    said = [reason.heading, document.note or reason.sentence]
    return ". ".join(words for words in said if words)
