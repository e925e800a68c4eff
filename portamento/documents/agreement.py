"""How name and address of a paper agree with those of a household, in one sentence for both."""

from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from portamento.documents.comparison import Likeness


class Level(StrEnum):
    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


Agreement = tuple[Level, str, str | Promise]

BOTH: dict[tuple[Likeness, Likeness], Agreement] = {
    (Likeness.SAME, Likeness.SAME): (Level.OK, "same", gettext_lazy("Nom et adresse concordent.")),
    (Likeness.SAME, Likeness.CLOSE): (
        Level.LOOK,
        "address_close",
        gettext_lazy("Le nom concorde ; l’adresse ressemble à celle du dossier, à vérifier."),
    ),
    (Likeness.SAME, Likeness.OTHER): (
        Level.WRONG,
        "address_other",
        gettext_lazy("Le nom concorde, mais l’adresse lue n’est pas celle du dossier."),
    ),
    (Likeness.CLOSE, Likeness.SAME): (
        Level.LOOK,
        "name_close",
        gettext_lazy("L’adresse concorde ; le nom ressemble à celui du dossier, à vérifier."),
    ),
    (Likeness.OTHER, Likeness.SAME): (
        Level.LOOK,
        "name_other",
        gettext_lazy("L’adresse concorde, mais le nom lu n’est pas celui d’une personne du foyer."),
    ),
    (Likeness.CLOSE, Likeness.CLOSE): (
        Level.LOOK,
        "both_close",
        gettext_lazy("Le nom et l’adresse ressemblent à ceux du dossier, à vérifier."),
    ),
}
NEITHER = (
    Level.WRONG,
    "both_other",
    gettext_lazy("Ni le nom ni l’adresse lus ne sont ceux du dossier."),
)
DOUBTFUL = (
    Level.WRONG,
    "address_other",
    gettext_lazy("L’adresse lue n’est pas celle du dossier ; le nom est à vérifier."),
)
NAME_ALONE: dict[Likeness, Agreement] = {
    Likeness.SAME: (Level.OK, "name_same", gettext_lazy("Le nom concorde.")),
    Likeness.CLOSE: (
        Level.LOOK,
        "name_close",
        gettext_lazy("Le nom ressemble à celui du dossier."),
    ),
    Likeness.OTHER: (
        Level.LOOK,
        "name_other",
        gettext_lazy("Le nom lu n’est pas celui d’une personne du foyer."),
    ),
}


def agreement(name: Likeness, address: Likeness | None) -> Agreement:
    """Level, code and sentence; `address` is None where the paper gives none."""
    if address is None:
        return NAME_ALONE[name]
    return BOTH.get((name, address), DOUBTFUL if name is Likeness.CLOSE else NEITHER)
