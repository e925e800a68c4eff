"""Pupils of a household: they join, are corrected, shared with a second household."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _

from portamento.doors import fields
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.families import access, actions, corrections, holders
from portamento.families.models import Family, Membership
from portamento.foundation import clock, text
from portamento.office.families import identity, rows, ties

FOUND = 20


def place(family_pk: int, pk: int) -> Membership:
    """That pupil in that household."""
    return access.membership(get_object_or_404(Family, pk=family_pk), pk)


def new_pupil(request, pk):
    family = get_object_or_404(Family, pk=pk)
    guardians = tuple(access.guardians(family))
    initial = {"last_name": guardians[0].person.last_name} if guardians else {}
    form = bind(identity.NewPupil, request, guardians=guardians, initial=initial)
    if form.is_valid():
        pupil = actions.add_pupil(
            family, **form.person(), tied=form.tied(), answers=form.answers(), by=request.user
        )
        messages.success(request, _("Élève ajouté à ce foyer : %s.") % pupil.full_name)
        return ties.next_one(family, pupil)
    return render(request, "office/families/new_pupil.html", {"family": family, "form": form})


def edit_pupil(request, family_pk, pk):
    membership = place(family_pk, pk)
    holder = holders.of_pupil(membership, access.guardians(membership.family))
    form = bind(identity.Correction, request, on=identity.versioned(holder), holder=holder)
    if form.is_valid():
        if corrections.changed(holder, form.typed()):
            corrections.correct(holder, form.typed(), by=request.user)
            messages.success(request, _("Fiche %s modifiée.") % text.of(membership.pupil.full_name))
        return redirect("office:families.show", pk=family_pk)
    context = {"membership": membership, "form": form}
    return render(request, "office/families/edit_pupil.html", context)


def edit_place(request, family_pk, pk):
    membership = place(family_pk, pk)
    form = bind(ties.Place, request, on=membership, membership=membership)
    if form.is_valid():
        if form.has_changed():
            actions.edit_membership(membership, **form.answers(), by=request.user)
            messages.success(request, _("Place de l’élève dans ce foyer modifiée."))
        return redirect("office:families.show", pk=family_pk)
    context = {"membership": membership, "form": form}
    return render(request, "office/families/edit_place.html", context)


def share_pupil(request, family_pk, pk):
    membership = place(family_pk, pk)
    words = fields.sought(request)
    others = Family.objects.exclude(memberships__pupil=membership.pupil_id)
    found = list(rows.listed(others.matching(words))[:FOUND]) if words else []
    form = bind(ties.Sharing, request, families=found)
    if form.is_valid():
        other = get_object_or_404(others, pk=form.cleaned_data["family"])
        share = form.cleaned_data["payer_share"]
        actions.share_pupil(other, membership.pupil, payer_share=share, by=request.user)
        messages.success(
            request,
            _("Élève partagé. Précisez maintenant le lien de chaque responsable avec l’élève."),
        )
        return redirect("office:families.show", pk=other.pk)
    context = {"membership": membership, "form": form, "words": words, "found": found}
    return render(request, "office/families/share_pupil.html", context)


def unshare_pupil(request, family_pk, pk):
    membership = place(family_pk, pk)
    if request.method == "POST":
        actions.unshare_pupil(membership, by=request.user)
        messages.success(request, _("%s ne fait plus partie de ce foyer.") % membership.pupil)
        return redirect("office:families.show", pk=family_pk)
    return render(request, "office/families/unshare_pupil.html", {"membership": membership})


def depart(request, family_pk, pk):
    membership = place(family_pk, pk)
    form = bind(ties.Departure, request, initial={"on": clock.today()})
    if form.is_valid():
        actions.note_departure(membership.pupil, **form.cleaned_data, by=request.user)
        messages.success(request, _("Départ %s noté.") % text.of(membership.pupil.full_name))
        return redirect("office:families.show", pk=family_pk)
    context = {"membership": membership, "form": form}
    return render(request, "office/families/depart.html", context)


def come_back(request, family_pk, pk):
    membership = place(family_pk, pk)
    if request.method == "POST":
        actions.cancel_departure(membership.pupil, by=request.user)
        messages.success(request, _("Départ %s annulé.") % text.of(membership.pupil.full_name))
    return redirect("office:families.show", pk=family_pk)


def open_access(request, family_pk, pk):
    membership = place(family_pk, pk)
    form = bind(ties.Access, request)
    if form.is_valid():
        guardian = actions.open_own_access(
            membership.family, membership.pupil, **form.cleaned_data, by=request.user
        )
        said = _("Accès créé. Identifiant : %s")
        messages.success(request, said % guardian.account.identifier)
        return redirect("office:families.show", pk=family_pk)
    context = {"membership": membership, "form": form}
    return render(request, "office/families/open_access.html", context)
