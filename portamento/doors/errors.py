"""Our own pages for what goes wrong; the 500 needs no database."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from portamento.doors import carry

CSRF = "csrf"
TEXTS = {
    400: (
        _("Cette demande est illisible"),
        _("Revenez à la page précédente et recommencez. Si cela se répète, appelez la scolarité."),
    ),
    403: (
        _("Cette page ne vous est pas ouverte"),
        _("Votre compte n’a pas ce droit. Si vous en avez besoin, parlez-en à la direction."),
    ),
    404: (
        _("Cette page n’existe pas"),
        _("L’adresse est incomplète, ou ce que vous cherchez a été retiré."),
    ),
    405: (
        _("Cette adresse est celle d’un bouton"),
        _("Rien n’a été fait. Revenez à la page où il se trouve, et cliquez à nouveau dessus."),
    ),
    500: (
        _("Une erreur est survenue de notre côté"),
        _("Rien de ce que vous aviez envoyé avant n’est perdu. Réessayez dans quelques minutes."),
    ),
    CSRF: (
        _("Cette page était ouverte depuis trop longtemps"),
        _(
            "Rien n’a été fait. Revenez à la page précédente, rechargez-la et recommencez. Si cela "
            "se répète, votre navigateur refuse les cookies : le portail en a besoin."
        ),
    ),
}


def show(request: HttpRequest, kind: int | str, *, status: int = 0) -> HttpResponse:
    title, sentence = TEXTS[kind]
    over = _("Erreur %d") % (status or kind)
    words = {"title": title, "sentence": sentence, "over": over}
    return HttpResponse(render_to_string("ui/error.html", words), status=status or kind)


def bad_request(request, exception):
    return show(request, 400)


def forbidden(request, exception):
    return show(request, 403)


def not_found(request, exception):
    return show(request, 404)


def only_posts(request: HttpRequest, refusal: HttpResponse) -> HttpResponse:
    """A button's address, typed by hand or come back to after signing in."""
    response = show(request, 405)
    response.headers["Allow"] = refusal.headers["Allow"]
    return response


def server_error(request):
    return show(request, 500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A lost token loses nothing.

    Whoever is still signed in finds the form filled again; whoever is not signs in first. A page
    that is open to all has nothing worth carrying.
    """
    if request.user.is_authenticated:
        path = carry.keep(request, request.user, carry.contents(request))
        if path:
            messages.warning(request, _("Votre page datait : vérifiez, puis validez à nouveau."))
            return HttpResponseRedirect(path)
    if getattr(request.resolver_match.func, "is_open", False):
        return show(request, CSRF, status=403)
    return carry.ask_to_sign_in(request)
