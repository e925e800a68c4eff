"""Places in a course."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from django.db import connection, connections

from portamento.catalog.models import Course
from portamento.enrolments import actions
from portamento.enrolments.models import Enrolment
from portamento.families.models import Person, Pupil
from portamento.foundation import clock
from portamento.schools.scope import scope
from portamento.workflow.action import NotAllowed
from tests import make


def pupil(name="Lina") -> Pupil:
    return Pupil.objects.create(person=Person.objects.create(last_name="Martin", first_name=name))


def taken(course) -> int:
    return Course.objects.get(pk=course.pk).taken


def test_a_place_is_taken_and_given_back(valmont):
    course = make.course("Violoncelle", capacity=1)
    enrolment = actions.enrol(pupil(), course, level=make.level("2C3"), by=None)
    assert (taken(course), enrolment.level_label()) == (1, "2C3")
    actions.end(enrolment, by=None)
    assert (taken(course), Enrolment.objects.active().count()) == (0, 0)


def test_a_full_course_says_so(valmont):
    course = make.course("Violoncelle", capacity=1)
    actions.enrol(pupil("Lina"), course, by=None)
    with pytest.raises(NotAllowed, match="complet"):
        actions.enrol(pupil("Noé"), course, by=None)


def test_the_same_pupil_is_not_counted_twice(valmont):
    course, lina = make.course("Violoncelle", capacity=3), pupil()
    actions.enrol(lina, course, by=None)
    with pytest.raises(NotAllowed, match="déjà inscrit"):
        actions.enrol(lina, course, by=None)
    assert taken(course) == 1


def test_a_place_is_given_back_once(valmont):
    course = make.course("Violoncelle", capacity=2)
    actions.enrol(pupil("Noé"), course, by=None)
    enrolment = actions.enrol(pupil("Lina"), course, by=None)
    actions.end(enrolment, by=None)
    with pytest.raises(NotAllowed):
        actions.end(enrolment, by=None)
    assert taken(course) == 1


def test_who_is_dispensed_takes_no_place(valmont):
    course = make.course("Formation musicale", capacity=1)
    enrolment = actions.enrol(pupil("Noé"), course, dispensed=True, by=None)
    assert taken(course) == 0
    actions.enrol(pupil("Lina"), course, by=None)
    actions.end(enrolment, by=None)
    assert taken(course) == 1


def test_a_place_of_the_coming_year_begins_when_it_turns(valmont):
    year = make.campaign().year
    enrolment = actions.enrol(pupil(), make.course("Violoncelle", year=year), by=None)
    assert enrolment.began_on == date(year.starts_in, 8, 1) > clock.today()


def test_the_level_may_change(valmont):
    enrolment = actions.enrol(pupil(), make.course("Violoncelle", level_code="1C4"), by=None)
    assert enrolment.level_label() == "1C4"
    actions.set_level(enrolment, make.level("2C1"), by=None)
    assert Enrolment.objects.get().level_label() == "2C1"


@pytest.mark.django_db(transaction=True)
def test_of_many_at_once_only_one_takes_the_last_place():
    school = make.school()
    with scope(school):
        course = make.course("Violoncelle", capacity=1)
        pupils = [pupil(f"Élève {index}") for index in range(6)]

    def attempt(one: Pupil) -> bool:
        try:
            with scope(school):
                actions.enrol(one, course, by=None)
            return True
        except NotAllowed:
            return False
        finally:
            connections.close_all()

    connection.close()
    with ThreadPoolExecutor(6) as threads:
        outcomes = list(threads.map(attempt, pupils))
    with scope(school):
        assert (outcomes.count(True), taken(course)) == (1, 1)
        assert Enrolment.objects.active().count() == 1
