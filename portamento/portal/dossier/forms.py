"""What a family fills in on the Réinscription page: made from the pupil's situation."""

from django import forms
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.catalog import setup as catalog
from portamento.reenrolment import courses, setup
from portamento.reenrolment.actions import Draft
from portamento.reenrolment.actions.sending import Gap
from portamento.reenrolment.models import QfChoice, Stays
from portamento.reenrolment.situation import Situation

NEW_CHOICES = 2


def household_fields(one: Situation) -> dict[str, forms.Field]:
    """What each paying household answers once: its plan and its quotient familial."""
    if not one.pays:
        return {}
    fields = {}
    plans = [(str(plan.pk), plan.name) for plan in setup.plans(one.campaign)]
    if plans:
        fields["plan"] = radio(plans, _("Modalités de règlement"))
    if one.asks_qf:
        fields["qf"] = radio(qf_choices(one.campaign.top_tranche), _("Quotient familial"))
    return fields


def radio(choices, label: str) -> forms.ChoiceField:
    return forms.ChoiceField(choices=choices, required=False, widget=forms.RadioSelect, label=label)


def qf_choices(tranche: int) -> list[tuple[str, str]]:
    highest = _(
        "Je ne fournis pas de justificatif : le tarif prévu en tranche %(number)s, la plus haute, "
        "sera appliqué par l’administration"
    )
    return [
        (QfChoice.PROOF, _("Je fournis un justificatif")),
        (QfChoice.HIGHEST, highest % {"number": tranche}),
    ]


class Household(forms.Form):
    """The answers of a paying household whose pupil's dossier the other household files."""

    def __init__(self, *args, one: Situation, **kwargs):
        kwargs.setdefault("initial", {}).update(initial(one))
        super().__init__(*args, **kwargs)
        self.fields.update(household_fields(one))

    def answers(self) -> dict:
        plan = self.cleaned_data.get("plan")
        return {
            "plan_id": int(plan) if plan else None,
            "qf_choice": self.cleaned_data.get("qf") or "",
        }


OWN_STAYS = [(Stays.YES, lazy("Je me réinscris")), (Stays.NO, lazy("Je ne me réinscris pas"))]


class Answers(forms.Form):
    """Courses, new disciplines, the household's answers, and « J’accepte »."""

    stays = forms.ChoiceField(choices=Stays.choices[1:], widget=forms.RadioSelect, required=False)
    wanted = forms.CharField(widget=forms.Textarea, required=False, max_length=2000)
    message = forms.CharField(widget=forms.Textarea, required=False, max_length=2000)
    agrees = forms.BooleanField(required=False)

    def __init__(self, *args, one: Situation, **kwargs):
        self.one = one
        kwargs.setdefault("initial", {}).update(initial(one))
        super().__init__(*args, **kwargs)
        self.fields["stays"].label = _("Réinscription")
        self.fields["wanted"].label = _("Nouvelles disciplines demandées")
        self.fields["message"].label = _("Un mot pour la scolarité")
        self._add_courses()
        self._add_disciplines()
        self.fields.update(household_fields(one))

    def _add_courses(self) -> None:
        for row in self.rows:
            if not row.ruling.locked:
                self.fields[f"c{row.pk}"] = forms.BooleanField(required=False)
            if row.may_ask_dispense:
                self.fields[f"d{row.pk}"] = forms.BooleanField(required=False)
                self.fields[f"r{row.pk}"] = forms.CharField(
                    required=False, max_length=500, label=_("Pourquoi une dispense")
                )

    def _add_disciplines(self) -> None:
        offered = [(str(row.pk), row.name) for row in catalog.disciplines_on_offer()]
        labels = (_("Discipline, premier choix"), _("Second choix, si le premier est complet"))
        for rank in range(NEW_CHOICES if offered else 0):
            self.fields[f"n{rank + 1}"] = forms.ChoiceField(
                choices=[("", _("Aucune")), *offered], required=False, label=labels[rank]
            )

    @cached_property
    def rows(self) -> list[courses.Row]:
        return courses.rows(self.one)

    def lines(self) -> list[dict]:
        """Each course row with its own fields, for the template."""
        return [
            {
                "row": row,
                "tick": self[f"c{row.pk}"] if f"c{row.pk}" in self.fields else None,
                "dispense": self[f"d{row.pk}"] if f"d{row.pk}" in self.fields else None,
                "why": self[f"r{row.pk}"] if f"r{row.pk}" in self.fields else None,
            }
            for row in self.rows
        ]

    def mark(self, gaps: list[Gap]) -> None:
        """Beside each question that still wants an answer, the sentence of the summary."""
        for gap in gaps:
            name = gap.anchor.removeprefix("id_").removesuffix("_0")
            if name in self.fields:
                self.errors[name] = self.error_class([gap.sentence])

    def choices_of_disciplines(self) -> list:
        return [self[name] for name in self.fields if name in {"n1", "n2"}]

    def draft(self) -> Draft:
        """The answers as the action takes them; call after is_valid()."""
        given = self.cleaned_data
        plan = given.get("plan")
        return Draft(
            stays=given["stays"] or Stays.YES,
            keeps={row.pk: self._kept(row) for row in self.rows},
            dispenses={
                row.pk: given.get(f"r{row.pk}", "") for row in self.rows if given.get(f"d{row.pk}")
            },
            disciplines=self._disciplines(),
            wanted=given["wanted"].strip(),
            message=given["message"].strip(),
            agrees=given["agrees"],
            plan_id=int(plan) if plan else None,
            qf_choice=given.get("qf") or "",
            household_asked="plan" in self.fields or "qf" in self.fields,
        )

    def _kept(self, row: courses.Row) -> bool:
        """A locked row keeps what was last answered: the lock may go with the dominante."""
        if row.ruling.locked:
            return row.ruling.wanted
        return bool(self.cleaned_data[f"c{row.pk}"])

    def _disciplines(self) -> tuple[int, ...]:
        picked = [self.cleaned_data.get(f"n{rank}") for rank in (1, 2)]
        return tuple(dict.fromkeys(int(pk) for pk in picked if pk))


def initial(one: Situation) -> dict:
    """What the page shows before anybody types: this year's courses ticked, the last answers."""
    dossier, row = one.dossier, one.membership
    new = [wish.discipline_id for wish in one.wishes if wish.enrolment_id is None]
    values = {
        "stays": (dossier.stays if dossier else "") or Stays.YES,
        "wanted": dossier.wanted if dossier else "",
        "message": dossier.message if dossier else "",
        "agrees": dossier.agrees if dossier else False,
        "plan": str(row.plan_id or ""),
        "qf": row.qf_choice or "",
    }
    values |= {f"n{rank}": str(pk) for rank, pk in enumerate(new, start=1)}
    for course in courses.rows(one):
        values[f"c{course.pk}"] = course.ruling.wanted
        values[f"d{course.pk}"] = course.dispense_asked
        values[f"r{course.pk}"] = course.dispense_reason
    return values


class Disagreement(forms.Form):
    """The other guardian's word."""

    text = forms.CharField(widget=forms.Textarea, max_length=2000)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["text"].label = _("Ce que vous contestez")
        self.fields["text"].error_messages["required"] = _("Écrivez en une phrase votre désaccord.")
