"""How an identity page is laid out: groups of fields, each with what waits beside it."""

from dataclasses import dataclass
from typing import Any

from django.forms import BoundField, Form
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.families import fields
from portamento.families.fields import Field, Group, Store
from portamento.families.sheets import Sheet
from portamento.foundation import clock, text
from portamento.portal.family import notes
from portamento.schools import setup


@dataclass
class Shown:
    """One field, as `ui.field` takes it."""

    bound: BoundField
    pending: dict[str, Any] | None
    autocomplete: str
    inputmode: str
    wide: bool
    short: bool
    starts: bool
    hint: str
    answer: dict[str, str] | None
    replaced: bool


@dataclass
class Section:
    """A group; `with_choice`: it begins with whose coordinates a pupil uses."""

    title: str
    fields: list[Shown]
    with_choice: bool


def sections(form: Form, sheet: Sheet, *, own: bool) -> list[Section]:
    """The groups that have something to show; `own`: the page of who reads it."""
    made = []
    for group in Group:
        members = [one for one in sheet.fields() if one.group is group and one.name != "follows"]
        shown = [_shown(form, sheet, one, own) for one in members]
        with_choice = group is Group.ADDRESS and "follows" in form.fields
        if shown or with_choice:
            made.append(Section(_title(group, own, with_choice), shown, with_choice))
    return made


def _title(group: Group, own: bool, with_choice: bool) -> str:
    if with_choice:
        return _("Coordonnées")
    return str(group.value) if own or group is not Group.REACH else _("Pour joindre l’élève")


def _shown(form: Form, sheet: Sheet, field: Field, own: bool) -> Shown:
    return Shown(
        bound=form[field.name],
        pending=pending(sheet, field.name),
        autocomplete=field.autocomplete if own else "",
        inputmode=field.inputmode,
        wide=field.wide,
        short=field.short,
        starts=field.starts,
        hint=_hint(form[field.name], field),
        answer=notes.beside(sheet, field.name),
        replaced=field.name in fields.CONTACTS and "follows" in form.fields,
    )


def _hint(bound: BoundField, field: Field) -> str:
    """Most fields are optional: the few that are not say so."""
    parts = [_("Obligatoire")] if bound.field.required and not bound.field.disabled else []
    if field.store is Store.YEAR and (year := setup.current_year()):
        parts.append(_("Pour l’année %s.") % year)
    return ". ".join(parts)


def pending(sheet: Sheet, name: str) -> dict[str, Any] | None:
    """What waits for that field: old, new, since when, and the way to withdraw it."""
    row = sheet.pending.get(name)
    if row is None:
        return None
    return {
        "before": notes.words(sheet, name, sheet.holder.read(name)),
        "proposed": row.proposed,
        "since": since(row),
        "withdraw_url": reverse("portal:family.withdraw", kwargs={"pk": row.pk}),
    }


def since(row) -> str:
    day = clock.day(row.request.asked_at)
    return _("le %s") % text.day(day)


def notice(sheet: Sheet) -> str:
    """« Éléments modifiés »: how many wait, and since when; '' when none does."""
    rows = sheet.pending.values()
    if not rows:
        return ""
    oldest = min(rows, key=lambda row: row.request.asked_at)
    waiting = text.count(len(rows), _("changement attend"), _("changements attendent"))
    sentence = _(
        "%(waiting)s la validation du service scolarité depuis %(since)s. "
        "D’ici là, les renseignements actuels restent utilisés."
    )
    return sentence % {"waiting": waiting, "since": since(oldest)}


def guidance(sheet: Sheet) -> str:
    """What « Modifier » does on this page; '' where nothing may be edited."""
    open_to = [one.name for one in sheet.fields() if sheet.editable(one.name)]
    if not open_to:
        return ""
    if sheet.immediate(open_to) == set(open_to):
        return _("Vous pouvez modifier ces renseignements à tout moment.")
    return _(
        "Vous pouvez modifier ces renseignements à tout moment. "
        "Un accusé de réception vous est envoyé, puis la scolarité valide vos changements."
    )


def shared(sheet: Sheet, *, kept: bool) -> str:
    """What the other household of a pupil reads here, and where to ask for the rest.

    `kept`: a court’s order keeps the pupil’s life from the one who reads.
    """
    if kept:
        return _(
            "Certains renseignements ne peuvent pas être montrés ici. "
            "Pour toute question, appelez le service scolarité."
        )
    if not sheet.reviewed:
        return ""
    sentence = _(
        "%(name)s a deux foyers. Vous lisez ici le nom, la date de naissance et ce que votre foyer "
        "a donné ; les cours et l’état du dossier sont sous les autres onglets. Le reste est "
        "demandé au foyer principal : pour toute question, appelez le service scolarité."
    )
    return sentence % {"name": sheet.holder.person.first_name}


def choice(form: Form, sheet: Sheet) -> dict[str, Any] | None:
    """« Utiliser les coordonnées du responsable légal », and which one where there are several."""
    if "follows" not in form.fields:
        return None
    return {
        "box": form["follows"],
        "which": form["followed"] if "followed" in form.fields else None,
        "pending": pending(sheet, "follows"),
        "answer": notes.beside(sheet, "follows"),
    }


def followed(sheet: Sheet) -> list[tuple[str, str]]:
    """The coordinates a pupil follows, what waits for their guardian included."""
    if not sheet.follows():
        return []
    pairs = []
    for one in sheet.fields():
        if one.name not in fields.CONTACTS:
            continue
        value = one.show(sheet.holder.read(one.name))
        if row := sheet.followed.get(one.name):
            asked = one.show(row.proposed) or _("vide")
            value = _("%(value)s ; en attente de validation : %(asked)s") % {
                "value": value or _("vide"),
                "asked": asked,
            }
        if value:
            pairs.append((str(one.label), value))
    return pairs
