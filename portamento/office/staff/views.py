"""Équipe: who works in the office, and what each may do."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.accounts import actions, team
from portamento.accounts.models import Account
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.foundation import text
from portamento.office.staff import forms


def index(request):
    """Everybody of the team, those who have left last."""
    rows = sorted(text.alphabetically(Account.objects.staff()), key=lambda one: not one.is_active)
    return render(request, "office/staff/index.html", {"rows": rows})


def new(request):
    """A new colleague."""
    form = bind(forms.NewMember, request)
    if form.is_valid():
        account = team.welcome(**form.cleaned_data, by=request.user)
        told = {"who": account.name, "identifier": account.identifier}
        messages.success(
            request,
            _("Compte ouvert : %(who)s reçoit son identifiant, « %(identifier)s ».") % told,
        )
        return redirect("office:staff.index")
    return render(request, "office/staff/new.html", {"form": form})


def edit(request, pk):
    """Name, address, role."""
    account = find(pk)
    stored = {"name": account.name, "email": account.email, "role": account.role}
    form = bind(forms.Member, request, on=account, initial=stored)
    if form.is_valid():
        if form.cleaned_data != stored:
            team.edit(account, **form.cleaned_data, by=request.user)
            messages.success(request, _("Compte modifié."))
        return redirect("office:staff.index")
    return render(request, "office/staff/edit.html", {"form": form, "account": account})


def send(request, pk):
    """The identifiant once more, and the way to a new password."""
    account = find(pk)
    if request.method == "POST":
        actions.send_identifier(account, by=request.user)
        messages.success(request, _("Identifiant envoyé à %s.") % account.name)
    return redirect("office:staff.edit", pk=pk)


def close(request, pk):
    """Someone leaves the team."""
    account = find(pk)
    if request.method == "POST":
        actions.close_account(account, by=request.user)
        messages.success(request, _("Compte %s fermé.") % text.of(account.name))
    return redirect("office:staff.index")


def reopen(request, pk):
    """Someone comes back."""
    account = find(pk)
    if request.method == "POST":
        actions.reopen_account(account, by=request.user)
        said = _("Compte %s rouvert. Envoyez l’identifiant : l’ancien mot de passe ne sert plus.")
        messages.success(request, said % text.of(account.name))
    return redirect("office:staff.edit", pk=pk)


def find(pk) -> Account:
    return get_object_or_404(Account.objects.staff(), pk=pk)
