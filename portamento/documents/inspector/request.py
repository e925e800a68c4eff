"""What is asked of the inspector, and how the question and its answer travel: a line of JSON each.

The descriptors of the files travel beside the question: those to read, then the one to write. The
answer says how the child ended: `answer` is None when it died, `at` is the file it had in hand.
"""

import json
from dataclasses import asdict, dataclass, field
from enum import StrEnum

from portamento.documents.inspector.limits import MAX_FILES

MAX_LINE_BYTES = 4096


class Task(StrEnum):
    """What a child can do with files."""

    JUDGE = "judge"
    ASSEMBLE = "assemble"
    PAGE = "page"
    READ = "read"
    LOOK = "look"  # judge, then read what is accepted: one child for both


WRITING = {Task.ASSEMBLE, Task.PAGE, Task.READ, Task.LOOK}


@dataclass(frozen=True)
class Request:
    """One task on `files` files; the numbers it needs are its own affair."""

    task: Task
    files: int = 1
    numbers: dict[str, int] = field(default_factory=dict)

    @property
    def descriptors(self) -> int:
        return self.files + (self.task in WRITING)

    def to_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Request":
        """Read a question back. Raises ValueError for anything else."""
        facts = _object(line)
        numbers = facts.get("numbers")
        if not isinstance(numbers, dict) or {*map(type, numbers.values())} - {int}:
            raise ValueError("A question carries numbers only.")
        files = facts.get("files")
        if type(files) is not int or not 1 <= files <= MAX_FILES:
            raise ValueError("A question is about one file or a few.")
        return cls(Task(facts.get("task")), files, numbers)


@dataclass(frozen=True)
class Outcome:
    """How a child ended: what it said, or where it died, and what it cost."""

    answer: dict | None = None
    at: int = 0
    milliseconds: int = 0
    kilobytes: int = 0

    def to_line(self) -> bytes:
        return json.dumps(asdict(self)).encode() + b"\n"

    @classmethod
    def from_line(cls, line: bytes) -> "Outcome":
        """Read an outcome back. Raises ValueError for anything else."""
        facts = _object(line)
        answer, counts = facts.pop("answer", None), ("at", "milliseconds", "kilobytes")
        if not isinstance(answer, dict | None) or [type(facts.get(each)) for each in counts] != [
            int
        ] * len(counts):
            raise ValueError("This line is not an outcome.")
        return cls(answer, **{each: facts[each] for each in counts})


def said(lines: bytes) -> tuple[dict | None, int]:
    """What a child told on its pipe: its answer if it came to one, the last file it began."""
    answer, at = None, 0
    for line in lines.splitlines():
        try:
            facts = _object(line)
        except ValueError:
            return None, at
        if facts.keys() == {"at"} and type(facts["at"]) is int:
            at = facts["at"]
        else:
            answer = facts
    return answer, at


def _object(line: bytes) -> dict:
    facts = json.loads(line)
    if not isinstance(facts, dict):
        raise ValueError("This line is not an object.")
    return facts
