"""What the inspector answers beyond a verdict: files joined into one, and what was read in one."""

import base64
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from portamento.documents.inspector.verdict import Reason, Verdict

Box = tuple[float, float, float, float]  # left, top, right, bottom: shares of the page as shown


@dataclass(frozen=True)
class Assembly:
    """Files joined in their order into one PDF. `reason` is what is wrong with all together.

    `kept` says that the one file was a clean PDF already, copied byte for byte.
    """

    verdicts: tuple[Verdict, ...] = ()
    reason: Reason | None = None
    kept: bool = False
    pages: int = 0
    size: int = 0
    milliseconds: int = 0

    @property
    def accepted(self) -> bool:
        return self.reason is None and all(each.accepted for each in self.verdicts)

    def refused(self) -> Iterator[tuple[int, Verdict]]:
        """The files refused, each with its place in the order given, from 0."""
        for place, verdict in enumerate(self.verdicts):
            if not verdict.accepted:
                yield place, verdict

    def facts(self) -> dict:
        return asdict(self)

    @classmethod
    def from_facts(cls, facts: dict) -> "Assembly":
        """Raises ValueError when the facts are not an assembly."""
        shape = {"kept": bool, "pages": int, "size": int, "milliseconds": int, "verdicts": list}
        shaped = _shaped(facts, shape)
        reason = facts.get("reason")
        shaped["verdicts"] = tuple(Verdict.from_facts(each) for each in shaped["verdicts"])
        return cls(reason=None if reason is None else Reason(reason), **shaped)


class HintCode(StrEnum):
    """What deserves a second look; the sentences stand in documents/reasons.py."""

    BLANK = "blank"
    NEARLY_BLANK = "nearly_blank"
    BLURRED = "blurred"
    FEW_PIXELS = "few_pixels"
    PAGE_COUNT = "page_count"
    OLD_DATE = "old_date"
    OTHER_NAME = "other_name"
    OTHER_YEAR = "other_year"
    NOT_SHOWN = "not_shown"


@dataclass(frozen=True)
class Hint:
    """Advice, never a decision. `page` counts from 1, 0 is the whole; `fact` is what was read."""

    code: HintCode
    page: int = 0
    fact: str = ""


@dataclass(frozen=True)
class Line:
    """A line of a page's own text."""

    page: int
    text: str
    box: Box


@dataclass(frozen=True)
class FoundDate:
    """A date written on a page, as YYYY-MM-DD, and the place of its line in `Reading.lines`."""

    day: str
    page: int
    line: int


@dataclass(frozen=True)
class Stamp:
    """The bytes of a DataMatrix, in base64; what they say is for others to check."""

    page: int
    content: str
    box: Box

    @property
    def raw(self) -> bytes:
        return base64.b64decode(self.content)


@dataclass(frozen=True)
class Reading:
    """What could be read in a PDF. `whole` is False where the child died: then nothing is known."""

    whole: bool = False
    pages: int = 0
    hints: tuple[Hint, ...] = ()
    lines: tuple[Line, ...] = ()
    dates: tuple[FoundDate, ...] = ()
    stamps: tuple[Stamp, ...] = ()
    milliseconds: int = 0

    def text(self, page: int | None = None) -> str:
        return "\n".join(each.text for each in self.lines if page in (None, each.page))

    def to_json(self) -> bytes:
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, data: bytes) -> "Reading":
        """Raises ValueError when these bytes are not a reading."""
        facts = json.loads(data)
        shape = {"whole": bool, "pages": int, "milliseconds": int}
        shaped = _shaped(facts, shape | dict.fromkeys(PARTS, list))
        for name, made in PARTS.items():
            shaped[name] = tuple(_part(made, each) for each in shaped[name])
        return cls(**shaped)


PARTS = {"hints": Hint, "lines": Line, "dates": FoundDate, "stamps": Stamp}


def _shaped(facts: object, shape: dict[str, type]) -> dict:
    if not isinstance(facts, dict) or {name: type(facts.get(name)) for name in shape} != shape:
        raise ValueError("These facts are not the answer expected.")
    return {name: facts[name] for name in shape}


def _part(made: type, facts: dict) -> object:
    try:
        part = made(**facts)
    except TypeError as error:
        raise ValueError("A part of the reading is not as expected.") from error
    if isinstance(part, Hint):
        return Hint(HintCode(part.code), part.page, part.fact)
    if isinstance(part, Line):
        return Line(part.page, part.text, tuple(part.box))
    return Stamp(part.page, part.content, tuple(part.box)) if isinstance(part, Stamp) else part
