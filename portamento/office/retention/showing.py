"""What the pages of retention show: the rules, what waits, what is wrong with files."""

from dataclasses import dataclass

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.documents import eliminations, forgetting, retention, scanner
from portamento.documents import setup as documents
from portamento.documents.models import Check, Elimination, EliminationState, StoredFile
from portamento.foundation import text

KINDS = {
    EliminationState.PREPARED: "yours",
    EliminationState.APPROVED: "half",
    EliminationState.DESTROYED: "done",
    EliminationState.CANCELLED: "",
}
# Why its visa cannot be noted, nor its documents destroyed, as things stand.
NOT_NOW = {
    EliminationState.PREPARED: lazy(
        "Rien n’est détruit avant le visa des Archives départementales. Quand le bordereau est "
        "revenu signé, notez-le par « Enregistrer le visa »."
    ),
    EliminationState.APPROVED: lazy("Le visa de ce bordereau est déjà enregistré."),
    EliminationState.DESTROYED: lazy("Les documents de ce bordereau sont déjà détruits."),
    EliminationState.CANCELLED: lazy("Ce bordereau a été abandonné : préparez-en un autre."),
}
HEADS = ("Intitulé", "Du", "Au", "Nombre", "Volume", "Conservation", "Textes")


@dataclass(frozen=True)
class KindRow:
    """A kind of document and its rule, in words."""

    name: str
    sensitivity: str
    why: str
    ends: str
    law: str


def kinds() -> list[KindRow]:
    return [kind_row(kind) for kind in documents.kinds()]


def kind_row(kind) -> KindRow:
    rule = retention.rule_of(kind.sensitivity, kind.retention)
    return KindRow(
        name=documents.title(kind),
        sensitivity=str(kind.get_sensitivity_display()),
        why=forgetting.named(rule),
        ends=ends()[rule.end],
        law=rule.law,
    )


def ends() -> dict[str, str]:
    return {
        retention.End.ERASE: _("Effacé"),
        retention.End.RESULT: _("Effacé, le résultat reste"),
        retention.End.VISA: _("Détruit après visa des Archives"),
    }


def files() -> list[tuple[str, str]]:
    """The state of the store, as the page's facts."""
    counted = StoredFile.objects.kept().aggregate(
        kept=Count("pk"),
        waiting=Count("pk", filter=Q(check_state=Check.PENDING)),
        infected=Count("pk", filter=Q(check_state=Check.INFECTED)),
        damaged=Count("pk", filter=~Q(damage="")),
        unread=Count("pk", filter=Q(verified_at=None)),
    )
    antivirus = _("ClamAV") if scanner.configured() else _("aucun antivirus")
    return [
        (_("Antivirus"), antivirus),
        (_("Fichiers conservés"), str(counted["kept"])),
        (_("Contrôle en cours"), str(counted["waiting"])),
        (_("Avec un virus"), str(counted["infected"])),
        (_("Introuvables ou modifiés"), str(counted["damaged"])),
        (_("Pas encore relus la nuit"), str(counted["unread"])),
    ]


def listed() -> list[dict]:
    rows = Elimination.objects.annotate(pieces=Count("documents")).order_by("-number")
    return [{"row": row, "kind": KINDS[row.state]} for row in rows]


def waiting() -> int:
    return eliminations.waiting().count()


def lines(made: Elimination) -> list[tuple]:
    """Each line as the list and the spreadsheet show it."""
    return [
        (
            line.name,
            text.day(line.oldest),
            text.day(line.newest),
            line.number,
            text.size(line.size),
            forgetting.named(retention.by_code(line.rule)),
            retention.by_code(line.rule).law,
        )
        for line in text.alphabetically(made.lines.order_by("pk"), lambda one: one.name)
    ]
