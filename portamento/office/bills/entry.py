"""The form of a draft: what it first shows, and the two buttons that draw it anew."""

from django.http import HttpRequest, QueryDict

from portamento.billing import rules
from portamento.billing.models import Bill
from portamento.doors import carry, fields
from portamento.doors.bind import bind
from portamento.office.bills import forms
from portamento.schools import setup


def draft(request: HttpRequest, *, on: Bill | None = None) -> forms.Draft:
    """The bound form; after « Ajouter des lignes » or « Répartir », the same one to go on with."""
    if forms.MORE_LINES in request.POST:
        lines, dues = forms.counted(request.POST)
        return redrawn(request, request.POST, (min(lines + forms.MORE_ROWS, forms.MOST_ROWS), dues))
    form = bind(forms.Draft, request, on=on, initial=first_values(on), **rows_typed(request))
    if forms.SPLIT in request.POST:
        form.is_valid()
        return split(request, form) if form.may_split() else form
    return form


def first_values(bill: Bill | None) -> dict:
    if bill is not None:
        return forms.initial_of(bill)
    last = Bill.objects.order_by("-pk").first()
    year = setup.current_year()
    return {
        "number": rules.number_after(last.number) if last else "",
        "year": year.pk if year else None,
    }


def rows_typed(request: HttpRequest) -> dict:
    """As many rows as an expired session had typed in."""
    kept = carry.take(request) if request.method != "POST" else None
    return {"rows": forms.counted(kept["fields"])} if kept else {}


def split(request: HttpRequest, form: forms.Draft) -> forms.Draft:
    """The instalments typed so far give way to equal ones."""
    typed = request.POST.copy()
    for name in [name for name in typed if name.startswith("due_")]:
        del typed[name]
    for name, value in forms.dues_of(form.split()).items():
        typed[name] = str(value)
    return redrawn(request, typed, forms.counted(typed))


def redrawn(request: HttpRequest, typed: QueryDict, rows: tuple[int, int]) -> forms.Draft:
    """An unbound form with what was typed: nothing is checked or stored yet."""
    form = forms.Draft(rows=rows, initial=typed.dict())
    form.version = fields.whole(request.POST.get("version", ""))
    return form
