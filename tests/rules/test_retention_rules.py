"""Until when: each rule, as a table of dates."""

from datetime import date

import pytest

from portamento.documents.models import Retention, Sensitivity
from portamento.documents.retention import OF_CLASS, RULES, End, Facts, kept_until, rule_of

SEASON = date(2028, 7, 31)


@pytest.mark.parametrize(
    ("code", "facts", "until"),
    [
        ("year", Facts(SEASON), date(2028, 7, 31)),
        ("season", Facts(SEASON), date(2029, 7, 31)),
        ("rights", Facts(SEASON), date(2033, 7, 31)),
        ("tariff", Facts(SEASON, settled_on=date(2027, 9, 10)), date(2027, 11, 10)),
        ("tariff", Facts(SEASON), date(2029, 7, 31)),
        ("tariff", Facts(SEASON, settled_on=date(2029, 7, 1)), date(2029, 7, 31)),
        ("mandate", Facts(SEASON), date(2029, 8, 31)),
        ("mandate", Facts(SEASON, last_debit_on=date(2028, 9, 5)), date(2029, 10, 5)),
        ("mandate", Facts(SEASON, last_debit_on=date(2027, 9, 5)), date(2029, 8, 31)),
    ],
)
def test_the_last_day_of_each_rule(code, facts, until):
    assert kept_until(RULES[code], facts) == until


def test_each_class_and_each_choice_of_a_kind_has_its_rule_and_its_text_of_law():
    assert set(OF_CLASS) == set(Sensitivity.values)
    assert {value for value in Retention.values if value} == set(RULES)
    assert all(rule.law for rule in RULES.values())


def test_a_kinds_own_choice_comes_before_its_class():
    assert rule_of("ordinary").code == "season"
    assert rule_of("ordinary", "rights").code == "rights"


def test_income_leaves_its_result_health_leaves_nothing_archives_wait_for_a_visa():
    ends = {name: rule_of(name).end for name in Sensitivity.values}
    assert ends == {
        "ordinary": End.VISA,
        "income": End.RESULT,
        "bank": End.VISA,
        "health": End.ERASE,
    }
