"""A whole page of field policies, saved at once."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from portamento.families import policy
from portamento.workflow.action import NotAllowed, action


@action
def set_all(whose: str, rules: Mapping[str, policy.Rule], *, by) -> int:
    """Says anew only what changed; gives how many fields."""
    now = policy.of(whose)
    changed = {name: rule for name, rule in rules.items() if now[name] != rule}
    if not changed:
        raise NotAllowed(_("Rien n’a changé."))
    for name, rule in changed.items():
        policy.set_field_policy(whose, name, mode=rule.mode, awaits=rule.awaits, by=by)
    return len(changed)
