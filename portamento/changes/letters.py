"""What we write about changes: one letter a submission, one a decision."""

from dataclasses import dataclass

from portamento.changes.models import ChangeRequest, State
from portamento.mailroom.letter import Letter, Recipient


def _list(lines) -> str:
    return "\n".join(f"- {line}" for line in lines)


@dataclass(frozen=True)
class ChangeReceived(Letter):
    """Acknowledges a submission: what awaits validation, what already counts."""

    text = "changes/texts/change_received.txt"
    request: ChangeRequest
    to: Recipient
    person: str
    waiting: tuple[str, ...]
    applied: tuple[str, ...]

    def recipients(self) -> list[Recipient]:
        return [self.to]

    def facts(self, to: Recipient) -> dict[str, str]:
        return {
            "personne": self.person,
            "en_attente": _list(self.waiting),
            "appliques": _list(self.applied),
        }

    def mentions(self) -> list[tuple[str, int]]:
        return self.request.mentions()


@dataclass(frozen=True)
class ChangeDecided(Letter):
    """Tells what the office decided, field by field."""

    text = "changes/texts/change_decided.txt"
    request: ChangeRequest
    to: Recipient
    person: str
    results: tuple[tuple[str, str, str], ...]  # label, state, reason

    def recipients(self) -> list[Recipient]:
        return [self.to]

    def facts(self, to: Recipient) -> dict[str, str]:
        reasons = [reason for _label, _state, reason in self.results if reason]
        return {
            "personne": self.person,
            "acceptes": self._having(State.APPLIED),
            "refuses": self._having(State.DECLINED),
            "depasses": self._having(State.OUTDATED),
            "motif": reasons[0] if reasons else "",
        }

    def _having(self, state: str) -> str:
        return _list(label for label, became, _reason in self.results if became == state)

    def mentions(self) -> list[tuple[str, int]]:
        return self.request.mentions()
