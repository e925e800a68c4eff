"""Pure decisions of a re-enrolment: what is obligatory, which documents are due, what is missing.

Values in, values out; codes, not sentences (those stand in reasons.py).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol


class Available(StrEnum):
    """« Cours disponible »."""

    OPEN = "open"
    CLOSED = "closed"
    FULL = "full"
    RESERVED = "reserved"


@dataclass(frozen=True)
class Line:
    """One course of this year, as the rules see it."""

    enrolment: int
    part: str  # main, theory, ensemble, other
    art: str
    needs_bundle: bool
    opening: str
    reserved_cycle: int | None
    cycle: int | None
    dispensed: bool


@dataclass(frozen=True)
class Ruling:
    """What a line allows: ticked or not, locked or not, and why."""

    available: Available
    obligatory: bool
    wanted: bool
    because_of: int | None = None  # the dominante that makes it obligatory

    @property
    def locked(self) -> bool:
        return self.obligatory or self.available is not Available.OPEN


def available(line: Line) -> Available:
    """Reserved courses are open to their own cycle."""
    if line.opening == Available.RESERVED and line.cycle == line.reserved_cycle:
        return Available.OPEN
    return Available(line.opening)


def rule_lines(
    lines: Iterable[Line], answers: dict[int, bool], dispenses: set[int]
) -> dict[int, Ruling]:
    """What each line allows, given the family's ticks (absent = ticked in advance if open).

    A musical dominante that goes on makes formation musicale and the collective practice
    obligatory (schéma d’orientation pédagogique: dominante, formation musicale, pratique
    collective), but for a dispense, granted or asked for.
    """
    lines = list(lines)
    mains = [
        line.enrolment
        for line in lines
        if line.part == "main"
        and line.needs_bundle
        and answers.get(line.enrolment, True)
        and available(line) is Available.OPEN
    ]
    return {line.enrolment: _rule(line, answers, dispenses, mains) for line in lines}


def _rule(line: Line, answers: dict[int, bool], dispenses: set[int], mains: list[int]) -> Ruling:
    state = available(line)
    if state is not Available.OPEN:
        return Ruling(state, obligatory=False, wanted=False)
    bound = line.part in {"theory", "ensemble"} and bool(mains)
    excused = line.dispensed or line.enrolment in dispenses
    if bound and not excused:
        return Ruling(state, obligatory=True, wanted=True, because_of=mains[0])
    return Ruling(state, obligatory=False, wanted=answers.get(line.enrolment, True))


def lacking_parts(lines: Iterable[Line], rulings: dict[int, Ruling]) -> list[str]:
    """Parts a kept dominante needs and the pupil does not have: theory, ensemble."""
    kept = [line for line in lines if rulings[line.enrolment].wanted]
    if not any(line.part == "main" and line.needs_bundle for line in kept):
        return []
    return [part for part in ("theory", "ensemble") if part not in {line.part for line in kept}]


@dataclass(frozen=True)
class Attended:
    """A discipline the pupil goes on with or asks for; the level is that of this year, if any."""

    art: str
    discipline: int
    level: int | None = None


class Facts(Protocol):
    """What decides which documents are asked for, of a household and of one of its pupils.

    Each is read only where a criterion turns on it.
    """

    pays: bool
    resident: bool
    qf_choice: str  # "", proof, highest
    instalments: int
    by_debit: bool
    minor: bool
    newcomer: bool
    attended: frozenset[Attended]


@dataclass(frozen=True)
class Whom:
    """Whom a document is asked of: whoever meets every criterion that is set."""

    owner: str
    residence: str = ""
    quotient: bool = False
    payment: str = ""
    age: str = ""
    seniority: str = ""
    arts: frozenset[str] = frozenset()
    disciplines: frozenset[int] = frozenset()
    levels: frozenset[int] = frozenset()


PAYMENTS: dict[str, Callable[[Facts], bool]] = {
    "": lambda facts: True,
    "several": lambda facts: facts.instalments > 1,
    "debit": lambda facts: facts.by_debit,
    "first_debit": lambda facts: facts.by_debit,
}


def is_asked(whom: Whom, facts: Facts, *, had_mandate: bool = False) -> bool:
    """Whether a document is due. A household that pays nothing gives no family documents.

    Disciplines and levels are met together by one and the same course: « violon, 2C1 ».
    `had_mandate`: a first debit it was asked for is behind them.
    """
    if whom.owner == "family" and not facts.pays:
        return False
    narrowed = whom.arts or whom.disciplines or whom.levels
    return all(
        (
            not whom.residence or (whom.residence == "resident") == facts.resident,
            not whom.quotient or facts.qf_choice != "highest",
            PAYMENTS[whom.payment](facts),
            not (whom.payment == "first_debit" and had_mandate),
            not whom.age or (whom.age == "minor") == facts.minor,
            not whom.seniority or (whom.seniority == "newcomer") == facts.newcomer,
            not narrowed or any(_is_meant(whom, one) for one in facts.attended),
        )
    )


def _is_meant(whom: Whom, one: Attended) -> bool:
    wanted = ((whom.arts, one.art), (whom.disciplines, one.discipline), (whom.levels, one.level))
    return all(not some or had in some for some, had in wanted)


def covers(validity: str, until: date | None, *, season_starts: date, year_ends: date) -> bool:
    """Whether a document handed in before this campaign still serves it.

    A yearly one must cover the year asked for. One valid for months must still be valid the day
    the season starts: what ends before is asked for now, in time. The others serve until they
    change, or for good.
    """
    if validity == "year":
        return until is not None and until >= year_ends
    if validity == "months":
        return until is not None and until >= season_starts
    return True


class Missing(StrEnum):
    """What keeps a dossier from being sent, or from being complete."""

    COURSE = "course"
    DISPENSE_REASON = "dispense_reason"
    PLAN = "plan"
    QF = "qf"
    TERMS = "terms"
    DOCUMENT = "document"


@dataclass(frozen=True)
class Answers:
    """What the family has answered, as far as sending goes."""

    stays: bool
    any_course: bool
    blank_dispense: bool
    pays: bool
    plan_chosen: bool
    plans_offered: bool
    qf_due: bool
    agrees: bool
    terms_published: bool


def blockers(answers: Answers) -> list[Missing]:
    """What must be put right before anything can be sent; documents are another matter."""
    if not answers.stays:
        return []
    checks = (
        (Missing.COURSE, not answers.any_course),
        (Missing.DISPENSE_REASON, answers.blank_dispense),
        (Missing.PLAN, answers.pays and answers.plans_offered and not answers.plan_chosen),
        (Missing.QF, answers.qf_due),
        (Missing.TERMS, answers.terms_published and not answers.agrees),
    )
    return [code for code, wrong in checks if wrong]


def tax_years(starts_in: int) -> tuple[int, int]:
    """Tax notice and income years of a campaign: « avis 2019 sur les revenus 2018 » for 2020."""
    return starts_in - 1, starts_in - 2
