"""« Retenir » a value read on a document, and take that back: one click, nothing by itself."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from portamento.documents import kept
from portamento.documents.readings.proposal import Kind
from portamento.office.documents import reading, viewer, way
from portamento.reenrolment import actions
from portamento.workflow.action import NotAllowed


@require_POST
def keep(request, pk):
    """The paper is read again: only what stands on it may be kept."""
    document = viewer.find(request, pk)
    read = reading.of(document)
    if read.silent:
        raise NotAllowed(_("Rien n’a pu être lu pour l’instant. Réessayez dans un instant."))
    offer = read.find(request.POST.get("quoi", ""), request.POST.get("valeur", ""))
    if offer is None:
        raise NotAllowed(_("Cette valeur n’est plus lue sur le document."))
    actions.keep_reading(document, offer.proposal, month=offer.month, by=request.user)
    messages.success(request, _("Retenu."))
    return redirect(way.of(request).to(pk))


@require_POST
def drop(request, pk):
    document = viewer.find(request, pk)
    what = request.POST.get("quoi", "")
    if what not in kept.LABELS:
        raise NotAllowed(_("Cette valeur n’est pas retenue."))
    actions.drop_reading(document, Kind(what), by=request.user)
    messages.success(request, _("Ce n’est plus retenu."))
    return redirect(way.of(request).to(pk))
