"""What a school lets each kind of person see and change, and what awaits validation."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from django import forms
from django.utils.translation import gettext as _

from portamento.audit.record import record
from portamento.families import fields
from portamento.families.models.policies import FieldPolicy, Mode, Whose
from portamento.schools import setup
from portamento.schools.scope import current
from portamento.workflow.action import NotAllowed, action


class Rule(NamedTuple):
    """One field's: hidden, shown, editable or required, and whether a change awaits validation."""

    mode: str
    awaits: bool

    @property
    def visible(self) -> bool:
        return self.mode != Mode.HIDDEN

    @property
    def editable(self) -> bool:
        return self.mode in {Mode.EDITABLE, Mode.REQUIRED}


Policy = Mapping[str, Rule]
GUIDE, MINIMAL = "guide", "minimal"

# The guide shows everything, and each change « en attente de validation ».
_usual = Rule(Mode.EDITABLE, True)
_needed = Rule(Mode.REQUIRED, True)
_hidden = Rule(Mode.HIDDEN, True)
_at_once = Rule(Mode.EDITABLE, False)

# CNIL, minimisation (RGPD, article 5.1 c): what is not needed to enrol and to reach someone.
PRESETS: dict[str, dict[str, Rule]] = {
    GUIDE: {},
    MINIMAL: {
        **dict.fromkeys(
            (
                *("sex", "family_situation", "profession", "pcs", "birth_place"),
                *("fax", "phone_1", "phone_2", "phone_3"),
            ),
            _hidden,
        ),
        **dict.fromkeys(
            (
                *("phone_home", "phone_work", "mobile", "emergency_contact", "emergency_phone"),
                *("image_right", "may_leave_alone"),
            ),
            _at_once,
        ),
    },
}


def of(whose: str) -> Policy:
    """Field by field, for that kind of person in the school in scope."""
    return setup.kept("field policies", _read)[whose]


def _read() -> Mapping[str, Policy]:
    rows = {(row.whose, row.field): Rule(row.mode, row.awaits) for row in FieldPolicy.objects.all()}
    return MappingProxyType(
        {whose: MappingProxyType(_of_kind(whose, rows)) for whose in Whose.values}
    )


def _of_kind(whose: str, rows: Mapping[tuple[str, str], Rule]) -> dict[str, Rule]:
    return {
        field.name: rows.get((whose, field.policy_of or field.name), default(field))
        for field in fields.OF[whose]
    }


def default(field: fields.Field) -> Rule:
    return _needed if field.needed else _usual


def restrict(form: forms.Form, policy: Policy) -> None:
    """Drops what is hidden, locks what is shown, requires what is required.

    A locked field keeps its initial value whatever is posted: Django's `disabled`.
    """
    for name in list(form.fields):
        rule = policy.get(name)
        if rule is None:
            continue
        if not rule.visible:
            del form.fields[name]
        else:
            form.fields[name].disabled = not rule.editable
            form.fields[name].required = rule.mode == Mode.REQUIRED


@action
def set_field_policy(whose: str, field: str, *, mode: str, awaits: bool, by) -> None:
    """Say what that kind of person may see and change of one field."""
    known = {one.name: one for one in fields.OF[whose] if not one.policy_of}
    if field not in known:
        raise NotAllowed(_("Ce champ n’existe pas pour cette sorte de personne."))
    if known[field].needed and mode == Mode.HIDDEN:
        raise NotAllowed(_("« %s » ne peut pas être masqué.") % known[field].label)
    FieldPolicy.objects.update_or_create(
        whose=whose, field=field, defaults={"mode": mode, "awaits": awaits}
    )
    setup.changed()
    record(
        "policy.set",
        current(),
        whose=str(Whose(whose).label),
        field=str(known[field].label),
        mode=str(Mode(mode).label),
        awaits=_("oui") if awaits else _("non"),
    )


@action
def set_all(whose: str, rules: Mapping[str, Rule], *, by) -> int:
    """A whole page of them, saved at once: says anew only what changed; gives how many fields."""
    now = of(whose)
    changed = {name: rule for name, rule in rules.items() if now[name] != rule}
    if not changed:
        raise NotAllowed(_("Rien n’a changé."))
    for name, rule in changed.items():
        set_field_policy(whose, name, mode=rule.mode, awaits=rule.awaits, by=by)
    return len(changed)


@action
def use_preset(preset: str, *, by) -> None:
    """Take a whole set at once: all the guide shows, or the least that is needed."""
    FieldPolicy.objects.all().delete()
    FieldPolicy.objects.bulk_create(
        FieldPolicy(whose=whose, field=field.name, mode=rule.mode, awaits=rule.awaits)
        for whose in Whose.values
        for field in fields.OF[whose]
        if (rule := PRESETS[preset].get(field.name))
    )
    setup.changed()
    record("policy.preset", current(), preset=preset)
