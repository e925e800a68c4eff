"""Next year's courses of one dossier, wish by wish."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portamento.catalog.models import Course
from portamento.doors import carry
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.dossiers import forms, position, rows, sheet
from portamento.office.dossiers.views import find
from portamento.reenrolment import actions, candidates
from portamento.reenrolment.models import State, Wish
from portamento.workflow.action import attempt


@dataclass(frozen=True)
class Choice:
    """A wish with the courses it may be placed in, and the forms of its own."""

    line: sheet.WishLine
    place: forms.Place | None
    word: forms.Word


def courses(request, pk):
    dossier = find(pk)
    lines = [
        line for line in sheet.wish_lines(dossier) if line.wish.wanted or line.wish.dispense_asked
    ]
    found = candidates.of([line.wish for line in lines], dossier.campaign)
    context = {
        "dossier": dossier,
        "choices": [choice(line, found[line.wish.pk]) for line in lines],
        "may": dossier.state == State.ACCEPTED,
        "prepared": Course.objects.of_year(dossier.campaign.year).exists(),
        "discipline": forms.Discipline(),
        "ready": sheet.is_ready(dossier, lines),
        "liste": position.query_of(request),
        "url_back": rows.address(pk, position.query_of(request)),
    }
    return render(request, "office/dossiers/courses.html", context)


def choice(line: sheet.WishLine, found: list[candidates.Candidate]) -> Choice:
    pk = line.wish.pk
    best = candidates.proposed(found)
    initial = {"course": best.pk if best else "", "level": level_of(line.wish, best)}
    form = forms.Place(candidates=found, auto_id=f"place-{pk}-%s", initial=initial)
    return Choice(line, form if found else None, forms.Word(auto_id=f"mot-{pk}-%s"))


def level_of(wish: Wish, best: candidates.Candidate | None) -> int | str:
    """That of the place given; else this year's, where next year's course has none of its own."""
    if wish.place_id:
        return wish.place.level_id or ""
    own = wish.enrolment.level_id if wish.enrolment_id else None
    return own or "" if best and not best.course.level_id else ""


def find_wish(pk) -> Wish:
    known = (
        "dossier__pupil__person",
        "dossier__campaign__year",
        "enrolment__course",
        "place__course",
    )
    return get_object_or_404(Wish.objects.select_related(*known, "dossier__family"), pk=pk)


def back(request, wish: Wish):
    """To the page the button stood on: the courses, or the dossier itself."""
    url = reverse("office:dossiers.courses", kwargs={"pk": wish.dossier_id})
    given = carry.safe_next(request.POST.get("retour", ""))
    return redirect(given or rows.with_list(url, position.query_of(request)))


def tried(request, wish: Wish, act: Callable[[], None], done: str):
    """A refusal (a course full meanwhile) is said on the page itself, beside the other wishes."""
    if why := attempt(act):
        messages.error(request, why)
    else:
        messages.success(request, done)
    return back(request, wish)


@require_POST
def place(request, pk):
    wish = find_wish(pk)
    found = candidates.of([wish], wish.dossier.campaign)[wish.pk]
    form = forms.Place(request.POST, candidates=found)
    if not form.is_valid():
        messages.error(request, _("Choisissez un cours de l’an prochain."))
        return back(request, wish)
    course, level = form.cleaned_data["course"], form.cleaned_data["level"]
    act = partial(actions.place, wish, course, level=level, by=request.user)
    return tried(request, wish, act, _("Place attribuée : %s.") % course.name)


@require_POST
def unplace(request, pk):
    wish = find_wish(pk)
    act = partial(actions.unplace, wish, by=request.user)
    return tried(request, wish, act, _("La demande est de nouveau à l’étude."))


@require_POST
def wait(request, pk):
    wish = find_wish(pk)
    act = partial(actions.wait_wish, wish, note=word(request), by=request.user)
    return tried(request, wish, act, _("Mis en liste d’attente."))


@require_POST
def decline(request, pk):
    wish = find_wish(pk)
    act = partial(actions.decline_wish, wish, note=word(request), by=request.user)
    return tried(request, wish, act, _("Demande non retenue."))


@require_POST
def dispense(request, pk):
    wish = find_wish(pk)
    grant = request.POST.get("reponse") == "oui"
    answer = word(request)
    act = partial(actions.answer_dispense, wish, grant=grant, answer=answer, by=request.user)
    done = _("Dispense accordée.") if grant else _("Dispense non accordée : le cours est maintenu.")
    return tried(request, wish, act, done)


def word(request) -> str:
    form = forms.Word(request.POST)
    return form.cleaned_data["note"] if form.is_valid() else ""


def add(request, pk):
    dossier = find(pk)
    form = bind(forms.Discipline, request)
    if form.is_valid():
        actions.add_wish(dossier, form.cleaned_data["discipline"], by=request.user)
        messages.success(request, _("Demande ajoutée. Choisissez maintenant un cours."))
        return redirect("office:dossiers.courses", pk=pk)
    context = {"dossier": dossier, "form": form, "url_back": rows.address(pk)}
    return render(request, "office/dossiers/add.html", context)
