"""The URL table is the permission table: `page()` guards the view and derives its name."""

import functools
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.csrf import get_token
from django.template.loader import render_to_string
from django.urls import path, reverse
from django.utils.functional import lazy
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from portamento.accounts.roles import ACT_FOR
from portamento.doors import carry, errors, frame
from portamento.doors.fields import MOST_DIGITS
from portamento.families.models import Family
from portamento.workflow.action import NotAllowed

FAMILY = "family"
ANYONE = "anyone"
OPEN = "open"


@dataclass(frozen=True)
class Page:
    """A line of the table: its name, view, and who may."""

    name: str
    view: Callable
    may: str


PAGES: dict[str, Page] = {}


def name_of(view: Callable) -> tuple[str, str]:
    """`portamento.office.dossiers.views.accept` -> ("office", "dossiers.accept")."""
    parts = view.__module__.split(".")
    return parts[1], f"{parts[-2]}.{view.__name__}"


def page(route: str, view: Callable, *, may: str = FAMILY):
    """A URL pattern whose view runs only for those who may.

    `may` is a right of the office (accounts.roles), FAMILY (a guardian, or staff acting for one;
    sets `request.family` and `request.guardian`), or ANYONE signed in.
    """
    area, name = name_of(view)
    PAGES[f"{area}:{name}"] = Page(f"{area}:{name}", view, may)

    @functools.wraps(view)
    def guarded(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        refusal = enter(request, f"{area}:{name}", may)
        check_numbers(kwargs)
        return refusal or answer(view, request, **kwargs)

    return path(route, guarded, name=name)


def check_numbers(kwargs: dict[str, Any]) -> None:
    """A number that no row can have is nobody's row, like any other. Raises Http404."""
    if any(isinstance(value, int) and value >= 10**MOST_DIGITS for value in kwargs.values()):
        raise Http404


def open_page(route: str, view: Callable):
    """A URL pattern that needs no sign-in."""
    area, name = name_of(view)
    PAGES[f"{area}:{name}"] = Page(f"{area}:{name}", view, OPEN)

    @functools.wraps(view)
    def opened(request: HttpRequest, **kwargs: Any) -> HttpResponse:
        return answer(view, request, **kwargs)

    opened.is_open = True
    return path(route, opened, name=name)


MAY_WHILE_PROVISIONAL = {"portal:password.edit", "portal:signin.ping"}


def enter(request: HttpRequest, name: str, may: str) -> HttpResponse | None:
    """None where the person may go on; else where they are sent. Raises PermissionDenied."""
    account = request.user
    request.family = request.guardian = None
    if account.must_change and name not in MAY_WHILE_PROVISIONAL:
        return HttpResponseRedirect(reverse("portal:password.edit"))
    if may == ANYONE:
        return None
    if may != FAMILY:
        if not account.may(may):
            raise PermissionDenied
        return None
    return enter_family(request)


def enter_family(request: HttpRequest) -> HttpResponse | None:
    """Sets the family; staff with that right enter as themselves, for one family."""
    account = request.user
    if not account.is_staff_member:
        request.guardian = account.guardian
        request.family = account.guardian.family
        return None
    family_id = request.session.get("acting_for")
    if not family_id or not account.may(ACT_FOR):
        return HttpResponseRedirect(reverse("office:home.index"))
    request.family = Family.objects.get(pk=family_id)
    guardians = request.family.guardians.select_related("person", "account", "family")
    request.guardian = guardians.filter(left_on=None).order_by("rank", "pk").first()
    account.acting_for_family_id = family_id
    if carry.is_of_another_space(request):
        return other_space(request)
    return None if request.guardian else HttpResponseRedirect(reverse("office:home.index"))


def other_space(request: HttpRequest) -> HttpResponse:
    """Nothing of one family is ever stored with another."""
    sentence = _(
        "Cette page était celle d’une autre famille : vous êtes entré depuis dans l’espace %s. "
        "Rien n’a été enregistré."
    )
    words = {"sentence": sentence % request.family.name}
    return render(request, "ui/refused.html", words, status=409)


def answer(view: Callable, request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """The view's answer. A refusal shows its form again with the sentence, or a friendly 409."""
    try:
        response = view(request, **kwargs)
        return errors.only_posts(request, response) if response.status_code == 405 else response
    except NotAllowed as refused:
        shown = form_again(view, request, str(refused), **kwargs)
        response = shown or render(request, "ui/refused.html", {"sentence": str(refused)})
        if not response.has_header("Location"):
            response.status_code = 409
        return response


def form_again(
    view: Callable, request: HttpRequest, sentence: str, **kwargs: Any
) -> HttpResponse | None:
    """The form with that sentence; the page it leads to now, where somebody has left nothing to
    fill in; None where there is no form."""
    if not getattr(request, "has_form", False):
        return None
    request.refusal = sentence
    try:
        response = view(request, **kwargs)
    except NotAllowed:
        return None
    if response.has_header("Location"):
        messages.error(request, sentence)
    return response


def allowed(request: HttpRequest, name: str) -> bool:
    """Whether the person may open that page: templates and the guard read the same table."""
    may = PAGES[name].may
    if may in {OPEN, ANYONE}:
        return True
    if may == FAMILY:
        return request.family is not None
    return request.user.is_authenticated and request.user.may(may)


def render(
    request: HttpRequest, template: str, context: dict | None = None, *, status: int = 200
) -> HttpResponse:
    """The only way a template is shown: adds `here`, `allowed` and the form's hidden inputs."""
    context = dict(context or {})
    area = "office" if template.startswith("office/") else "portal"
    context["here"] = frame.here(request, area, context)
    context["allowed"] = functools.partial(allowed, request)
    context["csrf_input"] = lazy(form_inputs, SafeString, str)(request)
    html = render_to_string(template, context)
    return HttpResponse(html, status=status)


def form_inputs(request: HttpRequest) -> SafeString:
    """The CSRF token, whom the page was made for and in whose space: expired forms find back."""
    account = request.user
    made_for = carry.seal_account(account) if account.is_authenticated else ""
    inputs = [("csrfmiddlewaretoken", get_token(request)), (carry.FROM, made_for)]
    if space := carry.space(request):
        inputs.append((carry.SPACE, space))
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', inputs)
