"""What a change request may touch: a closed list that owners fill in and `config` gathers."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from portamento.changes.models import ChangeRequest


@dataclass(frozen=True)
class Kind:
    """One kind of subject.

    `find(id)` gives the subject or None; `title(subject)` its name for people; `label(field)` the
    field's French label; `current(subject)` its values as text; `apply(subject, values)` writes
    them; `show(field, text)` how a stored value reads; `warn(subject, field, proposed)` a sentence
    where accepting moves money (« change le tarif »), or ''.
    """

    key: str
    find: Callable[[int], Any]
    title: Callable[[Any], str]
    label: Callable[[str], str]
    current: Callable[[Any], Mapping[str, str]]
    apply: Callable[[Any, Mapping[str, str]], None]
    show: Callable[[str, str], str]
    warn: Callable[[Any, str, str], str]


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.key] = kind


def of(request: ChangeRequest) -> Kind:
    return _kinds[request.kind]


def find(key: str) -> Kind:
    return _kinds[key]
