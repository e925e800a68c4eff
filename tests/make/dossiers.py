"""Dossiers and documents, in the state a test needs, by the way families and the office go."""

from django.core.files.base import ContentFile

from portamento.catalog.models import Discipline
from portamento.documents import storage
from portamento.documents.intake import Intake
from portamento.documents.models import Document, DocumentKind, Owner
from portamento.families.models import Family, Guardian, Membership, Pupil
from portamento.reenrolment import actions, courses, setup, situation
from portamento.reenrolment.actions import papers
from portamento.reenrolment.models import Campaign, Dossier, QfChoice, State, Stays
from tests.make import catalog

PDF = b"%PDF-1.7\n% a paper of the tests\n%%EOF\n"


def situated(pupil: Pupil, family: Family, campaign: Campaign | None = None):
    """That pupil's situation in that household, with courses and wishes."""
    rows = Membership.objects.filter(pupil=pupil, family=family)
    return situation.load(rows, campaign or setup.current_campaign(), courses=True)[0]


def dossier(
    pupil: Pupil,
    family: Family,
    guardian: Guardian,
    *,
    state: str = State.SUBMITTED,
    campaign: Campaign | None = None,
    by=None,
    **answers,
) -> Dossier:
    """The pupil's dossier: all courses go on, the first plan is chosen, unless `answers` differ.

    `by` is who acts for the office; the campaign is the current one and must exist.
    """
    campaign = campaign or setup.current_campaign()
    one = situated(pupil, family, campaign)
    made = actions.save_draft(one, draft(one, **answers), by=guardian.account)
    for step in PATHS[state]:
        step(made, guardian.account, by)
        made.refresh_from_db()
    return made


def draft(one, **answers) -> actions.Draft:
    plan = next(iter(setup.plans(one.campaign)), None)
    given = {
        "stays": Stays.YES,
        "keeps": {row.pk: row.ruling.wanted for row in courses.rows(one)},
        "wanted": "" if one.enrolments else "Comme cette année.",
        "agrees": True,
        "household_asked": one.pays,
        "plan_id": plan.pk if plan else None,
        "qf_choice": QfChoice.PROOF,
    }
    return actions.Draft(**(given | answers))


def submit(made, filer, _by):
    actions.submit(made, situated(made.pupil, made.family, made.campaign), by=filer)


def start(made, _filer, by):
    actions.start(made, by=by)


def send_back(made, _filer, by):
    actions.send_back(made, note="Il manque une page.", by=by)


def accept(made, _filer, by):
    actions.accept(made, by=by)


def refuse(made, _filer, by):
    actions.refuse(made, reason="Hors délai.", by=by)


def settle(made, _filer, by):
    """Every wish waits, unless a test has placed it; a dossier in words alone gets one."""
    if not made.wishes.exists():
        offered = Discipline.objects.order_by("pk").first()
        actions.add_wish(made, offered or catalog.discipline(), by=by)
    for wish in made.wishes.filter(wanted=True, outcome=""):
        actions.wait_wish(wish, note="En attente.", by=by)
    actions.settle(made, by=by)


def confirm(made, _filer, by):
    actions.confirm(made, by=by)


PATHS = {
    State.DRAFT: (),
    State.SUBMITTED: (submit,),
    State.IN_REVIEW: (submit, start),
    State.SENT_BACK: (submit, send_back),
    State.ACCEPTED: (submit, accept),
    State.REFUSED: (submit, refuse),
    State.PLACED: (submit, accept, settle),
    State.CONFIRMED: (submit, accept, settle, confirm),
}


def document(
    family: Family,
    kind: DocumentKind,
    *,
    pupil: Pupil | None = None,
    name: str = "papier.pdf",
    content: bytes = PDF,
    checked: bool = True,
    by=None,
) -> Document:
    """A paper of that family, as the inspector would have let it in (or not yet looked at it)."""
    assert (kind.owner == Owner.PUPIL) == (pupil is not None)
    kept = storage.put(ContentFile(content))
    file = Intake(kept.key, name, kept.size, kept.sha256, pages=1, checked=checked)
    by = by or family.guardians.order_by("rank").first().account
    return papers._hand_in(family, kind, file, pupil=pupil, tell=False, by=by)
