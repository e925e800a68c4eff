"""Each verb of the journal has a French sentence in its package; they meet here.

A package lists them in its `journal.py` as `SENTENCES = {"dossier.accepted": _("Dossier validé")}`;
`config` hands them over at start. A sentence may name facts: `{name}`, or `{de_name}` for « de
Lina », « d’Alma ».
"""

from portamento.audit.models import Event
from portamento.foundation import text

_sentences: dict[str, str] = {}


def register(sentences: dict[str, str]) -> None:
    _sentences.update(sentences)


def verbs() -> dict[str, str]:
    return dict(_sentences)


class _Blank(dict):
    def __missing__(self, key: str) -> str:
        return text.of(str(self[key[3:]])) if key.startswith("de_") else "…"


def shape(verb: str) -> str:
    """The sentence of a verb with « … » where its facts go."""
    return str(_sentences.get(verb, verb)).format_map(_Blank())


def sentence(event: Event) -> str:
    """The event in French, with its facts where they still exist."""
    facts = getattr(event, "facts", None)
    values = _Blank(facts.values if facts else {})
    return str(_sentences.get(event.verb, event.verb)).format_map(values)
