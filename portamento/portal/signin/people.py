"""The people whom the sign-in page lists: in the demo, which fills this in, and never elsewhere."""

from typing import Protocol


class Listed(Protocol):
    """One of the demo's people; `school` is the town of theirs."""

    school: str
    who: str
    identifier: str
    password: str


_people: list[Listed] = []


def show(*people: Listed) -> None:
    """Lists them from now on, in this order."""
    _people[:] = people


def shown() -> tuple[Listed, ...]:
    return tuple(_people)
