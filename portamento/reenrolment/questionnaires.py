"""The forms on the screen in the situation of one pupil: what is known already, what is offered."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from portamento.documents.models import DocumentKind, Owner
from portamento.documents.questionnaires import actions, answers, reading, texts
from portamento.documents.questionnaires.questions import Questionnaire
from portamento.documents.signed import Filled, Form, FormText
from portamento.families.models import Guardian, PupilYear
from portamento.foundation import clock, text
from portamento.mailroom import papers_facts
from portamento.reenrolment import pieces, setup
from portamento.reenrolment.pieces import Piece
from portamento.reenrolment.situation import Situation
from portamento.schools.scope import current

FRANCE = "France"


@dataclass
class Paper:
    """One form, for one household (and pupil), as one of its guardians fills it in."""

    one: Situation
    piece: Piece
    form: Questionnaire
    guardian: Guardian
    draft: Filled | None

    @property
    def kind(self) -> DocumentKind:
        return self.piece.kind

    @property
    def pupil(self):
        return self.one.pupil if self.form.owner == Owner.PUPIL else None

    @property
    def version(self) -> int:
        return self.draft.version if self.draft else 1

    @cached_property
    def words(self) -> FormText:
        return texts.words(self.kind)

    @cached_property
    def known(self) -> dict[str, str]:
        """What the page shows before anybody types: the draft, else what is on file."""
        return answers.given(self.draft) or PREFILLED[self.form.code](self.one, self.guardian)

    def say(self, sentence: str) -> str:
        year, pupil = self.one.campaign.year.label, self.pupil
        return texts.written(sentence, year=year, pupil=pupil.first_name if pupil else "")

    def choices(self) -> dict[str, dict[str, str]]:
        return {"plan": {str(plan.pk): plan.name for plan in setup.plans(self.one.campaign)}}

    def sections(self, values: dict[str, str], *, masked: bool) -> list[dict[str, Any]]:
        counting = self.form.counting(values)
        return reading.sections(self.form, counting, self.choices(), self.say, masked=masked)

    def creditor(self) -> list[list[str]]:
        """Who debits, on a mandate alone."""
        if self.form.code != Form.MANDATE:
            return []
        school = current()
        address = ", ".join((school.creditor_address or school.address).splitlines())
        return [
            [_("Créancier"), school.creditor],
            [_("Adresse du créancier"), address],
            [_("Identifiant du créancier (ICS)"), school.creditor_id],
            [_("Type de paiement"), _("Récurrent")],
        ]


def paper(one: Situation, piece: Piece, guardian: Guardian) -> Paper | None:
    """The form behind that piece; None where it is a paper."""
    form = piece.form
    if form is None:
        return None
    pupil = one.pupil if form.owner == Owner.PUPIL else None
    author, family = guardian.account, one.membership.family
    draft = actions.draft_of(piece.kind, family, pupil=pupil, author=author)
    return Paper(one, piece, form, guardian, draft)


def payment(one: Situation, guardian: Guardian) -> dict[str, str]:
    return {"payer": guardian.full_name, "plan": str(one.membership.plan_id or "")}


def mandate(one: Situation, guardian: Guardian) -> dict[str, str]:
    """Never the account: what was sealed does not come back to a screen."""
    home = guardian.person
    return {
        "debtor": home.full_name,
        "street": home.address,
        "postcode": home.postcode,
        "town": home.city,
        "country": FRANCE,
        "place": home.city,
    }


def health(one: Situation, guardian: Guardian) -> dict[str, str]:
    """The household's emergency contact; nothing of a former year, which is destroyed."""
    home = one.membership
    return {"contact": home.emergency_contact, "contact_phone": home.emergency_phone}


def authorisations(one: Situation, guardian: Guardian) -> dict[str, str]:
    """What was answered for that year, as the page of the pupil says it; else nothing.

    A consent is never ticked in advance (RGPD, recital 32): both are answered anew each year.
    """
    row = PupilYear.objects.filter(pupil=one.pupil, year=one.campaign.year).first()
    return {"leave": row.may_leave_alone, "image": row.image_right} if row else {}


PREFILLED = {
    Form.PAYMENT: payment,
    Form.MANDATE: mandate,
    Form.HEALTH: health,
    Form.AUTHORISATIONS: authorisations,
}


def record_of(
    paper: Paper, values: dict[str, str], *, words: FormText, signed_at: datetime, by, reference=""
) -> dict[str, Any]:
    """All that the PDF says, frozen: questions as they were worded, answers, text, signature."""
    school, campaign = current(), paper.one.campaign
    return {
        "school": papers_facts.school_facts(school),
        "title": pieces.name_of(paper.kind, campaign),
        "date": clock.day(signed_at).isoformat(),
        "about": about(paper, reference),
        "intro": paper.say(words.intro),
        "sections": paper.sections(values, masked=False),
        "consent": paper.say(words.consent),
        "signature": [
            [_("Signé par"), by.name],
            [_("Le"), text.moment(signed_at)],
            [_("Texte"), _("version %d") % words.number],
        ],
        "proof": _(
            "Signé à l’écran, depuis l’espace personnel de cette personne, par « J’accepte et je "
            "signe ». Les réponses, l’auteur, le moment et le texte sont conservés ensemble."
        ),
    }


def about(paper: Paper, reference: str) -> list[list[str]]:
    """Whom and what it is for; a mandate holds beyond the year it was asked in."""
    if reference:
        return [[_("Référence unique du mandat (RUM)"), reference], *paper.creditor()]
    rows = [[_("Année scolaire"), paper.one.campaign.year.label]]
    if paper.pupil:
        born = paper.pupil.person.born_on
        rows.append([_("Élève"), paper.pupil.full_name])
        rows += [[_("Date de naissance"), text.day(born)]] if born else []
    return rows
