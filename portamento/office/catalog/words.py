"""Disciplines, levels and teachers: three short lists with the same two pages each."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.catalog import actions, usual
from portamento.catalog import setup as catalog
from portamento.catalog.models import Discipline, Level, Teacher
from portamento.doors.bind import bind
from portamento.doors.fields import stored
from portamento.doors.page import render
from portamento.foundation import text
from portamento.office.catalog import forms
from portamento.workflow.edit import changes


def disciplines(request):
    context = {"rows": catalog.disciplines(), "usual": usual.new_disciplines()}
    return render(request, "office/catalog/disciplines.html", context)


def usual_disciplines(request):
    """The usual ones not there yet."""
    begins = not catalog.disciplines()
    form = bind(forms.Usual, request, offered=usual.new_disciplines(), begins=begins)
    if form.is_valid():
        number = usual.add_disciplines(form.cleaned_data["names"], by=request.user)
        added = text.count(number, _("discipline ajoutée"), _("disciplines ajoutées"))
        messages.success(request, f"{added}.")
        return redirect("office:catalog.disciplines")
    context = {"title": _("Disciplines habituelles"), "form": form, "back": "disciplines"}
    return render(request, "office/catalog/usual.html", context)


def new_discipline(request):
    form = bind(forms.DisciplineSheet, request)
    if form.is_valid():
        actions.add_discipline(**form.cleaned_data, by=request.user)
        messages.success(request, _("Discipline ajoutée."))
        return redirect("office:catalog.disciplines")
    return render(request, "office/catalog/edit_discipline.html", {"row": None, "form": form})


def edit_discipline(request, pk):
    row = get_object_or_404(Discipline, pk=pk)
    form = bind(forms.DisciplineSheet, request, on=row, initial=stored(row, forms.DisciplineSheet))
    if form.is_valid():
        if changes(row, form.cleaned_data):
            actions.edit_discipline(row, **form.cleaned_data, by=request.user)
            messages.success(request, _("Discipline modifiée."))
        return redirect("office:catalog.disciplines")
    return render(request, "office/catalog/edit_discipline.html", {"row": row, "form": form})


def levels(request):
    context = {"rows": catalog.levels(), "usual": usual.new_levels()}
    return render(request, "office/catalog/levels.html", context)


def usual_levels(request):
    begins = not catalog.levels()
    form = bind(forms.Usual, request, offered=usual.new_levels(), begins=begins)
    if form.is_valid():
        number = usual.add_levels(form.cleaned_data["names"], by=request.user)
        added = text.count(number, _("niveau ajouté"), _("niveaux ajoutés"))
        messages.success(request, f"{added}.")
        return redirect("office:catalog.levels")
    context = {"title": _("Niveaux habituels"), "form": form, "back": "levels"}
    return render(request, "office/catalog/usual.html", context)


def new_level(request):
    form = bind(forms.LevelSheet, request)
    if form.is_valid():
        actions.add_level(**form.cleaned_data, by=request.user)
        messages.success(request, _("Niveau ajouté."))
        return redirect("office:catalog.levels")
    return render(request, "office/catalog/edit_level.html", {"row": None, "form": form})


def edit_level(request, pk):
    row = get_object_or_404(Level, pk=pk)
    form = bind(forms.LevelSheet, request, on=row, initial=stored(row, forms.LevelSheet))
    if form.is_valid():
        if changes(row, form.cleaned_data):
            actions.edit_level(row, **form.cleaned_data, by=request.user)
            messages.success(request, _("Niveau modifié."))
        return redirect("office:catalog.levels")
    return render(request, "office/catalog/edit_level.html", {"row": row, "form": form})


def teachers(request):
    return render(request, "office/catalog/teachers.html", {"rows": catalog.teachers()})


def new_teacher(request):
    form = bind(forms.TeacherSheet, request)
    if form.is_valid():
        actions.add_teacher(**form.cleaned_data, by=request.user)
        messages.success(request, _("Enseignant ajouté."))
        return redirect("office:catalog.teachers")
    return render(request, "office/catalog/edit_teacher.html", {"row": None, "form": form})


def edit_teacher(request, pk):
    row = get_object_or_404(Teacher, pk=pk)
    form = bind(forms.TeacherSheet, request, on=row, initial=stored(row, forms.TeacherSheet))
    if form.is_valid():
        if changes(row, form.cleaned_data):
            actions.edit_teacher(row, **form.cleaned_data, by=request.user)
            messages.success(request, _("Enseignant modifié."))
        return redirect("office:catalog.teachers")
    return render(request, "office/catalog/edit_teacher.html", {"row": row, "form": form})
