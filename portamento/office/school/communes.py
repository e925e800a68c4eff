"""Communes whose inhabitants pay the residents' tariff."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.administration import actions
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.office.school import forms
from portamento.schools import setup
from portamento.schools.models import Commune


def communes(request):
    """The list, and one more."""
    form = bind(forms.NewCommune, request)
    if form.is_valid():
        actions.add_commune(**form.cleaned_data, by=request.user)
        messages.success(request, _("Commune ajoutée."))
        return redirect("office:school.communes")
    context = {"form": form, "rows": setup.communes()}
    return render(request, "office/school/communes.html", context)


def drop_commune(request, pk):
    commune = get_object_or_404(Commune, pk=pk)
    if request.method == "POST":
        actions.drop_commune(commune, by=request.user)
        messages.success(request, _("Commune retirée."))
    return redirect("office:school.communes")
