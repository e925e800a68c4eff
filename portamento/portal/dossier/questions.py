"""A form on the screen as a browser shows and checks it, made from its questions."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.documents.questionnaires.questions import NO, YES, Answer, Question
from portamento.documents.readings import bank
from portamento.families.fields import PHONE, Line, Lines
from portamento.reenrolment.questionnaires import Paper

ROWS = 3
WIDE = {Answer.YES_NO, Answer.CHOICE, Answer.LINES}
LONGEST_TYPED = 4  # times what is accepted: a draft keeps what is too long, for it to be shortened
BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
MISSING = {
    Answer.YES_NO: lazy("Répondez par oui ou par non."),
    Answer.CHOICE: lazy("Choisissez une réponse."),
    Answer.PHONE: lazy("Écrivez un numéro de téléphone."),
    Answer.IBAN: lazy("Écrivez l’IBAN de votre RIB."),
}
WRITE = lazy("Écrivez une réponse.")
TELL_MORE = {
    YES: lazy("Vous avez répondu « Oui » : précisez."),
    NO: lazy("Vous avez répondu « Non » : précisez."),
}


def compact(written: str) -> str:
    return re.sub(r"[\s.\-]", "", written).upper()


class Iban(Line):
    """Cleans to the account without spaces; both keys have to be right."""

    def clean(self, value: str) -> str:
        iban = compact(super().clean(value))
        if iban and not bank.is_iban(iban):
            raise forms.ValidationError(
                _("Cet IBAN n’est pas valable : il manque un signe, ou deux sont inversés.")
            )
        return iban


class Bic(Line):
    def clean(self, value: str) -> str:
        bic = compact(super().clean(value))
        if bic and not BIC.fullmatch(bic):
            raise forms.ValidationError(_("Un BIC a 8 ou 11 signes, sans espace."))
        return bic


def phone(**options: Any) -> forms.Field:
    made = Line(validators=[PHONE], **options)
    made.widget.input_type = "tel"
    return made


MAKE = {
    Answer.LINE: Line,
    Answer.LINES: Lines,
    Answer.PHONE: phone,
    Answer.IBAN: Iban,
    Answer.BIC: Bic,
}


class Questions(forms.Form):
    """The questions of one form. Unbound, it shows what is known already."""

    def __init__(self, *args, paper: Paper, **kwargs):
        kwargs.setdefault("initial", {}).update(paper.known)
        super().__init__(*args, **kwargs)
        self.paper = paper
        for question in paper.form.questions():
            self.fields[question.name] = self.field_of(question)

    def field_of(self, question: Question) -> forms.Field:
        options = {
            "label": self.paper.say(str(question.label)),
            "help_text": str(question.hint),
            "required": question.required and not question.after,
            "error_messages": {"required": str(MISSING.get(question.answer, WRITE))},
        }
        if question.answer in (Answer.YES_NO, Answer.CHOICE):
            offered = self.offered(question)
            return forms.ChoiceField(choices=offered, widget=forms.RadioSelect, **options)
        return MAKE[question.answer](max_length=question.longest, **options)

    def offered(self, question: Question) -> list[tuple[str, str]]:
        if question.answer is Answer.YES_NO:
            return [(YES, _("Oui")), (NO, _("Non"))]
        return list(self.paper.choices()[question.name].items())

    def clean(self) -> dict[str, str]:
        given = super().clean()
        for question in self.paper.form.questions():
            follows = question.after and question.required and question.is_asked(given)
            if follows and not given.get(question.name) and question.name not in self.errors:
                self.add_error(question.name, str(TELL_MORE[question.after[1]]))
        return given

    def typed(self) -> dict[str, str]:
        """What was posted, unchecked: a draft keeps it all."""
        return {
            question.name: self.data.get(question.name, "")[: question.longest * LONGEST_TYPED]
            for question in self.paper.form.questions()
        }

    def sections(self) -> list[dict]:
        """Title and fields, as the template lays them out."""
        return [
            {
                "title": section.title,
                "fields": [self.shown(question) for question in section.questions],
            }
            for section in self.paper.form.sections
        ]

    def shown(self, question: Question) -> dict[str, Any]:
        return {
            "bound": self[question.name],
            "wide": question.wide or question.answer in WIDE,
            "after": question.after[1] if question.after else "",
            "optional": not question.after,
            "autocomplete": question.autocomplete,
            "rows": ROWS if question.answer is Answer.LINES else 0,
        }


class Signature(forms.Form):
    """The version of the text that was on the screen when « J’accepte et je signe » was clicked."""

    text = forms.IntegerField(min_value=1, max_value=9999)
