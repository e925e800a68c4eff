"""What remains to be done, for each pupil, by when, and whose turn it is."""

from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from portamento.families import access as families
from portamento.foundation import money, text
from portamento.portal.dossier import forms
from portamento.portal.dossier.loading import gives_household
from portamento.reenrolment import access, household, pending, pieces, setup
from portamento.reenrolment.models import Campaign, State
from portamento.reenrolment.situation import Situation
from portamento.schools import setup as school_setup

YOURS, THEIRS, DONE, WRONG = "yours", "half", "done", "wrong"


@dataclass
class Task:
    label: str
    url: str
    hint: str
    state: str
    kind: str


@dataclass
class Group:
    """One pupil, or the family: the margin says who, the column what."""

    title: str
    anchor: str
    hint: str
    tasks: list[Task] = field(default_factory=list)

    def yours(self) -> int:
        return sum(task.kind in {YOURS, WRONG} for task in self.tasks)


def groups(request: HttpRequest) -> tuple[list[Group], Campaign | None]:
    """Pupils first, then the family; the campaign that runs or comes."""
    campaign = setup.current_campaign()
    if campaign is None:
        rows = household.members(request.family, request.guardian).select_related("pupil__person")
        return [bare(row) for row in rows] + [family_group(request)], None
    found = household.load(request.guardian, campaign)
    pupils = [pupil_group(request, one) for one in found]
    return [*pupils, family_group(request)], campaign


def bare(member) -> Group:
    return Group(member.pupil.full_name, f"eleve-{member.pupil_id}", "", [courses_task(member)])


def courses_task(member) -> Task:
    url = reverse("portal:pupils.courses", kwargs={"pk": member.pupil_id})
    year = school_setup.current_year()
    return Task(_("Cours de l’année %s") % (year or ""), url, "", "", "")


def pupil_group(request: HttpRequest, one: Situation) -> Group:
    pupil = one.pupil
    allowed = access.of(one, request.arrived_at)
    tasks = [dossier_task(one, allowed)]
    if not allowed.may_read:  # a court's order: neither studies nor papers
        return Group(pupil.full_name, f"eleve-{pupil.pk}", "", tasks)
    if gives_household(one, allowed):
        tasks.append(household_task(one))
    if one.is_filer and one.dossier and one.dossier.state != State.DRAFT:
        tasks += document_tasks(one)
    tasks.append(courses_task(one.membership))
    return Group(pupil.full_name, f"eleve-{pupil.pk}", studies(one.membership), tasks)


def studies(member) -> str:
    """« Violoncelle, 2C3 »."""
    return ", ".join(part for part in (member.main_course, member.main_level) if part)


def dossier_task(one: Situation, allowed: access.Access) -> Task:
    """The re-enrolment itself: yours until it is sent, then the conservatoire's."""
    url = reverse("portal:dossier.show", kwargs={"pk": one.pupil.pk})
    label = _("Réinscription %s") % one.campaign.year.label
    until = text.deadline(allowed.closes_at)
    if allowed.may_edit:
        state = _("À vous, à faire jusqu’au %s") % until
        return Task(label, url, edit_hint(one), state, YOURS)
    if one.dossier and not access.is_editable(one.dossier) and allowed.may_read:
        return Task(label, url, sent_hint(one), *sent_words(one))
    if allowed.before:
        return Task(label, url, "", _("Ouvre le %s") % text.full_day(one.campaign.opens_at), "")
    return Task(label, url, "", closed(one, allowed), "")


def closed(one: Situation, allowed: access.Access) -> str:
    """Why one cannot fill it in; a protected tie learns nothing of the other household."""
    if allowed.over:
        return _("Close")
    if allowed.may_read and not one.is_filer:
        return _("L’autre foyer prépare ce dossier")
    return _("Par l’autre foyer ou la scolarité")


SENT_WORDS = {
    State.SUBMITTED: (gettext_lazy("Au conservatoire, en cours d’examen"), THEIRS),
    State.IN_REVIEW: (gettext_lazy("Au conservatoire, en cours d’examen"), THEIRS),
    State.SENT_BACK: (gettext_lazy("À vous, à compléter"), WRONG),
    State.ACCEPTED: (gettext_lazy("Validé, cours à attribuer"), THEIRS),
    State.PLACED: (gettext_lazy("Cours attribués"), DONE),
    State.CONFIRMED: (gettext_lazy("Inscription confirmée"), DONE),
    State.REFUSED: (gettext_lazy("Non retenu"), WRONG),
}


def sent_words(one: Situation) -> tuple[str, str]:
    """Whose turn it is; what is incomplete is not being examined yet."""
    waits = one.dossier.state in {State.SUBMITTED, State.IN_REVIEW}
    if waits and one.is_filer and pieces.missing(pieces.of(one)):
        return _("Envoyé, incomplet"), THEIRS
    return SENT_WORDS[one.dossier.state]


def edit_hint(one: Situation) -> str:
    if one.dossier is None or one.dossier.state == State.WITHDRAWN:
        return _("Tout est prérempli : vérifiez et validez.")
    if one.dossier.state == State.SENT_BACK:
        return one.dossier.reason or _("La scolarité vous demande une correction.")
    return _("Brouillon enregistré. Pas encore envoyé.")


def sent_hint(one: Situation) -> str:
    sent = text.moment(one.dossier.sent_at) if one.dossier.sent_at else ""
    said = _("Référence %(reference)s. Envoyé le %(sent)s.") % {
        "reference": one.dossier.reference,
        "sent": sent,
    }
    if one.is_filer and one.dossier.dispense_answered:
        return f"{said} {_('Votre demande de dispense a une réponse.')}"
    return said


def household_task(one: Situation) -> Task:
    """The other household files; this one pays a share, answers and gives papers of its own."""
    url = reverse("portal:dossier.show", kwargs={"pk": one.pupil.pk})
    label = _("Ce que votre foyer fournit")
    if unanswered(one) or pieces.missing(pieces.of(one)):
        by = one.campaign.complete_by
        until = _("Vos réponses et vos documents, avant le %s.") % text.full_day(by) if by else ""
        return Task(label, url, until, _("À vous, à fournir"), YOURS)
    return Task(label, url, "", _("Complet"), DONE)


def unanswered(one: Situation) -> bool:
    """A plan or a quotient familial still to be chosen."""
    given = {"plan": one.membership.plan_id, "qf": one.membership.qf_choice}
    return any(not given[name] for name in forms.household_fields(one))


def document_tasks(one: Situation) -> list[Task]:
    """Documents still missing, or all of them given."""
    found = pieces.of(one)
    missing = pieces.by_choice([piece for piece in found if piece.is_missing])
    page = reverse("portal:dossier.show", kwargs={"pk": one.pupil.pk})
    if found and not missing:
        accepted = all(piece.state == pieces.ACCEPTED for piece in found if piece.is_given)
        state = (_("Complet"), DONE) if accepted else (_("Au conservatoire, à contrôler"), THEIRS)
        return [Task(_("Documents"), f"{page}#pieces", "", *state)]
    return [
        Task(name, f"{page}#{piece.anchor}", due(one, piece), _("À vous, à fournir"), YOURS)
        if piece.state == pieces.TO_PROVIDE
        else Task(name, f"{page}#{piece.anchor}", "", str(piece.words()[0]), WRONG)
        for name, piece in missing
    ]


def due(one: Situation, piece: pieces.Piece) -> str:
    day = piece.due_on or one.campaign.complete_by
    return _("Avant le %s") % text.full_day(day) if day else ""


def family_group(request: HttpRequest) -> Group:
    """Changes that wait for the office, and where the rest of the family's things are."""
    waiting, rejected, address, kept, pages = pending.at_home(request.guardian, request.arrived_at)
    if kept and not families.may_read_bills(request.guardian):
        rejected = 0
    words = text.count(waiting, _("changement en attente"), _("changements en attente"))
    again = _("À vous, %s à régler à nouveau") % money.euros(rejected)
    tasks = [
        Task(
            _("Identité et coordonnées"),
            reverse("portal:family.show"),
            "",
            *((words, THEIRS) if waiting else ("", "")),
        ),
        Task(_("Documents fournis"), reverse("portal:documents.index"), "", "", ""),
        Task(
            _("Facturation cotisations"),
            reverse("portal:bills.fees"),
            _("Une échéance a été rejetée par la banque.") if rejected else "",
            *((again, WRONG) if rejected else ("", "")),
        ),
    ]
    if address:
        tasks.insert(0, address_task(address))
    if pages:
        tasks.insert(0, pages_task(pages))
    return Group(_("Famille"), "famille", request.family.name, tasks)


def address_task(address: str) -> Task:
    """A new e-mail address counts once its link was opened."""
    hint = _("Ouvrez le lien envoyé à %s. D’ici là, l’ancienne adresse sert.") % address
    url = reverse("portal:family.email")
    return Task(_("Adresse e-mail à confirmer"), url, hint, _("À vous, à confirmer"), YOURS)


def pages_task(pages: int) -> Task:
    """What was sent counts once its family has said that it is legible."""
    words = text.count(pages, _("page à relire"), _("pages à relire"))
    hint = _("Ces pages ne comptent pas encore : regardez-les, puis envoyez-les.")
    url = reverse("portal:documents.index")
    return Task(_("Documents à relire et envoyer"), url, hint, _("À vous, %s") % words, YOURS)
