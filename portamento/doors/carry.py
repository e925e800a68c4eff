"""An expired session loses nothing: what was typed travels through sign-in, encrypted.

The POST of a session that has ended shows the sign-in page; its fields (never passwords) ride along
in one encrypted hidden value. The same account signing in finds its form filled again.
"""

import base64
import hashlib
import json
from urllib.parse import parse_qsl, urlencode, urlsplit

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

FIELD = "porte"
FROM = "compte"
SPACE = "espace"
LIVES_SECONDS = 12 * 3600
LARGEST = 1_500_000  # carried in one field, it must still fit into a request
KEPT = "carried"
_never = {"csrfmiddlewaretoken", FIELD, FROM}


def _box() -> Fernet:
    key = hashlib.sha256(b"carried form:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal(content: dict) -> str:
    """Plain values that nobody on the way can read or change."""
    return _box().encrypt(json.dumps(content).encode()).decode()


def unseal(sealed: str) -> dict:
    """What `seal` was given; {} when it is not ours, or too old."""
    try:
        return json.loads(_box().decrypt(sealed.encode(), ttl=LIVES_SECONDS))
    except (InvalidToken, ValueError):
        return {}


def seal_account(account) -> str:
    """Who a page was made for, unreadable to others, and of which site; each form carries it."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{account.pk}".encode()).hexdigest()
    return f"{digest[:24]}.{account.school.slug}"


def space(request: HttpRequest) -> str:
    """Whose space staff have entered: a page's form is posted to that one and to no other."""
    return str(getattr(request.user, "acting_for_family_id", None) or "")


def is_of_another_space(request: HttpRequest) -> bool:
    """A page left open in a window, while its reader entered another family in a second one."""
    return request.method == "POST" and request.POST.get(SPACE, space(request)) != space(request)


def site_of_form(request: HttpRequest) -> str:
    """The slug of the school whose page was posted, or ''."""
    return request.POST.get(FROM, "").partition(".")[2]


def next_query(path: str) -> str:
    """What the sign-in page is told: the page that was asked for, the site its address names."""
    asked = urlsplit(path)
    told = {"next": path} if asked.path != "/" else {}
    site = dict(parse_qsl(asked.query)).get("site", "")
    return urlencode(told | ({"site": site} if site else {}))


def safe_next(given: str) -> str:
    """The given path if it is one of ours, else ''. Open redirects are impossible."""
    fine = given.startswith("/") and not given.startswith("//")
    return given if fine and url_has_allowed_host_and_scheme(given, None) else ""


def page_of_form(request: HttpRequest) -> str:
    """The page on which the form was filled in: a button may post it elsewhere."""
    given = request.headers.get("Referer", "")
    if not url_has_allowed_host_and_scheme(given, request.get_host()):
        return request.get_full_path()
    parts = urlsplit(given)
    return parts.path + (f"?{parts.query}" if parts.query else "")


def _is_secret(name: str) -> bool:
    return "password" in name or "passe" in name


def contents(request: HttpRequest) -> dict:
    """What was posted, where from and by whom; passwords and files are left out."""
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in _never and not _is_secret(name)
    }
    files = [file.name for name, many in request.FILES.lists() for file in many]
    return {
        "path": page_of_form(request),
        "from": request.POST.get(FROM, ""),
        "fields": fields,
        "files": files,
    }


def pack(request: HttpRequest) -> str:
    """The posted fields, sealed; '' where there is nobody to give them back to, or too much."""
    packed = contents(request)
    if not packed["from"]:
        return ""
    sealed = seal(packed)
    return sealed if len(sealed) <= LARGEST else ""


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, with what was typed."""
    response = _views["sign_in"](request, carried=pack(request))
    if request.headers.get("HX-Request"):
        response["HX-Retarget"], response["HX-Reswap"] = "body", "innerHTML"
    else:
        response.status_code = 403
    return response


def keep(request: HttpRequest, account, packed: dict) -> str:
    """Keeps the fields for their page, if it is the same person; gives its path, else ''."""
    if not packed or packed.get("from") != seal_account(account):
        return ""
    request.session[KEPT] = packed
    return safe_next(packed["path"])


def restore(request: HttpRequest, account, sealed: str) -> str:
    """After sign-in: the page whose form will be filled again, or ''."""
    return keep(request, account, unseal(sealed))


def take(request: HttpRequest) -> dict | None:
    """The fields kept for this page; they stay until the form is posted or the session ends."""
    kept = request.session.get(KEPT)
    here = kept and kept["path"].split("?")[0] == request.path
    if here and kept["fields"].get(SPACE, [""])[-1] == space(request):
        return kept
    return None


def waiting(request: HttpRequest) -> str:
    """The page whose form waits to be filled again, or ''."""
    kept = request.session.get(KEPT)
    return safe_next(kept["path"]) if kept else ""


def done(request: HttpRequest) -> None:
    """The form has been posted: nothing of it is kept any longer."""
    kept = request.session.get(KEPT)
    if kept and kept["path"].split("?")[0] in {request.path, page_of_form(request).split("?")[0]}:
        del request.session[KEPT]


_views: dict = {}


def sign_in_with(view) -> None:
    """The portal hands over its sign-in view: doors cannot import it."""
    _views["sign_in"] = view


def sign_in_url() -> str:
    return reverse(settings.LOGIN_URL)
