"""The people whom the sign-in page lists: in the demo, which fills this in, and never elsewhere."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """One of the demo's people; `school` is the slug of theirs."""

    school: str
    name: str
    what: str
    identifier: str
    password: str


_people: list[Person] = []


def show(*people: Person) -> None:
    """Lists them from now on, in this order."""
    _people[:] = people


def shown() -> tuple[Person, ...]:
    return tuple(_people)
