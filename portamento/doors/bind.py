"""A form for this request: unbound on GET, bound on POST, never saving."""

from typing import Any

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext as _

from portamento.doors import carry, fields


def bind(form_class: type[forms.Form], request: HttpRequest, *, on: Any = None, **kwargs: Any):
    """The form, with three things seen to:

    - `on` is the row people edit: its `version` rides along, and a stale POST shows the form again
      with what was typed and what has been stored meanwhile (`initial` gives the stored values);
    - a refusal of the action (NotAllowed) comes back as an error of this form;
    - what an expired session had typed is filled in again.
    """
    request.has_form = True
    if request.method != "POST":
        form = form_class(**kwargs)
        form.version = on.version if on is not None else None
        if kept := carry.take(request):
            refill(form, kept)
        return form
    form = form_class(request.POST, request.FILES, **kwargs)
    form.version = on.version if on is not None else None
    if on is not None and request.POST.get("version", "") != str(on.version):
        mark_stale(form)
    if refusal := getattr(request, "refusal", ""):
        form.add_error(None, refusal)
    return form


def refill(form: forms.Form, kept: dict) -> None:
    """Fills an unbound form with what was posted of it, unchecked, and the version seen then."""
    posted = kept["fields"]
    open_to_people = {name: field for name, field in form.fields.items() if not field.disabled}
    if not any(form.add_prefix(name) in posted for name in open_to_people):
        return  # another form of the same page
    for name, field in open_to_people.items():
        typed = posted.get(form.add_prefix(name))
        many = isinstance(field.widget, forms.SelectMultiple | forms.CheckboxSelectMultiple)
        if typed:
            form.initial[name] = typed if many else typed[-1]
        elif many or isinstance(field.widget, forms.CheckboxInput):
            form.initial[name] = [] if many else False
    seen = posted.get("version", [""])[-1]
    if form.version is not None and (version := fields.whole(seen)) is not None:
        form.version = version
    form.restored = kept["files"] or True


def mark_stale(form: forms.Form) -> None:
    """Says which stored values are not those the person had seen."""
    form.add_error(
        None,
        _(
            "Cette fiche a été modifiée entre-temps par une autre personne. Vérifiez ce que vous "
            "avez saisi, puis validez à nouveau."
        ),
    )
    for name, field in form.fields.items():
        stored = form.initial.get(name)
        if stored is None or name not in form.cleaned_data:
            continue
        if as_text(stored) != as_text(form[name].value()):
            words = shown(field, stored)
            form.add_error(name, _("Valeur enregistrée entre-temps : « %s »") % words)


def as_text(value: Any) -> list[str]:
    """How stored and typed values are compared: an empty one is none, an unticked box is none."""
    values = value if isinstance(value, list | tuple) else [value]
    return sorted(str(one) for one in values if one is not False and one not in (None, ""))


def shown(field: forms.Field, value: Any) -> str:
    """The stored value as people read it on the form."""
    if isinstance(value, bool):
        return _("oui") if value else _("non")
    values = value if isinstance(value, list | tuple) else [value]
    labels = {str(key): str(label) for key, label in getattr(field, "choices", ())}
    return ", ".join(labels.get(str(one), str(one)) for one in values)
