"""Courses, and the year after."""

from datetime import timedelta

import pytest

from portamento.catalog import actions
from portamento.catalog import setup as catalog
from portamento.catalog.models import Course
from portamento.foundation import clock
from portamento.schools import setup
from portamento.schools.models import SchoolYear
from portamento.workflow.action import NotAllowed
from tests import make

CLOSED, RESERVED = Course.Opening.CLOSED, Course.Opening.RESERVED


def test_two_disciplines_of_one_name_are_refused(valmont):
    make.discipline("Violoncelle")
    with pytest.raises(NotAllowed):
        actions.add_discipline("Violoncelle", art="music", part="main", by=None)


def test_the_next_year_follows_this_one_without_what_closes(valmont):
    make.course("Violoncelle", weekday=2, room="12", capacity=4)
    make.course("Hautbois", opening=CLOSED)
    actions.prepare_next_year(setup.current_year(), by=None)
    following = SchoolYear.objects.get(starts_in=setup.current_year().starts_in + 1)
    copy = Course.objects.of_year(following).get()
    assert (copy.follows.name, copy.capacity, copy.taken) == ("Violoncelle", 4, 0)
    assert copy.schedule() == "à confirmer"


def test_days_and_hours_can_be_kept(valmont):
    make.course("Violoncelle", weekday=2, room="12")
    copies = actions.prepare_next_year(setup.current_year(), by=None, keep_times=True)
    assert (copies[0].weekday, copies[0].room) == (2, "12")


def test_preparing_twice_adds_only_what_is_new(valmont):
    make.course("Violoncelle")
    actions.prepare_next_year(setup.current_year(), by=None)
    make.course("Orgue")
    copies = actions.prepare_next_year(setup.current_year(), by=None)
    assert [copy.name for copy in copies] == ["Orgue"]


def test_the_capacity_cannot_fall_below_those_enrolled(valmont):
    course = make.course("Violoncelle", capacity=4)
    Course.objects.filter(pk=course.pk).update(taken=3)
    with pytest.raises(NotAllowed, match="3 inscrits"):
        actions.edit_course(course, capacity=2, by=None)
    actions.edit_course(course, capacity=None, by=None)
    assert Course.objects.get().capacity is None


@pytest.mark.parametrize(
    ("opening", "cycle", "words"),
    [
        (Course.Opening.OPEN, None, "Disponible"),
        (CLOSED, None, "Fermé l’an prochain"),
        (RESERVED, 2, "Réservé au cycle 2"),
        (RESERVED, None, "Réservé"),
    ],
)
def test_families_read_whether_a_course_is_available(opening, cycle, words):
    assert Course(opening=opening, reserved_cycle=cycle).availability() == words


def test_the_catalogue_is_read_once(valmont, django_assert_num_queries):
    make.discipline("Orgue")
    assert [one.name for one in catalog.disciplines_on_offer()] == ["Orgue"]
    with django_assert_num_queries(0):
        catalog.disciplines_on_offer()
    actions.edit_discipline(catalog.disciplines()[0], offered=False, by=None)
    assert catalog.disciplines_on_offer() == ()


def test_a_level_no_longer_given_is_kept_where_it_was(valmont):
    old = make.level("1C5")
    actions.edit_level(old, valid_until=clock.today() - timedelta(days=1), by=None)
    make.level("1C1")
    assert [level.code for level in catalog.levels_in_use()] == ["1C1"]
    assert [level.code for level in catalog.levels_in_use(keep=old.pk)] == ["1C1", "1C5"]
