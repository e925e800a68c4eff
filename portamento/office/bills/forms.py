"""What the régie fills in."""

from collections.abc import Mapping
from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from portamento.billing import rules
from portamento.billing.entered import Entered
from portamento.billing.models import Bill, InstalmentState, Series, State
from portamento.doors.fields import Day
from portamento.foundation import money
from portamento.schools import setup

FIRST_LINES = 6
FIRST_DUES = 8
MORE_ROWS = 6
MORE_LINES = "more_lines"  # the two buttons that draw the form anew
SPLIT = "split"
MOST_ROWS = 60


def typed(cents: int) -> str:
    """« 1 248,50 »: an amount as the field shows it again."""
    return money.euros(cents).removesuffix(f"{money.NARROW}€")


class Amount(forms.CharField):
    """Euros as people type them, « 64,00 »; cents once cleaned."""

    def to_python(self, value):
        value = super().to_python(value)
        if not value:
            return None
        try:
            return money.cents(value)
        except money.NotAnAmount:
            raise forms.ValidationError(
                _("Écrivez un montant en euros, par exemple 64,00.")
            ) from None


class Draft(forms.Form):
    """A bill being prepared: rows of lines, rows of instalments, and a way to fill the latter."""

    number = forms.CharField(label=_("Numéro"), max_length=30)
    series = forms.ChoiceField(label=_("Série"), choices=Series.choices)
    year = forms.TypedChoiceField(label=_("Année scolaire"), coerce=int)
    note = forms.CharField(label=_("Remarque pour la famille"), max_length=300, required=False)
    parts = forms.IntegerField(
        label=_("Nombre d’échéances"), min_value=1, max_value=12, required=False
    )
    first_due_on = Day(label=_("Première échéance"), required=False)

    def __init__(self, data=None, files=None, *, rows: tuple[int, int] | None = None, **kwargs):
        super().__init__(data, files, **kwargs)
        self.fields["year"].choices = [(year.pk, year.label) for year in setup.years()]
        lines, dues = rows or counted(self.data or self.initial)
        for index in range(lines):
            self.add_row("line", index, "label", forms.CharField(max_length=160, required=False))
            self.add_row("line", index, "amount", Amount(required=False))
        for index in range(dues):
            self.add_row("due", index, "on", Day(required=False))
            self.add_row("due", index, "amount", Amount(required=False))

    LABELS = {
        ("line", "label"): _("Libellé"),
        ("line", "amount"): _("Montant"),
        ("due", "on"): _("Date"),
        ("due", "amount"): _("Montant de l’échéance"),
    }

    def add_row(self, kind: str, index: int, what: str, field: forms.Field) -> None:
        field.label = f"{self.LABELS[kind, what]} {index + 1}"
        self.fields[f"{kind}_{index}_{what}"] = field

    def rows(self, kind: str, first: str) -> list[tuple]:
        """Bound fields, two by two."""
        found = (name for name in self.fields if name.startswith(f"{kind}_"))
        firsts = [name for name in found if name.endswith(f"_{first}")]
        return [(self[name], self[name.replace(f"_{first}", "_amount")]) for name in firsts]

    def line_rows(self):
        return self.rows("line", "label")

    def due_rows(self):
        return self.rows("due", "on")

    def clean(self) -> dict:
        for first, amount in [*self.line_rows(), *self.due_rows()]:
            self.whole(first.name, amount.name)
        if SPLIT in self.data:
            self.need_split()
        return self.cleaned_data

    def whole(self, first: str, amount: str) -> None:
        """A row is filled in on both sides or on none."""
        if first in self.errors or amount in self.errors:
            return
        given, cents = self.cleaned_data[first], self.cleaned_data[amount]
        if given and cents is None:
            self.add_error(amount, _("Il manque le montant."))
        elif cents is not None and not given:
            self.add_error(first, _("Cette ligne a un montant, mais rien devant."))

    def need_split(self) -> None:
        for name in ("parts", "first_due_on"):
            if not self.errors.get(name) and not self.cleaned_data.get(name):
                self.add_error(name, _("À remplir pour répartir le total."))

    def filled(self, kind: str, first: str) -> list[tuple]:
        pairs = [
            (self.cleaned_data[one.name], self.cleaned_data[amount.name])
            for one, amount in self.rows(kind, first)
        ]
        return [(given, cents) for given, cents in pairs if given]

    def entered(self) -> Entered:
        """What the action is told."""
        return Entered(
            year=next(one for one in setup.years() if one.pk == self.cleaned_data["year"]),
            series=self.cleaned_data["series"],
            number=self.cleaned_data["number"],
            note=self.cleaned_data["note"],
            lines=self.filled("line", "label"),
            instalments=self.filled("due", "on") or self.unsaid(),
        )

    def unsaid(self) -> list[tuple[date, int]]:
        """Where only their number and first date were typed: what « Répartir » would have shown."""
        told = self.cleaned_data["parts"] and self.cleaned_data["first_due_on"]
        return self.split() if told else []

    def may_split(self) -> bool:
        """Whether all that the split reads is well filled in, whatever else is missing."""
        read = ("line_", "parts", "first_due_on")
        return not any(name.startswith(read) for name in self.errors)

    def split(self) -> list[tuple[date, int]]:
        """The lines' total over the months asked for."""
        total = max(rules.total(self.filled("line", "label")), 0)
        return rules.monthly(total, self.cleaned_data["parts"], self.cleaned_data["first_due_on"])


def counted(values: Mapping) -> tuple[int, int]:
    """How many rows the values speak of; never fewer than a new form has, never without end."""
    return (_rows(values, "line", "label", FIRST_LINES), _rows(values, "due", "on", FIRST_DUES))


def _rows(values: Mapping, kind: str, first: str, least: int) -> int:
    named = (index for index in range(MOST_ROWS) if f"{kind}_{index}_{first}" in values)
    return max(max(named, default=-1) + 1, least)


def initial_of(bill: Bill) -> dict:
    """A stored draft as the form's first values."""
    values = {
        "number": bill.number,
        "series": bill.series,
        "year": bill.year_id,
        "note": bill.note,
    }
    for index, line in enumerate(bill.lines.order_by("position", "pk")):
        values |= {
            f"line_{index}_label": line.label,
            f"line_{index}_amount": typed(line.amount_cents),
        }
    return values | dues_of(
        [(one.due_on, one.amount_cents) for one in bill.instalments.order_by("due_on", "pk")]
    )


def dues_of(instalments: list[tuple[date, int]]) -> dict:
    values = {}
    for index, (day, cents) in enumerate(instalments):
        values |= {f"due_{index}_on": day, f"due_{index}_amount": typed(cents)}
    return values


class Filters(forms.Form):
    """What the list shows."""

    q = forms.CharField(label=_("Famille ou numéro"), required=False)
    year = forms.ChoiceField(label=_("Année scolaire"), required=False)
    series = forms.ChoiceField(
        label=_("Série"), choices=[("", _("Toutes")), *Series.choices], required=False
    )
    state = forms.ChoiceField(
        label=_("État"), choices=[("", _("Tous")), *State.choices], required=False
    )
    late = forms.BooleanField(label=_("Échéance dépassée ou rejetée"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        years = [(year.starts_in, year.label) for year in reversed(setup.years())]
        self.fields["year"].choices = [("", _("Toutes")), *years]


class Search(forms.Form):
    """Whose bill it is."""

    q = forms.CharField(label=_("Nom de la famille ou d’un responsable"), required=False)


class Pdf(forms.Form):
    """The file that the town's software made."""

    file = forms.FileField(
        label=_("Fichier PDF"), widget=forms.FileInput(attrs={"accept": "application/pdf"})
    )


class Confirmation(forms.Form):
    """Nothing but the button, and the version one has seen."""


class Cancellation(forms.Form):
    """Why a bill is cancelled: the journal keeps it."""

    reason = forms.CharField(label=_("Motif"), max_length=200)


class Mark(forms.Form):
    """What became of an instalment."""

    state = forms.ChoiceField(
        label=_("État de l’échéance"), choices=InstalmentState.choices, widget=forms.RadioSelect
    )
