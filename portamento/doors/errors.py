"""Our own pages for what goes wrong; the 500 needs no database."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from portamento.doors import carry

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
    500: (
        _("Une erreur est survenue de notre côté"),
        _("Rien de ce que vous aviez envoyé avant n’est perdu. Réessayez dans quelques minutes."),
    ),
}


def show(request: HttpRequest, status: int) -> HttpResponse:
    title, sentence = TEXTS[status]
    html = render_to_string("ui/error.html", {"title": title, "sentence": sentence})
    return HttpResponse(html, status=status)


def bad_request(request, exception):
    return show(request, 400)


def forbidden(request, exception):
    return show(request, 403)


def not_found(request, exception):
    return show(request, 404)


def server_error(request):
    return show(request, 500)


def csrf_failed(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A lost token loses nothing: the same way back as an expired session."""
    return carry.ask_to_sign_in(request)
