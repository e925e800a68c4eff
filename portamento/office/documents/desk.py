"""A paper brought to the desk: scanned by the office, in the family's name."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.doors import carry, fields
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families.models import Family
from portamento.office.documents import forms
from portamento.office.families import rows
from portamento.reenrolment import actions

SHOWN = 20


def choose(request):
    """Whose paper it is."""
    words = fields.sought(request)
    families = rows.of(rows.listed(Family.objects.matching(words))[:SHOWN]) if words else []
    context = {"form": forms.Whose(request.GET or None), "words": words, "families": families}
    return render(request, "office/documents/choose.html", context)


def new(request, family_pk):
    family = get_object_or_404(Family, pk=family_pk)
    form = bind(forms.Desk, request, family=family)
    if form.is_valid():
        facts = form.cleaned_data
        document = actions.hand_in(
            *(family, facts["kind"], facts["file"]),
            pupil=facts["pupil"],
            tell=facts["tell"],
            by=request.user,
        )
        messages.success(request, _("Document reçu : %s.") % document.name)
        given = carry.safe_next(request.POST.get("retour", ""))
        return redirect(given) if given else redirect("office:documents.show", pk=document.pk)
    retour = carry.safe_next(request.GET.get("retour", request.POST.get("retour", "")))
    context = {"family": family, "form": form, "retour": retour}
    return render(request, "office/documents/new.html", context)
