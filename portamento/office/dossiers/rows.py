"""Dossiers as lines of a list."""

from dataclasses import dataclass
from urllib.parse import quote

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.foundation import clock, text
from portamento.reenrolment import completeness, tariff, turns
from portamento.reenrolment.completeness import Standing
from portamento.reenrolment.models import Campaign, Dossier, State, Stays

KINDS = {  # kind of head beside a state
    State.DRAFT: "half",
    State.SUBMITTED: "yours",
    State.IN_REVIEW: "yours",
    State.SENT_BACK: "half",
    State.ACCEPTED: "half",
    State.REFUSED: "wrong",
    State.PLACED: "half",
    State.CONFIRMED: "done",
}
Badge = tuple[str, str]


@dataclass(frozen=True)
class Row:
    """One dossier: who, what, since when, and what one must know before opening it."""

    pk: int
    url: str
    name: str
    reference: str
    family: str
    courses: str
    sent: str
    state: str
    kind: str
    badges: list[Badge]
    missing: str


def people(dossiers: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return dossiers.select_related("pupil__person", "family")


def of(dossiers: list[Dossier], campaign: Campaign, query: str) -> list[Row]:
    """In as many queries for one as for fifty; `query` is the list's own address."""
    standings = completeness.of(dossiers, campaign, courses=True)
    moving = tariff.moving(dossier.family_id for dossier in dossiers)
    return [
        row(dossier, standings.get(dossier.pk) or Standing(), moving, query) for dossier in dossiers
    ]


def row(dossier: Dossier, standing: Standing, moving: dict[int, str], query: str) -> Row:
    return Row(
        pk=dossier.pk,
        url=address(dossier.pk, query),
        name=dossier.pupil.full_name,
        reference=dossier.reference,
        family=dossier.family.name,
        courses=courses(standing),
        sent=sent(dossier),
        state=str(dossier.get_state_display()),
        kind=KINDS.get(dossier.state, ""),
        badges=badges(dossier, standing, moving),
        missing=", ".join(dict.fromkeys(standing.missing())),
    )


def address(pk: int, query: str = "") -> str:
    """A dossier's page, which remembers the list it was opened from."""
    return with_list(reverse("office:dossiers.show", kwargs={"pk": pk}), query)


def with_list(url: str, query: str) -> str:
    return f"{url}?liste={quote(query)}" if query else url


def courses(standing: Standing) -> str:
    """This year's, dominante first: « Violoncelle 2C3, Formation musicale 2C2, Éveil musical »."""
    rows = standing.filer.enrolments if standing.filer else []
    main_first = sorted(rows, key=lambda one: one.course.discipline.part != "main")
    named = ((str(one.course.discipline), one.level_label()) for one in main_first)
    return ", ".join(name if level in name else f"{name} {level}" for name, level in named)


def sent(dossier: Dossier) -> str:
    """« 4 juin 2027, il y a 12 jours »."""
    if dossier.sent_at is None:
        return _("Pas encore envoyé")
    gone = clock.days_since(dossier.sent_at)
    ago = _("aujourd’hui") if not gone else _("il y a %s") % text.count(gone, "jour", "jours")
    return f"{text.day(dossier.sent_at)}, {ago}"


def badges(dossier: Dossier, standing: Standing, moving: dict[int, str]) -> list[Badge]:
    found = []
    if dossier.disagreement:
        found.append((_("Contesté"), "wrong"))
    if dossier.family_id in moving:
        found.append((_("Adresse en attente : change le tarif"), "yours"))
    if again := turns.asked_again(standing):
        found.append((_("À refaire par la famille : %d") % len(again), "half"))
    elif turns.renewed(standing):
        found.append((_("Pièces revenues"), "yours"))
    if missing := standing.missing():
        found.append((_("Incomplet : %d") % len(missing), "yours"))
    if waiting := standing.to_check():
        found.append((_("À contrôler : %d") % len(waiting), ""))
    if dossier.stays == Stays.NO:
        found.append((_("Ne se réinscrit pas"), ""))
    return found
