"""Connexion, Quitter, and the sign of life of a session."""

from django.contrib import auth, messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.doors import carry, signin
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.portal.signin import forms, people, site
from portamento.reenrolment import links
from portamento.schools.scope import scope

LOST = "lost"


def show(request, carried=""):
    """« Portail pour les usagers ». `carried` is what an expired session had typed elsewhere."""
    schools = site.schools()
    school = site.chosen(request, schools)
    start = {"initial": first_values(request, school), "schools": schools}
    if carried or request.path != reverse("portal:signin.show"):
        return ask(request, forms.SignIn(**start), school, carried)
    if request.user.is_authenticated and request.method == "GET":
        return redirect(home_of(request.user))
    if LOST in request.POST:
        typed = (request.POST.get(name, "") for name in ("site", "identifier"))
        return redirect(reverse("portal:password.new") + site.bring(*typed))
    form = bind(forms.SignIn, request, **start)
    if form.is_valid() and (account := enter(request, form)):
        return redirect(destination(request, account))
    return ask(request, form, school, request.POST.get(carry.FIELD, ""))


def first_values(request, school) -> dict:
    known = {"site": school.slug} if school else {}
    return known | site.brought(request)


def enter(request, form):
    """The account, or None with one sentence for every cause."""
    with scope(form.school()):
        account = signin.enter(
            request,
            identifier=form.cleaned_data["identifier"],
            password=form.cleaned_data["password"],
        )
    if account is None:
        sentence = _(
            "Identifiant ou mot de passe inexact, ou trop d’essais de suite. Vérifiez les "
            "majuscules, attendez quelques minutes, ou cliquez sur « Mot de passe perdu »."
        )
        form.add_error(None, sentence)
    return account


def destination(request, account) -> str:
    """The form that was under way, the page that was asked for, else home."""
    sealed = request.POST.get(carry.FIELD, "")
    back = carry.restore(request, account, sealed)
    if sealed and not back:
        messages.warning(request, _("Ce qui avait été saisi ne l’était pas avec ce compte."))
    if signin.secret_of(request) is not None:
        return reverse("portal:password.edit")
    asked = links.landing(carry.safe_next(request.POST.get("next", "")))
    return back or asked or home_of(account)


def home_of(account) -> str:
    return reverse("office:home.index" if account.is_staff_member else "portal:home.index")


def ask(request, form, school, carried):
    towns = {one.town for one in ([school] if school else form.schools.values())}
    context = {
        "form": form,
        "school": school,
        "carry_name": carry.FIELD,
        "carried": carried,
        "next": carry.safe_next(request.GET.get("next", "") or request.POST.get("next", "")),
        "people": [one for one in people.shown() if one.school in towns],
        "lost": LOST,
    }
    return render(request, "portal/signin/show.html", context)


def delete(request):
    """« Quitter ». A page left open long after its session ended leaves as well."""
    slug = request.user.school.slug if request.user.is_authenticated else ""
    if request.method == "POST" and slug:
        auth.logout(request)
        messages.success(request, _("Vous avez quitté le portail."))
    where = reverse("portal:signin.show")
    return redirect(f"{where}?site={slug}" if slug else where)


def ping(request):
    """« Continuer » : the idle hour begins anew; the middleware has noted it."""
    return HttpResponse(status=204)


carry.sign_in_with(show)
