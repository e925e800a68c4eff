"""« Sans objet »: a document that is there, or a piece for which nothing was handed in."""

from django.contrib import messages
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portamento.documents.models import Owner
from portamento.doors import carry, fields
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families.models import Family
from portamento.office.documents import forms, leaving, meanwhile, rows, viewer, way
from portamento.reenrolment import actions, pieces, setup


def set_aside(request, pk):
    """From the viewer: the next document follows."""
    document = viewer.find(request, pk)
    form = bind(forms.Moot, request, on=meanwhile.shown(request, document))
    if form.is_valid():
        actions.set_aside(document, **form.cleaned_data, by=request.user)
        messages.success(request, _("Sans objet : %s.") % document.name)
        return leaving.onward(request, document)
    opened = way.of(request)
    context = {
        "form": form,
        "heading": _("Document sans objet"),
        "title": rows.row(document, "").name,
        "family": document.family,
        "whose": rows.row(document, "").whose,
        "kept": opened.hidden() if opened.walks else {"retour": opened.retour},
        "back_url": opened.to(pk),
    }
    return render(request, "office/documents/set_aside.html", context)


def piece(request, family_pk, ask):
    """From a dossier, where perhaps nothing was handed in."""
    family, asked, pupil = find(request, family_pk, ask)
    form = bind(forms.Moot, request)
    retour = carry.safe_next(request.POST.get("retour", request.GET.get("retour", "")))
    if form.is_valid():
        actions.waive(asked, family, pupil, **form.cleaned_data, by=request.user)
        messages.success(
            request, _("Sans objet : %s.") % pieces.name_of(asked.kind, asked.campaign)
        )
        return redirect(retour or "office:dossiers.index")
    context = {
        "form": form,
        "heading": _("Pièce sans objet"),
        "title": pieces.name_of(asked.kind, asked.campaign),
        "family": family,
        "whose": pupil.full_name if pupil else _("Toute la famille"),
        "kept": {"retour": retour, "eleve": pupil.pk if pupil else ""},
        "back_url": retour or reverse("office:dossiers.index"),
    }
    return render(request, "office/documents/set_aside.html", context)


@require_POST
def ask_again(request, family_pk, ask):
    """Needed after all."""
    family, asked, pupil = find(request, family_pk, ask)
    actions.ask_again(asked, family, pupil, by=request.user)
    messages.success(
        request, _("À nouveau demandé : %s.") % pieces.name_of(asked.kind, asked.campaign)
    )
    return redirect(carry.safe_next(request.POST.get("retour", "")) or "office:dossiers.index")


def find(request, family_pk: int, ask: int):
    """The household, what is asked, and the pupil where it is about one. Raises Http404."""
    family = get_object_or_404(Family, pk=family_pk)
    campaign = setup.current_campaign()
    asked = (
        next((one for one in setup.requests(campaign) if one.pk == ask), None) if campaign else None
    )
    if asked is None:
        raise Http404
    if asked.kind.owner == Owner.FAMILY:
        return family, asked, None
    given = request.POST.get("eleve", request.GET.get("eleve", ""))
    row = (
        family.memberships.filter(pupil=fields.whole(given)).select_related("pupil__person").first()
    )
    if row is None:
        raise Http404
    return family, asked, row.pupil
