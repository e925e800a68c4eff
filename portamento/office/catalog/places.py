"""Pupils put into a course, or taken out of it, by hand."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.doors import fields
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.enrolments import actions
from portamento.enrolments.models import Enrolment
from portamento.families.models import Person, Pupil
from portamento.office.catalog import forms
from portamento.office.catalog.views import find

SHOWN = 20


def enrol(request, pk):
    course = find(pk)
    words = fields.sought(request)
    pupils = matching(words)
    form = bind(forms.Place, request, pupils=pupils)
    if form.is_valid():
        facts = form.cleaned_data
        actions.enrol(facts["pupil"], course, level=facts["level"], by=request.user)
        messages.success(request, _("%s est maintenant dans ce cours.") % facts["pupil"])
        return redirect("office:catalog.show", pk=course.pk)
    search = forms.Search(initial={"q": words})
    context = {"course": course, "search": search, "q": words, "form": form, "found": len(pupils)}
    return render(request, "office/catalog/enrol.html", context)


def matching(words: str) -> list[Pupil]:
    """The first pupils whose name has these words; none before one has searched."""
    if not words:
        return []
    people = Person.objects.named_like(words)
    pupils = Pupil.objects.filter(person__in=people, left_on=None).select_related("person")
    found = pupils.order_by("person__search", "pk")[:SHOWN]
    return sorted(found, key=lambda one: one.person.alphabetical())


def find_enrolment(pk: int) -> Enrolment:
    rows = Enrolment.objects.active().with_course().select_related("pupil__person")
    return get_object_or_404(rows, pk=pk)


def set_level(request, pk):
    enrolment = find_enrolment(pk)
    form = bind(forms.LevelOf, request, initial={"level": enrolment.level_id})
    if form.is_valid():
        if form.cleaned_data["level"] != enrolment.level:
            actions.set_level(enrolment, form.cleaned_data["level"], by=request.user)
            messages.success(request, _("Niveau modifié."))
        return redirect("office:catalog.show", pk=enrolment.course_id)
    context = {"enrolment": enrolment, "form": form}
    return render(request, "office/catalog/set_level.html", context)


def end(request, pk):
    """Asks first: the place is free for another at once."""
    enrolment = find_enrolment(pk)
    if request.method == "POST":
        actions.end(enrolment, by=request.user)
        messages.success(request, _("%s ne suit plus ce cours.") % enrolment.pupil)
        return redirect("office:catalog.show", pk=enrolment.course_id)
    return render(request, "office/catalog/end.html", {"enrolment": enrolment})
