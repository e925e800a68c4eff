"""Many dossiers at a time: what will change is shown first, then each has its own result."""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import asdict, dataclass

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from portamento.doors import fields
from portamento.doors.page import render
from portamento.office.dossiers import filters, rows
from portamento.reenrolment import actions, completeness, readiness, setup, tariff
from portamento.reenrolment.actions import placing
from portamento.reenrolment.lifecycle import DOSSIER
from portamento.reenrolment.models import Dossier, State, Wish
from portamento.workflow.action import attempt

RESULTS = "dossiers.results"
MOST = 200


@dataclass(frozen=True)
class Gesture:
    """Something done to many: its words, its move, and the states that say it is done already."""

    key: str
    title: str
    button: str
    nouns: tuple[str, str]
    move: str
    act: Callable
    done: frozenset


DOSSIERS = (lazy("dossier"), lazy("dossiers"))
FAMILIES = (lazy("famille"), lazy("familles"))
ENROLMENTS = (lazy("inscription"), lazy("inscriptions"))
GESTURES = {
    one.key: one
    for one in (
        Gesture(
            *("valider", lazy("Valider les dossiers cochés"), lazy("Valider"), DOSSIERS),
            *("accept", actions.accept, frozenset({State.ACCEPTED, State.PLACED, State.CONFIRMED})),
        ),
        Gesture(
            *(
                "prevenir",
                lazy("Prévenir les familles des cours attribués"),
                lazy("Prévenir"),
                FAMILIES,
            ),
            *("settle", actions.settle, frozenset({State.PLACED, State.CONFIRMED})),
        ),
        Gesture(
            *("confirmer", lazy("Confirmer les inscriptions"), lazy("Confirmer"), ENROLMENTS),
            *("confirm", actions.confirm, frozenset({State.CONFIRMED})),
        ),
    )
}


@dataclass(frozen=True)
class Item:
    """One dossier of the choice, and why it will not change if it will not."""

    pk: int
    name: str
    reference: str
    url: str
    why: str = ""


@dataclass
class Preview:
    will: list[Item]
    already: list[Item]
    cannot: list[Item]


def together(request):
    """GET shows what would happen; POST does it, one action per dossier."""
    given = request.POST if request.method == "POST" else request.GET
    gesture = GESTURES.get(given.get("geste", ""))
    if gesture is None:
        raise Http404
    ticked = fields.ids(given.getlist("dossier"))[:MOST]
    if not ticked:
        messages.error(request, _("Cochez au moins un dossier."))
        return redirect("office:dossiers.index")
    query = given.get("liste", "")
    chosen = list(filters.in_order(rows.people(Dossier.objects.filter(pk__in=ticked))))
    seen = preview(gesture, chosen, query)
    if request.method == "POST":
        willing = {item.pk for item in seen.will}
        done = [act(gesture, one, query, request.user) for one in chosen if one.pk in willing]
        keep(request, str(gesture.title), [*done, *seen.already, *seen.cannot], query)
        return redirect("office:dossiers.results")
    context = {"gesture": gesture, "seen": seen, "liste": query}
    return render(request, "office/dossiers/together.html", context)


def preview(gesture: Gesture, dossiers: list[Dossier], query: str) -> Preview:
    """Constant queries: why each cannot is found for all at once."""
    reasons = WHY_NOT[gesture.move](dossiers)
    seen = Preview([], [], [])
    for dossier in dossiers:
        if dossier.state in gesture.done:
            seen.already.append(item(dossier, query, _("C’était déjà fait.")))
        elif not DOSSIER.may(dossier, gesture.move):
            seen.cannot.append(item(dossier, query, DOSSIER.refusal(dossier)))
        elif why := reasons.get(dossier.pk, ""):
            seen.cannot.append(item(dossier, query, why))
        else:
            seen.will.append(item(dossier, query))
    return seen


def item(dossier: Dossier, query: str, why: str = "") -> Item:
    url = rows.address(dossier.pk, query)
    return Item(dossier.pk, dossier.pupil.full_name, dossier.reference, url, why)


def unready(dossiers: list[Dossier]) -> dict[int, str]:
    """Money, authority and gaps are confirmed one dossier at a time."""
    standings = standings_of(dossiers)
    moving = tariff.moving(dossier.family_id for dossier in dossiers)
    found = {}
    for dossier in dossiers:
        standing = standings.get(dossier.pk, completeness.Standing())
        sentences = readiness.worries(dossier, standing, moving.get(dossier.family_id, ""))
        if sentences:
            found[dossier.pk] = _("À voir sur sa page. %s") % " ".join(sentences)
    return found


def standings_of(dossiers: list[Dossier]) -> dict[int, completeness.Standing]:
    """Each by what its own campaign asks: the list may be of another year."""
    found: dict[int, completeness.Standing] = {}
    for campaign in setup.campaigns():
        if of_it := [one for one in dossiers if one.campaign_id == campaign.pk]:
            found |= completeness.of(of_it, campaign)
    return found


def unsettled(dossiers: list[Dossier]) -> dict[int, str]:
    """What was asked for in words alone is answered on its own page."""
    wishes = defaultdict(list)
    for wish in Wish.objects.filter(dossier__in=dossiers):
        wishes[wish.dossier_id].append(wish)
    found = {}
    for dossier in dossiers:
        asked = wishes[dossier.pk]
        new = any(wish.enrolment_id is None for wish in asked)
        alone = _("À voir sur sa page. Demande en toutes lettres : « %s »") % dossier.wanted
        words = alone if dossier.wanted and not new else ""
        found[dossier.pk] = placing.why_unsettled(dossier, asked) or words
    return found


WHY_NOT = {"accept": unready, "settle": unsettled, "confirm": lambda dossiers: {}}


def act(gesture: Gesture, dossier: Dossier, query: str, by) -> Item:
    """Its own transaction: what fails holds nobody back."""
    return item(dossier, query, attempt(gesture.act, dossier, by=by))


def keep(request, title: str, items: list, query: str) -> None:
    """The results, for the page the POST leads to."""
    kept = {"title": title, "items": [asdict(one) for one in items], "query": query}
    request.session[RESULTS] = kept


def results(request):
    kept = request.session.get(RESULTS) or {"title": _("Résultat"), "items": [], "query": ""}
    done = [one for one in kept["items"] if not one["why"]]
    left = [one for one in kept["items"] if one["why"]]
    context = {"title": kept["title"], "done": done, "left": left, "query": kept["query"]}
    return render(request, "office/dossiers/results.html", context)
