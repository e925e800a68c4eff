"""What is obligatory, what a dominante lacks, what keeps a dossier: examples as tables."""

from dataclasses import replace

import pytest

from portamento.reenrolment import reasons, rules
from portamento.reenrolment.rules import Answers, Line, Missing, Ruling

CELLO = Line(1, "main", "music", True, "open", None, 2, False)
THEORY = Line(2, "theory", "music", False, "open", None, 2, False)
ORCHESTRA = Line(3, "ensemble", "music", False, "open", None, 2, False)
DANCE = Line(4, "main", "dance", False, "open", None, 1, False)
CHOIR = Line(5, "other", "music", False, "open", None, None, False)
MUSICIAN = [CELLO, THEORY, ORCHESTRA]


def wanted(lines, answers=(), dispenses=()):
    rulings = rules.rule_lines(lines, dict(answers), set(dispenses))
    return {pk: (ruling.wanted, ruling.obligatory) for pk, ruling in rulings.items()}


FREE, BOUND, LEFT = (True, False), (True, True), (False, False)


@pytest.mark.parametrize(
    ("lines", "answers", "dispenses", "expected"),
    [
        (MUSICIAN, {}, (), {1: FREE, 2: BOUND, 3: BOUND}),
        (MUSICIAN, {2: False, 3: False}, (), {1: FREE, 2: BOUND, 3: BOUND}),
        (MUSICIAN, {1: False}, (), {1: LEFT, 2: FREE, 3: FREE}),
        (MUSICIAN, {1: False, 2: False}, (), {1: LEFT, 2: LEFT, 3: FREE}),
        (MUSICIAN, {2: False}, (2,), {1: FREE, 2: LEFT, 3: BOUND}),
        ([CELLO, replace(THEORY, dispensed=True)], {2: False}, (), {1: FREE, 2: LEFT}),
        ([replace(CELLO, opening="closed"), THEORY], {2: False}, (), {1: LEFT, 2: LEFT}),
        ([CELLO, replace(THEORY, opening="full")], {}, (), {1: FREE, 2: LEFT}),
        ([DANCE, THEORY], {2: False}, (), {4: FREE, 2: LEFT}),
        ([CELLO, CHOIR], {5: False}, (), {1: FREE, 5: LEFT}),
    ],
)
def test_a_dominante_that_goes_on_binds_what_goes_with_it(lines, answers, dispenses, expected):
    assert wanted(lines, answers, dispenses) == expected


@pytest.mark.parametrize(("cycle", "available"), [(2, "open"), (1, "reserved"), (None, "reserved")])
def test_a_reserved_course_is_open_to_its_own_cycle(cycle, available):
    line = replace(CELLO, opening="reserved", reserved_cycle=2, cycle=cycle)
    assert rules.available(line) == available


@pytest.mark.parametrize(
    ("lines", "left", "expected"),
    [
        (MUSICIAN, (), []),
        ([CELLO], (), ["theory", "ensemble"]),
        ([CELLO, THEORY], (), ["ensemble"]),
        ([CELLO, ORCHESTRA], (), ["theory"]),
        ([CELLO, CHOIR], (), ["theory", "ensemble"]),
        (MUSICIAN, (3,), ["ensemble"]),
        ([CELLO], (1,), []),
        ([THEORY], (), []),
        ([DANCE], (), []),
        ([], (), []),
    ],
)
def test_what_a_kept_dominante_lacks(lines, left, expected):
    rulings = {
        line.enrolment: Ruling(rules.Available.OPEN, False, line.enrolment not in left)
        for line in lines
    }
    assert rules.lacking_parts(lines, rulings) == expected


COMPLETE = Answers(
    stays=True,
    any_course=True,
    blank_dispense=False,
    pays=True,
    plan_chosen=True,
    plans_offered=True,
    qf_due=False,
    agrees=True,
    terms_published=True,
)


@pytest.mark.parametrize(
    ("changes", "missing"),
    [
        ({}, []),
        ({"any_course": False}, [Missing.COURSE]),
        ({"blank_dispense": True}, [Missing.DISPENSE_REASON]),
        ({"plan_chosen": False}, [Missing.PLAN]),
        ({"plan_chosen": False, "plans_offered": False}, []),
        ({"plan_chosen": False, "pays": False}, []),
        ({"qf_due": True}, [Missing.QF]),
        ({"agrees": False}, [Missing.TERMS]),
        ({"agrees": False, "terms_published": False}, []),
        ({"any_course": False, "plan_chosen": False}, [Missing.COURSE, Missing.PLAN]),
        ({"stays": False, "any_course": False, "agrees": False, "qf_due": True}, []),
    ],
)
def test_what_keeps_a_dossier_from_leaving(changes, missing):
    assert rules.blockers(replace(COMPLETE, **changes)) == missing


def test_everything_missing_has_its_sentence():
    assert set(reasons.MISSING) == set(Missing)


@pytest.mark.parametrize(("starts_in", "years"), [(2020, (2019, 2018)), (2027, (2026, 2025))])
def test_the_tax_years_of_a_campaign(starts_in, years):
    assert rules.tax_years(starts_in) == years
