"""What the inspector answers about one file, and how the answer travels: one line of JSON."""

import json
from dataclasses import asdict, dataclass
from enum import StrEnum


class Reason(StrEnum):
    """Why a file is not accepted; the sentences for people stand in documents/reasons.py."""

    NOT_A_PDF = "not_a_pdf"
    NOT_ACCEPTED_TYPE = "not_accepted_type"
    TOO_LARGE = "too_large"
    TOO_MANY_FILES = "too_many_files"
    EMPTY = "empty"
    LOCKED = "locked"
    EMBEDDED_FILE = "embedded_file"
    ACTIVE_CONTENT = "active_content"
    TOO_MANY_PAGES = "too_many_pages"
    TOO_MANY_PIXELS = "too_many_pixels"
    NO_PAGES = "no_pages"
    ABSURD_PAGES = "absurd_pages"
    POLYGLOT = "polyglot"
    BROKEN_IMAGE = "broken_image"
    UNREADABLE = "unreadable"


@dataclass(frozen=True)
class Verdict:
    """One file, judged. `pages` is 0 when unknown; `looks_like` is "photo", "word" or ""."""

    accepted: bool
    reason: Reason | None = None
    pages: int = 0
    milliseconds: int = 0
    looks_like: str = ""

    def __post_init__(self):
        if self.accepted is not (self.reason is None):
            raise ValueError("A verdict has a reason when, and only when, the file is refused.")

    def facts(self) -> dict:
        return asdict(self)

    def to_json(self) -> str:
        """The verdict as one line, without its line feed."""
        return json.dumps(self.facts())

    @classmethod
    def from_facts(cls, facts: object) -> "Verdict":
        """The verdict of these facts. Raises ValueError when they are not all there."""
        if not isinstance(facts, dict) or {name: type(facts.get(name)) for name in SHAPE} != SHAPE:
            raise ValueError("These facts are not a verdict.")
        reason = facts.get("reason")
        shaped = {name: facts[name] for name in SHAPE}
        return cls(reason=None if reason is None else Reason(reason), **shaped)

    @classmethod
    def from_json(cls, line: str | bytes) -> "Verdict":
        """Read one line back. Raises ValueError when it is anything but a whole verdict."""
        return cls.from_facts(json.loads(line))


SHAPE = {"accepted": bool, "pages": int, "milliseconds": int, "looks_like": str}


def accept(pages: int) -> Verdict:
    """The file may be kept."""
    return Verdict(accepted=True, pages=pages)


def refuse(reason: Reason, *, pages: int = 0, looks_like: str = "") -> Verdict:
    """The file may not be kept."""
    return Verdict(accepted=False, reason=reason, pages=pages, looks_like=looks_like)
