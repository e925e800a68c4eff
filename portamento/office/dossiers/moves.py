"""What the office decides about one dossier: at once, or with what a form says."""

from django.contrib import messages
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.dossiers import forms, position, rows, sheet
from portamento.office.dossiers.views import back, find
from portamento.reenrolment import actions, completeness, readiness, tariff


@require_POST
def start(request, pk):
    said = _("Dossier pris en charge. La famille ne peut plus le reprendre.")
    return at_once(request, pk, actions.start, said)


@require_POST
def reopen(request, pk):
    said = _("Examen repris. Rien n’est envoyé avant votre décision.")
    return at_once(request, pk, actions.reopen, said)


@require_POST
def withdraw(request, pk):
    said = _("Dossier retiré. Un foyer peut en recommencer un tant que la campagne est ouverte.")
    return at_once(request, pk, actions.withdraw, said)


@require_POST
def settle(request, pk):
    return at_once(request, pk, actions.settle, _("La famille reçoit la liste de ses cours."))


@require_POST
def confirm(request, pk):
    said = _("Inscription confirmée. La famille est prévenue.")
    return at_once(request, pk, actions.confirm, said)


def accept(request, pk):
    """What moves money or authority, and what lacks, is confirmed on a second step."""
    dossier = find(pk)
    standing = completeness.of([dossier], dossier.campaign)[dossier.pk]
    moving = tariff.moving([dossier.family_id]).get(dossier.family_id, "")
    worries = readiness.worries(dossier, standing, moving)
    form = bind(forms.Acceptance, request, on=dossier, asked=bool(worries))
    said = _("Dossier validé. La famille est prévenue.")
    return decide(
        *(request, dossier, form, actions.accept, said),
        template="office/dossiers/accept.html",
        worries=worries,
    )


def send_back(request, pk):
    dossier = find(pk)
    form = bind(forms.Completion, request, on=dossier)
    said = _("Complément demandé. La famille est prévenue.")
    return decide(
        *(request, dossier, form, actions.send_back, said),
        template="office/dossiers/send_back.html",
        untold=sheet.untold(dossier),
    )


def refuse(request, pk):
    dossier = find(pk)
    form = bind(forms.Refusal, request, on=dossier)
    said = _("Dossier refusé. La famille est prévenue.")
    return decide(
        *(request, dossier, form, actions.refuse, said), template="office/dossiers/refuse.html"
    )


def at_once(request, pk, act, said):
    """Nothing to fill in: find, one action, back to the dossier with a word."""
    dossier = find(pk)
    act(dossier, by=request.user)
    messages.success(request, said)
    return back(request, dossier)


def decide(request, dossier, form, act, said, *, template, **more):
    """One action with what the form says, and back; else the form, `more` beside it."""
    if form.is_valid():
        act(dossier, **form.cleaned_data, by=request.user)
        messages.success(request, said)
        return back(request, dossier)
    liste = position.query_of(request)
    shown = {"dossier": dossier, "form": form, "liste": liste}
    return render(request, template, shown | {"url_back": rows.address(dossier.pk, liste)} | more)
