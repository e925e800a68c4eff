"""What a receipt says: frozen at the moment of sending, for the page, the PDF and the letter."""

from datetime import datetime

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.foundation import text
from portamento.mailroom import papers_facts
from portamento.reenrolment import courses, pieces, setup
from portamento.reenrolment.models import State
from portamento.reenrolment.situation import Situation
from portamento.schools.scope import current


def lines(one: Situation) -> list[tuple[str, str]]:
    """Label and value: the answer, courses poursuivis, arrêtés, new."""
    if not one.stays:
        return [(_("Réponse"), _("Pas de réinscription"))]
    rows = courses.rows(one)
    kept = [row.enrolment.course.name for row in rows if row.ruling.wanted]
    stopped = [row.enrolment.course.name for row in rows if not row.ruling.wanted]
    excused = [row.enrolment.course.name for row in rows if row.dispense_asked]
    new = [str(wish.discipline) for wish in one.wishes if wish.discipline_id]
    told = (
        (_("Cours poursuivis"), kept),
        (_("Cours arrêtés"), stopped),
        (_("Dispenses demandées"), excused),
        (_("Nouvelles disciplines demandées"), new),
    )
    found = [(label, ", ".join(values)) for label, values in told if values]
    if one.is_filer and one.dossier.wanted.strip():  # their own words, nobody else's to read
        found.append((_("Votre demande"), one.dossier.wanted.strip()))
    return found


def plan_name(one: Situation) -> str:
    plans = {plan.pk: plan.name for plan in setup.plans(one.campaign)}
    return plans.get(one.membership.plan_id, "")


def facts(one: Situation, *, sent_at: datetime, by) -> dict:
    """The frozen facts of the paper « receipt »."""
    dossier = one.dossier
    terms = setup.current_terms(one.campaign)
    person = one.pupil.person
    return {
        "school": papers_facts.school_facts(current()),
        "title": _("Récépissé de réinscription"),
        "reference": dossier.reference,
        "sent_at": text.moment(sent_at),
        "pupil": one.pupil.full_name,
        "born": text.day(person.born_on) if person.born_on else "",
        "filed_by": by.name,
        "year": one.campaign.year.label,
        "rows": [list(pair) for pair in lines(one)],
        "courses": [_course(row) for row in courses.rows(one)] if one.stays else [],
        "documents": [
            {
                "name": piece.name,
                "file": text.clipped(piece.document.file.name, 60) if piece.document else "",
                "state": str(piece.words()[0]),
            }
            for piece in pieces.of(one)
        ],
        "terms": str(terms) if terms and one.stays else "",
        "plan": plan_name(one),
        "next_steps": next_steps(one),
    }


def _course(row: courses.Row) -> dict:
    course = row.enrolment.course
    return {
        "name": course.name,
        "schedule": course.schedule(),
        "answer": _("Poursuit") if row.ruling.wanted else _("Arrête"),
    }


DONE = lazy("Vous n’avez plus rien à faire.")
# What follows each answer of the office, as its letter says it.
ANSWERED = {
    State.REFUSED: lazy("Si vous pensez qu’il y a une erreur, appelez-nous."),
    State.ACCEPTED: lazy(
        "Vous n’avez rien à faire : nous vous écrirons quand les cours seront attribués."
    ),
    State.PLACED: lazy(
        "Vous n’avez rien à faire si tout convient : nous vous écrirons quand l’inscription sera "
        "confirmée. Un jour ou une heure ne convient pas ? Appelez-nous sans attendre."
    ),
    State.CONFIRMED: DONE,
}
LEAVING = {State.ACCEPTED: DONE}


def next_steps(one: Situation) -> list[str]:
    missing = [name for name, _piece in pieces.missing(pieces.of(one))]
    if missing:
        by = one.campaign.complete_by
        until = _(" avant le %s") % text.full_day(by) if by else ""
        return [
            _("Dossier incomplet : il ne sera pris en compte qu’avec ces documents%s.") % until,
            *missing,
        ]
    if words := (ANSWERED if one.stays else ANSWERED | LEAVING).get(one.dossier.state):
        return [str(words)]
    return [_("Vous n’avez rien à faire : nous vous écrirons quand le dossier aura été étudié.")]
