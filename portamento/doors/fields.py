"""Form fields that several pages of the office share."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from portamento.foundation import clock

DAY_FORMAT = "%Y-%m-%d"
HOUR_FORMAT = "%H:%M"
MOMENT_FORMAT = "%Y-%m-%dT%H:%M"
FIRST_YEAR, LAST_YEAR = 1900, 2199
MOST_DIGITS = 18  # what a database keeps in a whole number


def whole(given: str) -> int | None:
    """A number that a page sends back (a row's, a version's); None for what can be none."""
    return int(given) if given.isdecimal() and len(given) <= MOST_DIGITS else None


def ids(given: Iterable[str]) -> list[int]:
    """The rows that were ticked; what no row can be called is left out."""
    return [number for one in given if (number := whole(one)) is not None]


def sought(request: HttpRequest) -> str:
    """What was typed into a page's own search box; PostgreSQL takes no NUL in a text."""
    return request.GET.get("q", "").replace("\x00", "").strip()


def plausible(day: date) -> None:
    """Years that the calendar of a school never meets are slips of the keys."""
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise forms.ValidationError(_("Vérifiez cette date."), code="year")


class Pick(forms.ChoiceField):
    """One row of a short list: `offer(rows)` in the form's `__init__`; cleans to the row."""

    def offer(self, rows: Iterable[Any], *, blank: Any = None) -> None:
        """`blank` is what « none » is called; without it one has to be chosen."""
        self.rows: Mapping[str, Any] = {str(row.pk): row for row in rows}
        none = [("", blank)] if blank is not None else []
        self.choices = [*none, *((key, str(row)) for key, row in self.rows.items())]

    def clean(self, value: Any) -> Any:
        return self.rows.get(super().clean(value))


class PickMany(forms.MultipleChoiceField):
    """Some rows of a short list, as boxes."""

    widget = forms.CheckboxSelectMultiple

    def offer(self, rows: Iterable[Any]) -> None:
        self.rows: Mapping[str, Any] = {str(row.pk): row for row in rows}
        self.choices = [(key, str(row)) for key, row in self.rows.items()]

    def clean(self, value: Any) -> list[Any]:
        return [self.rows[key] for key in super().clean(value)]


class Day(forms.DateField):
    """A date of the browser's own calendar."""

    def __init__(self, **kwargs):
        widget = forms.DateInput(format=DAY_FORMAT, attrs={"type": "date"})
        super().__init__(widget=widget, validators=[plausible], **kwargs)


class Hour(forms.TimeField):
    def __init__(self, **kwargs):
        widget = forms.TimeInput(format=HOUR_FORMAT, attrs={"type": "time"})
        super().__init__(widget=widget, **kwargs)


class Moment(forms.CharField):
    """Day and hour on the school's wall clock; cleans to an aware moment.

    An hour that the clock skips or repeats (March, October) is the earlier one.
    """

    widget = forms.TextInput(attrs={"type": "datetime-local"})
    default_error_messages = {"invalid": _("Écrivez une date et une heure.")}

    def to_python(self, value):
        written = super().to_python(value)
        if not written:
            return None
        try:
            local = datetime.fromisoformat(written)
        except ValueError:
            raise forms.ValidationError(self.error_messages["invalid"], code="invalid") from None
        plausible(local)
        return local.replace(tzinfo=clock.zone(), second=0, microsecond=0)


class SeveralFiles(forms.FileInput):
    allow_multiple_selected = True


class Files(forms.FileField):
    """One file or several picked together; cleans to a list. `accept`: what a browser offers."""

    def __init__(self, *, accept: str, **kwargs):
        super().__init__(widget=SeveralFiles(attrs={"accept": accept}), **kwargs)

    def clean(self, data, initial=None):
        return [super(Files, self).clean(one, initial) for one in data or [None]]


def typed(value: Any) -> Any:
    """A stored value as its field shows it, so that what was typed can be compared with it."""
    if isinstance(value, datetime):
        return clock.local(value).strftime(MOMENT_FORMAT)
    if isinstance(value, time):
        return value.strftime(HOUR_FORMAT)
    return value


def stored(row: Any, form_class: type[forms.Form]) -> dict[str, Any]:
    """The row's values for that form's fields: what `bind(initial=…)` wants."""
    names = (name for name in form_class.base_fields if hasattr(row, name))
    return {name: typed(getattr(row, f"{name}_id", None) or getattr(row, name)) for name in names}
