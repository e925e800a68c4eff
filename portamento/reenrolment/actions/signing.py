"""Forms filled in on the screen: kept as one goes, signed, and what they change elsewhere."""

from django.utils.translation import gettext as _

from portamento.documents import sheets
from portamento.documents.models import Document
from portamento.documents.questionnaires import actions as forms
from portamento.documents.questionnaires import texts
from portamento.documents.signed import Filled, Form
from portamento.families import actions as families
from portamento.families.models import Guardian
from portamento.foundation import clock
from portamento.reenrolment import letters, pieces
from portamento.reenrolment.actions.drafts import answer_household
from portamento.reenrolment.actions.papers import follow, is_to_tell
from portamento.reenrolment.models import HouseholdAnswers
from portamento.reenrolment.questionnaires import Paper, record_of
from portamento.workflow.action import NotAllowed, action


@action
def save_form(paper: Paper, values: dict[str, str], *, version: int, by) -> Filled:
    """Keeps what was typed of a form, unfinished or not; nobody else reads it."""
    refuse_other(paper.guardian, by)
    family = paper.one.membership.family
    return forms.save_draft(
        paper.kind, family, pupil=paper.pupil, values=values, version=version, by=by
    )


@action
def sign_form(paper: Paper, values: dict[str, str], *, text: int, by) -> Document:
    """« J’accepte et je signe »: the document, and what its answers change, in one transaction.

    `values` are checked answers; `text` is the number of the version that was on the screen.
    Raises NotAllowed where another version was published meanwhile, or it was signed already.
    """
    refuse_other(paper.guardian, by)
    if paper.draft is None:
        raise NotAllowed(_("Ce formulaire a déjà été signé."))
    words = texts.kept(paper.kind)
    if words.number != text:
        raise NotAllowed(_("Le texte vient de changer. Relisez-le, puis signez."))
    answered = paper.form.counting(values)
    now, campaign = clock.now(), paper.one.campaign
    mandate = paper.form.code == Form.MANDATE
    reference = forms.name_mandate(paper.draft, by=by) if mandate else ""
    document = forms.sign(
        paper.draft,
        text=words,
        answered=answered,
        paper=record_of(paper, answered, words=words, signed_at=now, by=by, reference=reference),
        covers_until=pieces.covers_until(paper.kind, campaign, now),
        by=by,
    )
    if write_back := WRITTEN_BACK.get(paper.form.code):
        write_back(paper, answered, by=by)
    sheets.discard_all(document.family, document.kind, document.pupil)
    follow(document)
    if is_to_tell(document):
        letters.DocumentReceived(document).send()
    return document


def refuse_other(guardian: Guardian, by) -> None:
    """A form is signed by the guardian in person; staff who help have the paper signed."""
    if by != guardian.account:
        raise NotAllowed(
            _(
                "Seul le responsable peut remplir et signer ce formulaire, depuis son propre "
                "accès. À l’accueil, faites-le signer sur papier."
            )
        )


@action
def choose_plan(paper: Paper, answered: dict[str, str], *, by) -> None:
    """The plan is the household's answer of this campaign, as if chosen on the page itself."""
    one = paper.one
    family, plan = one.membership.family, int(answered["plan"])
    qf_choice = one.membership.qf_choice or ""
    answer_household(family, one.campaign, plan_id=plan, qf_choice=qf_choice, by=by)
    rows = HouseholdAnswers.objects.filter(family=family, campaign=one.campaign)
    rows.update(signed_plan_id=plan)


@action
def authorise(paper: Paper, answered: dict[str, str], *, by) -> None:
    """« Autorisation de sortie » and « Droit à l’image » of the year asked for."""
    given = {"may_leave_alone": answered["leave"], "image_right": answered["image"]}
    families.answer_for_year(paper.one.pupil, given, year=paper.one.campaign.year, by=by)


WRITTEN_BACK = {Form.PAYMENT: choose_plan, Form.AUTHORISATIONS: authorise}
