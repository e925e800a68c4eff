"""What the office corrects in a person's identity: applied at once, no letter, in the journal."""

from collections.abc import Mapping

from portamento.families import fields
from portamento.families.holders import Holder
from portamento.workflow.action import action


def changed(holder: Holder, typed: Mapping[str, str]) -> dict[str, str]:
    """Only what differs; who follows a guardian has no coordinates of one's own to write."""
    kept = dict(typed)
    if kept.get("follows"):
        kept = {name: value for name, value in kept.items() if name not in fields.CONTACTS}
    return {name: value for name, value in kept.items() if value != holder.read(name)}


@action
def correct(holder: Holder, typed: Mapping[str, str], *, by) -> None:
    """Write what the office typed, each value in its row."""
    holder.write(changed(holder, typed), by=by)
