"""What a form on the screen is made of: sections, questions, and which of them are asked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum


class Answer(StrEnum):
    """How a question is answered."""

    YES_NO = "yes_no"
    CHOICE = "choice"  # among what the situation offers
    LINE = "line"
    LINES = "lines"
    PHONE = "phone"
    IBAN = "iban"
    BIC = "bic"


YES, NO = "yes", "no"


@dataclass(frozen=True)
class Question:
    """`after` names a question and the answer that makes this one count: ("pai", "yes")."""

    name: str
    label: str
    answer: Answer = Answer.LINE
    hint: str = ""
    required: bool = True
    after: tuple[str, str] = ()
    longest: int = 120
    autocomplete: str = ""
    wide: bool = False

    def is_asked(self, values: Mapping[str, str]) -> bool:
        """Whether it counts, given the other answers."""
        return not self.after or values.get(self.after[0]) == self.after[1]


@dataclass(frozen=True)
class Section:
    title: str
    questions: tuple[Question, ...]
    text: str = ""


@dataclass(frozen=True)
class Questionnaire:
    """One form. `checked`: the office looks at each answer before the document is accepted."""

    code: str
    title: str
    owner: str
    sensitivity: str
    checked: bool
    intro: str
    consent: str
    sections: tuple[Section, ...]
    fixed: bool = False  # the law writes its wording: a school edits the introduction alone

    def questions(self) -> Iterator[Question]:
        for section in self.sections:
            yield from section.questions

    def counting(self, values: Mapping[str, str]) -> dict[str, str]:
        """The answers to what is asked: what a former answer had led to is left out."""
        return {
            one.name: values.get(one.name, "") for one in self.questions() if one.is_asked(values)
        }
