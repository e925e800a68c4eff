"""An expired session loses nothing: what was typed travels through sign-in, encrypted.

The POST of a session that has ended shows the sign-in page; its fields (never passwords) ride along
in one encrypted hidden value. The same account signing in finds its form filled again.
"""

import base64
import hashlib
import json
from urllib.parse import urlencode

from cryptography.fernet import Fernet, InvalidToken
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme

FIELD = "porte"
FROM = "compte"
LIVES_SECONDS = 12 * 3600
_never = {"csrfmiddlewaretoken", FIELD, FROM}


def _box() -> Fernet:
    key = hashlib.sha256(b"carried form:" + settings.SECRET_KEY.encode()).digest()
    return Fernet(base64.urlsafe_b64encode(key))


def seal_account(account) -> str:
    """Who a page was made for, unreadable to others; each form carries it."""
    digest = hashlib.sha256(f"{settings.SECRET_KEY}:{account.pk}".encode()).hexdigest()
    return digest[:24]


def next_query(request: HttpRequest) -> str:
    return urlencode({"next": request.get_full_path()}) if request.path != "/" else ""


def safe_next(request: HttpRequest, given: str) -> str:
    """The given path if it is one of ours, else ''. Open redirects are impossible."""
    fine = given.startswith("/") and not given.startswith("//")
    return given if fine and url_has_allowed_host_and_scheme(given, None) else ""


def pack(request: HttpRequest) -> str:
    """The posted fields, sealed: passwords and files are left out."""
    fields = {
        name: values
        for name, values in request.POST.lists()
        if name not in _never and "passe" not in name and "password" not in name
    }
    content = {
        "path": request.get_full_path(),
        "from": request.POST.get(FROM, ""),
        "fields": fields,
        "files": [file.name for file in request.FILES.values()],
    }
    return _box().encrypt(json.dumps(content).encode()).decode()


def unpack(sealed: str) -> dict | None:
    try:
        return json.loads(_box().decrypt(sealed.encode(), ttl=LIVES_SECONDS))
    except (InvalidToken, ValueError):
        return None


def ask_to_sign_in(request: HttpRequest) -> HttpResponse:
    """The sign-in page, with what was typed."""
    from_sign_in = _sign_in_view()
    return from_sign_in(request, carried=pack(request))


def restore(request: HttpRequest, account, sealed: str) -> str:
    """After sign-in: keeps the fields for their page, if it is the same person; gives its path."""
    content = unpack(sealed)
    if content is None or content["from"] != seal_account(account):
        return ""
    request.session["carried"] = content
    return safe_next(request, content["path"])


def take(request: HttpRequest) -> dict | None:
    """The fields kept for this page; they stay until the form is posted or the session ends."""
    kept = request.session.get("carried")
    if kept and kept["path"].split("?")[0] == request.path:
        return kept
    return None


_views: dict = {}


def sign_in_with(view) -> None:
    """The portal hands over its sign-in view: doors cannot import it."""
    _views["sign_in"] = view


def _sign_in_view():
    return _views["sign_in"]


def sign_in_url() -> str:
    return reverse(settings.LOGIN_URL)
