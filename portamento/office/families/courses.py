"""The courses of one pupil, from the family's page: what they follow, and one more."""

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.catalog.models import Course
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.enrolments import actions
from portamento.enrolments.models import Enrolment
from portamento.office.catalog import forms
from portamento.office.families.pupils import place


def courses(request, family_pk, pk):
    """This year's; one enrols in several, one after the other."""
    membership, year = place(family_pk, pk), forms.usual_year()
    pupil = membership.pupil
    offered = Course.objects.of_year(year).select_related("level", "teacher").by_name()
    form = bind(forms.CourseOf, request, courses=offered)
    if form.is_valid():
        course = form.cleaned_data["course"]
        actions.enrol(pupil, course, level=form.cleaned_data["level"], by=request.user)
        said = _("%(who)s est maintenant dans ce cours : %(course)s.")
        messages.success(request, said % {"who": pupil.first_name, "course": course})
        return redirect("office:families.courses", family_pk=family_pk, pk=pk)
    rows = Enrolment.objects.active().of_year(year).filter(pupil=pupil).with_course().in_order()
    context = {"membership": membership, "year": year, "form": form, "rows": rows}
    return render(request, "office/families/courses.html", context)
