"""The courses of a pupil on the Réinscription page: rows with their ruling."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from portamento.enrolments.models import Enrolment
from portamento.reenrolment import reasons, rules
from portamento.reenrolment.models import Dispense, Wish
from portamento.reenrolment.situation import Situation


@dataclass(frozen=True)
class Row:
    """One course of this year: what it is, whether it goes on, and why it is locked."""

    enrolment: Enrolment
    ruling: rules.Ruling
    available: str
    reason: str
    dispense_asked: bool
    dispense_reason: str
    dispense_answer: str

    @property
    def pk(self) -> int:
        return self.enrolment.pk

    @property
    def may_ask_dispense(self) -> bool:
        return self.ruling.obligatory or self.dispense_asked


def line_of(enrolment: Enrolment) -> rules.Line:
    course = enrolment.course
    level = enrolment.level or course.level
    return rules.Line(
        enrolment=enrolment.pk,
        part=course.discipline.part,
        art=course.discipline.art,
        needs_bundle=course.discipline.needs_bundle() and bool(level and level.needs_bundle),
        opening=course.opening,
        reserved_cycle=course.reserved_cycle,
        cycle=level.cycle if level else None,
        dispensed=enrolment.dispensed,
    )


def rows(one: Situation) -> list[Row]:
    """The pupil's courses with what the rules say of the answers given so far."""
    wishes = {wish.enrolment_id: wish for wish in one.wishes if wish.enrolment_id}
    lines = [line_of(enrolment) for enrolment in one.enrolments]
    rulings = rule(lines, wishes)
    return [
        _row(enrolment, rulings, wishes.get(enrolment.pk), one.enrolments)
        for enrolment in one.enrolments
    ]


def rule(lines: list[rules.Line], wishes: dict[int, Wish]) -> dict[int, rules.Ruling]:
    answers = {pk: wish.wanted for pk, wish in wishes.items()}
    dispenses = {
        pk
        for pk, wish in wishes.items()
        if wish.dispense_asked and wish.dispense != Dispense.DECLINED
    }
    return rules.rule_lines(lines, answers, dispenses)


def lacking(one: Situation) -> list[str]:
    """Sentences on what a kept dominante still needs."""
    wishes = {wish.enrolment_id: wish for wish in one.wishes if wish.enrolment_id}
    lines = [line_of(enrolment) for enrolment in one.enrolments]
    parts = rules.lacking_parts(lines, rule(lines, wishes))
    return [str(reasons.LACKING[part]) for part in parts]


def _row(enrolment, rulings, wish, enrolments) -> Row:
    ruling = rulings[enrolment.pk]
    course = enrolment.course
    return Row(
        enrolment=enrolment,
        ruling=ruling,
        available=str(reasons.AVAILABLE[ruling.available]) % {"cycle": course.reserved_cycle},
        reason=_reason(enrolment, ruling, enrolments),
        dispense_asked=bool(wish and wish.dispense_asked),
        dispense_reason=wish.dispense_reason if wish else "",
        dispense_answer=answer_of(wish) if wish else "",
    )


def answer_of(wish: Wish) -> str:
    """« Dispense non accordée : deux ans restent à faire. »; '' while the office has not said."""
    if not wish.dispense:
        return ""
    said = str(wish.get_dispense_display())
    return f"{said} : {wish.dispense_answer}" if wish.dispense_answer else f"{said}."


def _reason(enrolment, ruling, enrolments) -> str:
    if ruling.obligatory:
        main = next(row for row in enrolments if row.pk == ruling.because_of)
        text = reasons.OBLIGATORY[enrolment.course.discipline.part]
        return str(text) % {"main": main.course.name}
    if ruling.available is not rules.Available.OPEN:
        return enrolment.course.opening_reason
    return _("Dispense accordée cette année.") if enrolment.dispensed else ""
