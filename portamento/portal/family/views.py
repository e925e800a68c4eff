"""Famille, Identité: the person signed in, and what they have asked to change."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.accounts import actions as accounts
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
        answers.submit(request, sheet, form.cleaned_data)
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


def email(request):
    """A new address that waits for its link: sent again, or given up."""
    account = request.guardian.account
    row = account.email_confirmations.live().order_by("-pk").first()
    if request.method == "POST" and "annuler" in request.POST:
        accounts.forget_email(account, by=request.user)
        messages.success(request, _("Changement annulé : l’adresse en vigueur reste utilisée."))
        return redirect("portal:family.show")
    if request.method == "POST" and row:
        accounts.ask_email_confirmation(account, row.email, by=request.user)
        messages.success(request, _("Lien renvoyé à %s.") % row.email)
        return redirect("portal:family.show")
    context = {"row": row, "email": account.email}
    return render(request, "portal/family/email.html", context)


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
