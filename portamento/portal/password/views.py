"""Mot de passe perdu, and choosing a new one."""

from django.contrib import messages
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.accounts import actions, passwords, reasons, rules
from portamento.doors import carry, signin, throttle
from portamento.doors.bind import bind
from portamento.doors.page import render
from portamento.mailroom import delivery
from portamento.portal.password import forms
from portamento.portal.signin import site
from portamento.portal.signin.views import home_of
from portamento.schools.scope import scope


def new(request):
    """« Mot de passe perdu » : the same answer, in words and in work, whoever asks."""
    schools = site.schools()
    school = site.chosen(request, schools)
    initial = ({"site": school.slug} if school else {}) | site.brought(request)
    form = bind(forms.Lost, request, schools=schools, initial=initial)
    if form.is_valid():
        given = form.cleaned_data
        with scope(form.school()):
            if not throttle.asks_too_much(request):
                asked = {"identifier": given["identifier"], "email": given["email"]}
                actions.ask_provisional(**asked, by=None)
        brought = site.bring(given["site"], given["identifier"])
        return redirect(reverse("portal:password.sent") + brought)
    typed = [request.POST.get(name, "") for name in ("site", "identifier")]
    back = site.bring(*typed) if any(typed) else "?" + request.GET.urlencode()
    context = {
        "form": form,
        "school": school,
        "site": school,
        "back": reverse("portal:signin.show") + back,
    }
    return render(request, "portal/password/new.html", context)


def sent(request):
    """What happens now, and what to do if nothing comes; « OK » leads back to Connexion."""
    brought = site.brought(request)
    school = site.chosen(request, site.schools())
    on = site.bring(school.slug if school else "", brought.get("identifier", ""))
    context = {"school": school, "site": school, "on": reverse("portal:signin.show") + on}
    context["kept_here"] = delivery.keeps_all()
    return render(request, "portal/password/sent.html", context)


def edit(request):
    """« Mot de passe »."""
    account, secret = request.user, signin.secret_of(request)
    form = bind(
        forms.NewPassword,
        request,
        account=account,
        knows=None if secret else lambda typed: signin.knows_password(request, typed),
    )
    if form.is_valid():
        new = form.cleaned_data["new_password"]
        actions.change_password(account, new, secret=secret, by=account)
        signin.password_saved(request)
        messages.success(request, _("Mot de passe enregistré. Vos autres connexions sont fermées."))
        return redirect(carry.waiting(request) or home_of(account))
    rule = passwords.rule_of(account)
    context = {
        "form": form,
        "account": account,
        "provisional": secret is not None,
        "rule": reasons.RULES[rule],
        "lengths": dict(zip(("minlength", "maxlength"), rules.LENGTHS[rule], strict=True)),
        "back": home_of(account),
    }
    return render(request, "portal/password/edit.html", context)
