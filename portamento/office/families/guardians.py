"""Responsible adults: they join, are corrected, receive what lets them in, leave."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.accounts import actions as accounts
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families import actions, corrections, holders, invitations
from portamento.families.models import Family, Guardian, Pupil, Tie
from portamento.foundation import text
from portamento.office.families import identity, ties


def find(pk: int) -> Guardian:
    rows = Guardian.objects.select_related("person", "account", "family")
    return get_object_or_404(rows, pk=pk)


def to_family(guardian: Guardian):
    return redirect("office:families.show", pk=guardian.family_id)


def new_guardian(request, pk):
    family = get_object_or_404(Family, pk=pk)
    members = family.memberships.select_related("pupil__person").in_order()
    pupils = [one.pupil for one in members]
    initial = {} if family.guardians.exists() else {"last_name": family.name}
    form = bind(identity.NewGuardian, request, pupils=pupils, initial=initial)
    if form.is_valid():
        guardian = actions.add_guardian(
            family,
            **form.person(),
            identifier=form.cleaned_data["identifier"],
            relations=form.relations(),
            by=request.user,
        )
        said = _("Responsable ajouté : %(name)s. Son identifiant : %(identifier)s")
        words = {"name": guardian.full_name, "identifier": guardian.account.identifier}
        messages.success(request, said % words)
        return to_family(guardian)
    context = {"family": family, "form": form}
    return render(request, "office/families/new_guardian.html", context)


def edit_guardian(request, pk):
    guardian = find(pk)
    holder = holders.of_guardian(guardian)
    form = bind(identity.Correction, request, on=identity.versioned(holder), holder=holder)
    if form.is_valid():
        if corrections.changed(holder, form.typed()):
            corrections.correct(holder, form.typed(), by=request.user)
            messages.success(request, _("Fiche %s modifiée.") % text.of(guardian.full_name))
        return to_family(guardian)
    context = {"guardian": guardian, "form": form}
    return render(request, "office/families/edit_guardian.html", context)


def edit_identifier(request, pk):
    guardian = find(pk)
    account = guardian.account
    initial = {"identifier": account.identifier}
    form = bind(identity.Identifier, request, on=account, initial=initial)
    if form.is_valid():
        accounts.change_identifier(account, form.cleaned_data["identifier"], by=request.user)
        messages.success(request, _("Nouvel identifiant : %s") % account.identifier)
        return to_family(guardian)
    context = {"guardian": guardian, "form": form}
    return render(request, "office/families/edit_identifier.html", context)


def send_identifier(request, pk):
    guardian = find(pk)
    if request.method == "POST":
        accounts.send_identifier(guardian.account, by=request.user)
        messages.success(request, invitations.way(guardian.account))
    return to_family(guardian)


def send_password(request, pk):
    guardian = find(pk)
    account = guardian.account
    if request.method == "POST":
        invitations.send_password(account, by=request.user)
        messages.success(request, _("Mot de passe provisoire envoyé à %s.") % account.email)
    return to_family(guardian)


def close_guardian(request, pk):
    guardian = find(pk)
    if request.method == "POST":
        said = _("L’accès %s est fermé.") % text.of(guardian.full_name)
        return at_once(request, guardian, actions.close_guardian, said)
    return render(request, "office/families/close_guardian.html", {"guardian": guardian})


def reopen_guardian(request, pk):
    guardian = find(pk)
    said = _("L’accès %s est rouvert. Envoyez l’identifiant : l’ancien mot de passe ne sert plus.")
    return at_once(request, guardian, actions.reopen_guardian, said % text.of(guardian.full_name))


def enrol_guardian(request, pk):
    guardian = find(pk)
    said = _("%s est aussi élève.") % guardian.full_name
    if not guardian.person.born_on:
        said += " " + _("Sa date de naissance est à compléter : « Modifier la fiche ».")
    return at_once(request, guardian, actions.enrol_guardian, said)


def at_once(request, guardian, act, said):
    """Nothing to fill in: one action when it is posted, and back to the family with a word."""
    if request.method == "POST":
        act(guardian, by=request.user)
        messages.success(request, said)
    return to_family(guardian)


def edit_tie(request, pk, pupil_pk):
    guardian = find(pk)
    shared = Pupil.objects.filter(memberships__family=guardian.family_id)
    pupil = get_object_or_404(shared.select_related("person"), pk=pupil_pk)
    tie = Tie.objects.filter(guardian=guardian, pupil=pupil).first()
    likely = "" if tie else identity.likely_relation(guardian)
    form = bind(ties.Link, request, tie=tie, likely=likely)
    chained = "suite" in request.GET
    if form.is_valid():
        actions.tie(guardian, pupil, **form.tie(), by=request.user)
        messages.success(request, _("Lien enregistré."))
        return ties.next_one(guardian.family, pupil) if chained else to_family(guardian)
    context = {"guardian": guardian, "pupil": pupil, "form": form, "chained": chained}
    return render(request, "office/families/edit_tie.html", context)
