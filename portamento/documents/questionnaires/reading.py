"""Answers as people read them: on the review, and on the record."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from portamento.documents.questionnaires.questions import NO, YES, Answer, Question, Questionnaire

Choices = Mapping[str, Mapping[str, str]]  # question -> code -> words
HEAD, TAIL = 4, 4


def sections(
    form: Questionnaire, values: Mapping[str, str], choices: Choices, say, *, masked: bool
) -> list[dict[str, Any]]:
    """Title and rows (label, words) of each section, as far as it was asked; plain JSON.

    `say` puts names into labels; `masked` hides most of an account, for screens.
    """
    found = []
    for section in form.sections:
        rows = [
            [say(str(one.label)), shown(one, values.get(one.name, ""), choices, masked=masked)]
            for one in section.questions
            if one.is_asked(values) and (values.get(one.name) or one.required)
        ]
        if rows:
            found.append({"title": say(str(section.title)), "rows": rows})
    return found


def shown(question: Question, value: str, choices: Choices, *, masked: bool) -> str:
    if question.answer is Answer.YES_NO:
        return {YES: _("Oui"), NO: _("Non")}.get(value, "")
    if question.answer is Answer.CHOICE:
        return choices.get(question.name, {}).get(value, "")
    if question.answer is Answer.IBAN:
        return mask(value) if masked else grouped(value)
    return value


def grouped(iban: str) -> str:
    """FR76 3000 6000 … as a RIB prints it."""
    return " ".join(iban[start : start + 4] for start in range(0, len(iban), 4))


def mask(iban: str) -> str:
    """« FR76 •••• 0189 »: enough to know one’s own account, not to use it."""
    return f"{iban[:HEAD]} •••• {iban[-TAIL:]}" if iban else ""
