"""Courses: the list of a year, one course, the year after."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.catalog import actions
from portamento.catalog import setup as catalog
from portamento.catalog.models import Course
from portamento.doors import fields
from portamento.doors.bind import bind
from portamento.doors.fields import stored
from portamento.doors.lists import kept_query
from portamento.doors.page import render
from portamento.enrolments.models import Enrolment
from portamento.families.models import Membership
from portamento.foundation import text
from portamento.office.catalog import forms
from portamento.schools import setup
from portamento.workflow.edit import changes

PER_PAGE = 50
ANOTHER = "encore"  # the button that saves, then begins a course like this one
WITH = ("discipline", "level", "teacher", "year")


def index(request):
    """The courses of one year: this one unless another is asked for."""
    filters = forms.Filters.of(request)
    courses = filters.narrow(Course.objects.select_related(*WITH)).by_name()
    return render(
        request,
        "office/catalog/index.html",
        {
            "filters": filters,
            "year": filters.year,
            "disciplines": catalog.disciplines(),
            "page": Paginator(courses, PER_PAGE).get_page(request.GET.get("page")),
            "kept": kept_query(request),
        },
    )


def find(pk: int) -> Course:
    return get_object_or_404(Course.objects.select_related(*WITH, "follows__year"), pk=pk)


def homes():
    """Where a pupil lives first."""
    return Membership.objects.order_by("-primary", "pk")


def show(request, pk):
    course = find(pk)
    rows = Enrolment.objects.active().filter(course=course)
    rows = rows.select_related("pupil__person", "level", "course__level")
    rows = rows.prefetch_related(Prefetch("pupil__memberships", homes(), to_attr="homes"))
    enrolments = sorted(rows, key=lambda one: (one.pupil.person.alphabetical(), one.pk))
    return render(
        request,
        "office/catalog/show.html",
        {"course": course, "enrolments": enrolments, "next": course.followed_by.first()},
    )


def new(request):
    form = bind(forms.NewCourse, request, initial=beginning(request))
    if form.is_valid():
        facts = dict(form.cleaned_data)
        course = actions.add_course(
            facts.pop("year"), facts.pop("discipline"), **facts, by=request.user
        )
        messages.success(request, _("Cours ajouté : %s.") % course)
        if ANOTHER in request.POST:
            return redirect(f"{reverse('office:catalog.new')}?{urlencode({'comme': course.pk})}")
        return redirect("office:catalog.show", pk=course.pk)
    return render(request, "office/catalog/edit.html", {"course": None, "form": form})


def beginning(request) -> dict:
    """What a new course begins with: all that another has, or its year alone."""
    like = fields.whole(request.GET.get("comme", ""))
    if like is not None:
        return stored(find(like), forms.NewCourse)
    return {"year": request.GET.get("annee") or getattr(forms.usual_year(), "pk", None)}


def edit(request, pk):
    course = find(pk)
    initial = stored(course, forms.CourseSheet)
    form = bind(forms.CourseSheet, request, on=course, initial=initial)
    if form.is_valid():
        if changes(course, form.cleaned_data):
            actions.edit_course(course, **form.cleaned_data, by=request.user)
            messages.success(request, _("Cours modifié."))
        return redirect("office:catalog.show", pk=course.pk)
    return render(request, "office/catalog/edit.html", {"course": course, "form": form})


def prepare(request):
    """« Préparer l’année »: copies this year's courses to the next."""
    year = forms.usual_year()
    form = bind(forms.Preparation, request)
    if year and form.is_valid():
        copies = actions.prepare_next_year(year, **form.cleaned_data, by=request.user)
        messages.success(
            request, text.count(len(copies), _("cours préparé."), _("cours préparés."))
        )
        target = next(one for one in setup.years() if one.starts_in == year.starts_in + 1)
        query = urlencode({"annee": target.pk})
        return redirect(f"{reverse('office:catalog.index')}?{query}")
    has_courses = year is not None and Course.objects.of_year(year).exists()
    context = {"year": year, "has_courses": has_courses, "form": form}
    return render(request, "office/catalog/prepare.html", context)
