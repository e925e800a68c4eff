"""What changed on an identity page, and what a change of address costs."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Difference:
    """What was typed against what is stored and what already waits.

    `new`: field to (seen, proposed); `undone`: fields typed back to what is stored while a change
    of theirs waits.
    """

    new: Mapping[str, tuple[str, str]]
    undone: frozenset[str]

    def __bool__(self) -> bool:
        return bool(self.new or self.undone)


def difference(
    stored: Mapping[str, str], waiting: Mapping[str, str], typed: Mapping[str, str]
) -> Difference:
    """Only what changed: a field typed as it is, or as it already waits, is left alone."""
    new = {
        name: (stored[name], value)
        for name, value in typed.items()
        if value not in (stored[name], waiting.get(name))
    }
    undone = {
        name
        for name, value in typed.items()
        if name in waiting and value == stored[name] and value != waiting[name]
    }
    return Difference(new, frozenset(undone))


def changes_tariff(*, resident_before: bool, resident_after: bool) -> bool:
    """The tariff follows the address in force: residents of the communes pay less."""
    return resident_before != resident_after
