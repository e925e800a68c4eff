"""Famille, Identité: the person signed in, and what they have asked to change."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.changes import actions as changes
from portamento.changes.models import State
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families import kinds, sheets
from portamento.portal.family import adults, answers, forms, layout, tabs


def show(request):
    sheet = sheets.of_guardian(request.guardian)
    form = bind(forms.Identity, request, on=sheet, sheet=sheet, initial=sheet.initial())
    if form.is_valid():
        difference = sheet.difference(form.cleaned_data)
        if difference:
            account = request.guardian.account
            sheets.propose(sheet, difference, asker=account, by=request.user)
        answers.say(request, sheet, difference)
        return redirect("portal:family.show")
    context = {
        "name": request.guardian.full_name,
        "family": request.family.name,
        "tabs": tabs.of(request, "family.show"),
        "form": form,
        "sections": layout.sections(form, sheet, own=True),
        "changed": layout.notice(sheet),
        "guidance": layout.guidance(sheet),
        "may_edit": any(not field.disabled for field in form.fields.values()),
        "others": adults.others(request.family, request.guardian),
    }
    return render(request, "portal/family/show.html", context)


def withdraw(request, pk):
    change = get_object_or_404(sheets.asked_by(request.guardian), pk=pk)
    subject = kinds.of(change)
    back = answers.page_of(change, subject)
    if request.method == "POST":
        changes.withdraw([change], by=request.user)
        messages.success(request, _("Changement annulé : la valeur en vigueur reste utilisée."))
        return redirect(back)
    context = {
        "change": change,
        "waits": change.state == State.PENDING,
        "back": back,
        **answers.words(change, subject),
    }
    return render(request, "portal/family/withdraw.html", context)
