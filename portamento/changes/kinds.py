"""What a change request may touch: a closed list that owners fill in and `config` gathers."""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from typing import Any

from portamento.mailroom.letter import Recipient


class Kind(ABC):
    """One kind of subject; its owner says how to find, read, write and name it.

    Values are text here, whatever their column is.
    """

    key: str

    @abstractmethod
    def find_many(self, ids: Iterable[int]) -> dict[int, Any]:
        """The subjects by id, in as many queries for one as for fifty."""

    def find(self, subject_id: int) -> Any:
        """The subject, or None."""
        return self.find_many([subject_id]).get(subject_id)

    @abstractmethod
    def title(self, subject: Any) -> str:
        """Its name for people."""

    def what(self, subject: Any) -> str:
        """What that person is here, to tell two cards of one name apart."""
        return ""

    @abstractmethod
    def about(self, subject: Any) -> tuple[str, int]:
        """What the journal and the letters point at."""

    @abstractmethod
    def label(self, field: str) -> str:
        """The field, for people."""

    @abstractmethod
    def current(self, subject: Any) -> Mapping[str, str]:
        """Its values now, field by field."""

    @abstractmethod
    def apply(self, subject: Any, values: Mapping[str, str], *, by) -> None:
        """Writes accepted values."""

    def show(self, subject: Any, field: str, value: str) -> str:
        """How a stored value reads."""
        return value

    def home(self, subject: Any, field: str) -> tuple[str, int]:
        """Kind and id under which that field's change waits: two pages may share a field."""
        return self.key, subject.pk

    def warnings(self, subject: Any, proposed: Mapping[str, str]) -> dict[str, str]:
        """Field to a sentence, where accepting moves money."""
        return {}

    def concerned(self, subject: Any, fields: Iterable[str]) -> list[str]:
        """Others whom accepting touches, by name."""
        return []

    def recipient(self, subject: Any, account: Any, household_id: int) -> Recipient:
        """Where to write to who asked."""
        return Recipient(account.name, account.email, account, household_id)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    _kinds[kind.key] = kind


def find(key: str) -> Kind:
    return _kinds[key]


def known() -> list[str]:
    return sorted(_kinds)
