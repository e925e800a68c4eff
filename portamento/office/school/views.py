"""The school's settings, by subject."""

from datetime import date

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from portamento.administration import actions
from portamento.doors.bind import bind
from portamento.doors.fields import stored
from portamento.doors.page import render
from portamento.families.models.policies import Whose
from portamento.foundation import clock, text
from portamento.office.school import forms
from portamento.schools import setup
from portamento.schools.scope import current
from portamento.workflow.edit import changes


def show(request):
    school = current()
    return render(
        request,
        "office/school/show.html",
        {
            "row": school,
            "turns": text.day(turning_day(school)).rsplit(" ", 1)[0],
            "communes": setup.communes(),
            "years": setup.years(),
            "kinds": Whose.choices,
        },
    )


def turning_day(school):
    return date(2001, school.year_turns_month, school.year_turns_day)


def edit(request):
    """Name, address, telephone, hours, e-mail."""
    return edited(request, forms.Identity, "office/school/edit.html")


def edit_look(request):
    return edited(request, forms.Look, "office/school/edit_look.html")


def edit_rules(request):
    return edited(request, forms.Rules, "office/school/edit_rules.html")


def edit_creditor(request):
    return edited(request, forms.Creditor, "office/school/edit_creditor.html")


def edit_texts(request):
    return edited(request, forms.Texts, "office/school/edit_texts.html")


def edit_accessibility(request):
    return edited(request, forms.Audit, "office/school/edit_accessibility.html")


def edited(request, form_class, template):
    """One subject of the settings: shown, checked, kept."""
    school = current()
    form = bind(form_class, request, on=school, initial=stored(school, form_class))
    if form.is_valid():
        if changes(school, form.cleaned_data):
            actions.edit_school(school, **form.cleaned_data, by=request.user)
            messages.success(request, _("Réglages enregistrés."))
        return redirect("office:school.show")
    return render(request, template, {"form": form})


def edit_logo(request):
    form = bind(forms.Logo, request)
    if form.is_valid():
        actions.set_logo(current(), form.cleaned_data["file"], by=request.user)
        messages.success(request, _("Logo enregistré."))
        return redirect("office:school.show")
    context = {"form": form, "has_logo": bool(current().logo_type)}
    return render(request, "office/school/edit_logo.html", context)


def drop_logo(request):
    if request.method == "POST":
        actions.drop_logo(current(), by=request.user)
        messages.success(request, _("Logo retiré."))
    return redirect("office:school.show")


def add_year(request):
    """The year after the last one known."""
    if request.method == "POST":
        last = next(reversed(setup.years()), None)
        starts_in = last.starts_in + 1 if last else current().starting_year(clock.today())
        year = actions.add_year(starts_in, by=request.user)
        messages.success(request, _("Année %s ajoutée.") % year.label)
    return redirect("office:school.show")
