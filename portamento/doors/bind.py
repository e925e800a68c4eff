"""A form for this request: unbound on GET, bound on POST, never saving."""

from typing import Any

from django import forms
from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from portamento.doors import carry


def bind(form_class: type[forms.Form], request: HttpRequest, *, on: Any = None, **kwargs: Any):
    """The form, with three things seen to:

    - `on` is the row people edit: its `version` rides along, and a stale POST shows the form again
      with what was typed and what has been stored meanwhile (`initial` gives the stored values);
    - a refusal of the action (NotAllowed) comes back as an error of this form;
    - what an expired session had typed is filled in again.
    """
    request.has_form = True
    if request.method != "POST":
        kept = carry.take(request)
        if kept:
            data = QueryDict(mutable=True)
            for name, values in kept["fields"].items():
                data.setlist(name, values)
            form = form_class(**kwargs)
            refill(form, data)
            form.restored = kept["files"] or True
        else:
            form = form_class(**kwargs)
        form.version = on.version if on is not None else None
        return form
    form = form_class(request.POST, request.FILES, **kwargs)
    form.version = on.version if on is not None else None
    if on is not None and request.POST.get("version", "") != str(on.version):
        mark_stale(form)
    if refusal := getattr(request, "refusal", ""):
        form.add_error(None, refusal)
    return form


def refill(form: forms.Form, data: QueryDict) -> None:
    """Fills an unbound form with posted text, unchecked."""
    for name, field in form.fields.items():
        key = form.add_prefix(name)
        if key in data:
            many = isinstance(field.widget, forms.SelectMultiple | forms.CheckboxSelectMultiple)
            form.initial[name] = data.getlist(key) if many else data[key]
        elif isinstance(field.widget, forms.CheckboxInput):
            form.initial[name] = False


def mark_stale(form: forms.Form) -> None:
    """Says which stored values are not those the person had seen."""
    form.add_error(
        None,
        _(
            "Cette fiche a été modifiée entre-temps par une autre personne. Vérifiez ce que vous "
            "avez saisi, puis validez à nouveau."
        ),
    )
    for name in form.fields:
        stored, typed = form.initial.get(name), form[name].value()
        if stored is not None and str(stored) != str(typed or "") and name in form.cleaned_data:
            form.add_error(name, _("Valeur enregistrée entre-temps : « %s »") % stored)
