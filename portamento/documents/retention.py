"""How long a document is kept, why, and what becomes of it then: the rules, as data.

Durations proposed from the CNIL's guides on out-of-school activities and the texts named on each
rule; a school may choose another for a kind, and has its DPO and its Archives départementales
agree. No rule of ours destroys public archives without their visa.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from portamento.foundation import periods


class Start(StrEnum):
    """What the months count from."""

    SETTLED, SEASON, DEBIT = "settled", "season", "debit"


class End(StrEnum):
    """ERASE: nothing stays but that it was. RESULT: what it proved, and its SHA-256, stay as well.
    VISA: closed to all, until the Archives départementales have signed."""

    ERASE, RESULT, VISA = "erase", "result", "visa"


@dataclass(frozen=True)
class Rule:
    """`latest`: months after the season at which it goes even where `start` never came."""

    code: str
    start: Start
    months: int
    end: End
    law: str
    latest: int | None = None


RULES = {
    rule.code: rule
    for rule in (
        Rule(
            *("tariff", Start.SETTLED, 2, End.RESULT),
            "RGPD, art. 5-1-c et 5-1-e ; délai de recours : CJA, art. R421-1",
            latest=12,
        ),
        Rule(*("year", Start.SEASON, 0, End.ERASE), "RGPD, art. 5-1-e et 9"),
        Rule(
            *("season", Start.SEASON, 12, End.VISA),
            "RGPD, art. 5-1-e ; Code du patrimoine, art. L212-2 et R212-14",
        ),
        Rule(
            *("mandate", Start.DEBIT, 13, End.VISA),
            "Code monétaire et financier, art. L133-24 ; Code du patrimoine, art. L212-2",
        ),
        Rule(
            *("rights", Start.SEASON, 60, End.VISA),
            "Code civil, art. 9 et 2224 ; Code du patrimoine, art. L212-2",
        ),
    )
}
# What a newer paper has taken the place of serves nobody: it ends as its kind does, but sooner.
REPLACED = "replaced"
REPLACED_FOR = timedelta(days=30)  # after the newer one was accepted, in case that was too fast
OF_CLASS = {"ordinary": "season", "income": "tariff", "bank": "mandate", "health": "year"}


@dataclass(frozen=True)
class Facts:
    """What the rules ask about one document."""

    season_ends: date
    settled_on: date | None = None
    last_debit_on: date | None = None


def rule_of(sensitivity: str, chosen: str = "") -> Rule:
    """The rule of a kind: its own, or that of its class."""
    return RULES[chosen or OF_CLASS[sensitivity]]


def replaced(rule: Rule) -> Rule:
    """That of a paper of such a kind once a newer one was accepted in its place."""
    law = "RGPD, art. 5-1-c et 5-1-e"
    if rule.end == End.VISA:
        law += " ; Code du patrimoine, art. L212-2 et R212-14"
    return replace(rule, code=REPLACED, months=0, latest=None, law=law)


def by_code(code: str) -> Rule:
    """As a bordereau keeps it; what is on one is a public archive."""
    return RULES.get(code) or replaced(RULES["season"])


def kept_until(rule: Rule, facts: Facts) -> date:
    """The last day on which it is kept; due the day after."""
    if rule.start == Start.DEBIT:
        begins = max(facts.season_ends, facts.last_debit_on or facts.season_ends)
        return periods.add_months(begins, rule.months)
    if rule.start == Start.SEASON:
        return periods.add_months(facts.season_ends, rule.months)
    latest = periods.add_months(facts.season_ends, rule.latest or 0)
    if facts.settled_on is None:
        return latest
    return min(periods.add_months(facts.settled_on, rule.months), latest)
