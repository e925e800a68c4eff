"""Next year's courses: places taken and given back, dispenses answered, the family told once."""

import pytest

from portamento.catalog.models import Part
from portamento.enrolments.models import Enrolment
from portamento.mailroom.models import Outgoing
from portamento.reenrolment import actions, setup
from portamento.reenrolment.models import Outcome, State, Wish
from portamento.workflow.action import NotAllowed
from tests import make


@pytest.fixture
def pupil(family):
    make.campaign()
    return make.pupil(family)


def next_course(course, **fields):
    year = setup.current_campaign().year
    return make.course(course.name, of=course.discipline, year=year, follows=course, **fields)


def accepted(pupil, family, **answers):
    return make.dossier(pupil, family, family.guardians.get(), state=State.ACCEPTED, **answers)


@pytest.fixture
def cello(pupil, family):
    """A wish to go on with the cello, and next year's course of one place."""
    enrolment = make.enrolment(pupil, make.course("Violoncelle"), level_code="2C3")
    course = next_course(enrolment.course, capacity=1)
    dossier = accepted(pupil, family)
    return dossier.wishes.get(), course


def told(kind):
    return [row.text for row in Outgoing.objects.filter(kind=kind)]


def test_a_place_is_taken_and_given_back(cello):
    wish, course = cello
    actions.place(wish, course, level=make.level("2C4"), by=None)
    assert (wish.outcome, wish.place.level_label()) == (Outcome.PLACED, "2C4")
    course.refresh_from_db()
    assert course.taken == 1
    actions.unplace(wish, by=None)
    course.refresh_from_db()
    assert (wish.outcome, wish.place_id, course.taken) == ("", None, 0)


def test_of_two_who_decide_at_once_the_second_is_told_so(cello):
    wish, course = cello
    other = next_course(course)
    late = Wish.objects.get(pk=wish.pk)
    actions.place(wish, course, by=None)
    for move in (
        lambda: actions.place(late, other, by=None),
        lambda: actions.wait_wish(late, by=None),
        lambda: actions.decline_wish(late, note="Complet.", by=None),
        lambda: actions.unplace(late, by=None),
    ):
        with pytest.raises(NotAllowed, match="Une autre personne"):
            move()
    other.refresh_from_db()
    assert other.taken == 0
    assert Enrolment.objects.active().filter(pupil=wish.dossier.pupil, course=course).exists()
    assert Wish.objects.get(pk=wish.pk).place.course == course


def test_nothing_is_placed_in_a_dossier_reopened_a_moment_ago(cello):
    """Each page was read before the other person decided."""
    wish, course = cello
    read = Wish.objects.select_related("dossier").get(pk=wish.pk)
    assert read.dossier.state == State.ACCEPTED
    actions.reopen(wish.dossier, by=None)
    for move in (
        lambda: actions.place(read, course, by=None),
        lambda: actions.wait_wish(read, by=None),
        lambda: actions.add_wish(read.dossier, course.discipline, by=None),
    ):
        with pytest.raises(NotAllowed, match="Validez"):
            move()
    course.refresh_from_db()
    assert course.taken == 0 and not Wish.objects.get().outcome


@pytest.mark.parametrize("move", [actions.wait_wish, actions.decline_wish])
def test_whoever_waits_or_is_declined_holds_no_place(cello, move):
    wish, course = cello
    actions.place(wish, course, by=None)
    move(wish, note="Plus de place.", by=None)
    course.refresh_from_db()
    assert (course.taken, wish.place_id) == (0, None)


def test_a_full_course_is_refused_and_the_wish_stays_open(cello):
    wish, course = cello
    make.enrolment(make.pupil(make.family("Durand"), "Inès", "Durand"), course)
    with pytest.raises(NotAllowed, match="complet"):
        actions.place(wish, course, by=None)
    wish.refresh_from_db()
    assert wish.outcome == ""


def test_a_course_of_another_year_is_refused(cello):
    wish, _course = cello
    with pytest.raises(NotAllowed, match="année"):
        actions.place(wish, wish.enrolment.course, by=None)


def test_places_come_after_the_dossier_is_accepted(pupil, family):
    enrolment = make.enrolment(pupil)
    course = next_course(enrolment.course)
    dossier = make.dossier(pupil, family, family.guardians.get())
    with pytest.raises(NotAllowed, match="Validez"):
        actions.place(dossier.wishes.get(), course, by=None)


def test_the_family_is_told_once_when_all_is_settled(cello):
    wish, course = cello
    dossier = wish.dossier
    with pytest.raises(NotAllowed, match="Il reste"):
        actions.settle(dossier, by=None)
    actions.place(wish, course, by=None)
    actions.settle(dossier, by=None)
    with pytest.raises(NotAllowed):
        actions.settle(dossier, by=None)
    (text,) = told("CoursesAssigned")
    assert "Violoncelle" in text
    actions.confirm(dossier, by=None)
    assert dossier.state == State.CONFIRMED
    assert len(told("Confirmed")) == 1


def test_a_pupil_who_leaves_has_nothing_to_place(pupil, family):
    make.enrolment(pupil)
    dossier = accepted(pupil, family, stays="no")
    with pytest.raises(NotAllowed, match="ne se réinscrit pas"):
        actions.settle(dossier, by=None)


def test_an_accepted_dossier_is_reopened_once_its_places_are_given_back(cello):
    wish, course = cello
    actions.place(wish, course, by=None)
    with pytest.raises(NotAllowed, match="places"):
        actions.reopen(wish.dossier, by=None)
    actions.unplace(wish, by=None)
    actions.reopen(wish.dossier, by=None)
    assert wish.dossier.state == State.IN_REVIEW


def test_what_was_asked_in_words_becomes_a_wish(pupil, family):
    dossier = accepted(pupil, family, wanted="Du chant, si possible.")
    with pytest.raises(NotAllowed, match="Aucun cours"):
        actions.settle(dossier, by=None)
    wish = actions.add_wish(dossier, make.discipline("Chant"), by=None)
    with pytest.raises(NotAllowed, match="Il reste"):
        actions.settle(dossier, by=None)
    actions.wait_wish(wish, by=None)
    actions.settle(dossier, by=None)
    assert "Chant" in told("CoursesAssigned")[-1]


@pytest.fixture
def theory(pupil, family):
    """A dispense asked for in formation musicale, which goes with the cello."""
    cello = make.enrolment(pupil, make.course("Violoncelle"))
    of = make.discipline("Formation musicale", part=Part.THEORY)
    enrolment = make.enrolment(pupil, make.course("Formation musicale", of=of))
    next_course(enrolment.course)
    keeps = {cello.pk: True, enrolment.pk: False}
    dossier = accepted(pupil, family, keeps=keeps, dispenses={enrolment.pk: "Bac en fin d’année."})
    actions.wait_wish(dossier.wishes.get(enrolment=cello), by=None)
    return Wish.objects.get(dossier=dossier, enrolment=enrolment)


def test_a_dispense_granted_is_told_and_kept_for_the_year(theory):
    with pytest.raises(NotAllowed, match="Il reste"):
        actions.settle(theory.dossier, by=None)
    actions.answer_dispense(theory, grant=True, by=None)
    actions.settle(theory.dossier, by=None)
    assert "dispense accordée" in told("CoursesAssigned")[0]
    kept = Enrolment.objects.get(course__year=theory.dossier.campaign.year)
    assert (kept.dispensed, kept.course.taken) == (True, 0)


def test_a_dispense_declined_makes_the_course_obligatory(theory):
    with pytest.raises(NotAllowed, match="pourquoi"):
        actions.answer_dispense(theory, grant=False, by=None)
    actions.answer_dispense(theory, grant=False, answer="Deux ans restent à faire.", by=None)
    assert theory.wanted
    with pytest.raises(NotAllowed, match="Il reste"):
        actions.settle(theory.dossier, by=None)
    course = theory.enrolment.course.followed_by.get()
    actions.place(theory, course, by=None)
    actions.settle(theory.dossier, by=None)
    assert "Deux ans restent à faire." in told("CoursesAssigned")[0]


def test_no_dispense_is_answered_in_a_dossier_decided_a_moment_ago(theory):
    read = Wish.objects.select_related("dossier").get(pk=theory.pk)
    actions.reopen(theory.dossier, by=None)
    actions.refuse(theory.dossier, reason="Hors délai.", by=None)
    with pytest.raises(NotAllowed, match="étude"):
        actions.answer_dispense(read, grant=True, by=None)
    theory.refresh_from_db()
    assert theory.dispense == ""


def test_no_dispense_is_granted_for_a_place_given_a_moment_ago(theory):
    actions.answer_dispense(theory, grant=False, answer="Non.", by=None)
    read = Wish.objects.select_related("dossier").get(pk=theory.pk)
    actions.place(theory, theory.enrolment.course.followed_by.get(), by=None)
    with pytest.raises(NotAllowed, match="place"):
        actions.answer_dispense(read, grant=True, by=None)


def test_nobody_answers_a_dispense_that_was_not_asked(cello):
    wish, _course = cello
    with pytest.raises(NotAllowed, match="Aucune dispense"):
        actions.answer_dispense(wish, grant=True, by=None)
