"""What a family and an office do with a dossier, one step after the other, each in its time."""

from portamento.demo.cast import papers
from portamento.foundation import text
from portamento.reenrolment import actions, columns, courses, pieces, setup, situation
from portamento.reenrolment.actions import Draft
from portamento.reenrolment.models import Stays


def situation_of(guardian, pupil) -> situation.Situation:
    """The pupil's re-enrolment as that guardian meets it."""
    campaign = setup.current_campaign()
    rows = guardian.family.memberships.filter(pupil=pupil)
    rows = columns.with_tie(rows, guardian)
    return situation.load(rows, campaign, courses=True)[0]


def draft(guardian, pupil, *, plan=None, qf="proof", stays=Stays.YES, **answers):
    """Fills in and saves: all courses go on, the rest as given."""
    one = situation_of(guardian, pupil)
    if stays == Stays.YES and not any(row.ruling.wanted for row in courses.rows(one)):
        answers.setdefault("wanted", "Un autre cours, puisque celui-ci s’arrête.")
    values = Draft(
        stays=stays,
        keeps={row.pk: True for row in one.enrolments},
        plan_id=plan.pk if plan else None,
        qf_choice=qf if one.resident else "",
        household_asked=one.pays,
        agrees=stays == Stays.YES,
        **answers,
    )
    return actions.save_draft(one, values, by=guardian.account)


def hand_in(guardian, pupil, *, all_but: int = 0) -> list:
    """Hands in every document asked for, but the last `all_but`; one of each choice."""
    one = situation_of(guardian, pupil)
    wanted, seen = [], set()
    found = pieces.of(one)
    if guardian.pk % 5 == 4:  # these prefer the last paper of a choice: the tax notice
        found.reverse()
    for piece in found:
        if piece.is_given or not piece.request.blocking or piece.request.choice in seen:
            continue
        seen.add(piece.request.choice or piece.request.pk)
        wanted.append(piece)
    return [
        give(guardian, piece.kind, piece.name, pupil=pupil if piece.pupil_id else None)
        for piece in wanted[: len(wanted) - all_but]
    ]


def give(guardian, kind, title: str, *, pupil=None):
    name = text.fold(title).replace(" ", "-")[:28].strip("-")
    upload = papers.paper(title, guardian, f"{name}.pdf")
    return actions.hand_in(guardian.family, kind, upload, pupil=pupil, by=guardian.account)


def send(guardian, pupil, **answers):
    """Draft, then Valider."""
    draft(guardian, pupil, **answers)
    one = situation_of(guardian, pupil)
    return actions.submit(one.dossier, one, by=guardian.account)


def check_all(dossier, by) -> None:
    """The office accepts every document of the dossier's household."""
    rows = dossier.family.documents.filter(state="received").select_related("kind", "file")
    for row in rows:
        if row.pupil_id in (None, dossier.pupil_id):
            actions.judge(row, accept=True, by=by)


def place_all(dossier, by) -> None:
    """Each wish gets the course that follows this year's."""
    wishes = dossier.wishes.filter(wanted=True).select_related(
        "enrolment__course", "enrolment__level", "dossier__campaign", "dossier__pupil"
    )
    for wish in wishes:
        following = wish.enrolment and wish.enrolment.course.followed_by.first()
        if following:
            actions.place(wish, following, level=wish.enrolment.level, by=by)
        else:
            actions.wait_wish(wish, note="Nous vous rappelons en septembre.", by=by)
