"""How a request enters and leaves: headers, the school, who is signed in."""

import time

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY
from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.utils.crypto import constant_time_compare

from portamento.accounts.models import Account
from portamento.doors import carry, signin
from portamento.foundation import clock
from portamento.schools.prepared import Mark, Prepared
from portamento.schools.scope import scope

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}
if settings.HTTPS:
    HEADERS["Strict-Transport-Security"] = "max-age=63072000; includeSubDomains"
SEEN_EVERY_SECONDS = 300


class Headers:
    """What every answer says, unless the view has said it more strictly."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.arrived_at = clock.now()
        response = self.get_response(request)
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if not request.path.startswith(settings.STATIC_URL):
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


@Prepared
def signed_in(uid: Mark) -> QuerySet[Account]:
    """Read for each page, with all that its frame says of them."""
    # The school is not known yet: it is this row that tells.
    rows = Account.objects.every_school().select_related(
        "school", "guardian__person", "guardian__family"
    )
    # A logo may weigh 200 KB, and only its own page shows it.
    return rows.defer("school__logo").filter(pk=uid, is_active=True)


class SchoolScope:
    """Opens the school of the session's account; before authentication, in one query."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        account = self.account(request)
        if account is None:
            request._cached_user = AnonymousUser()
            return self.get_response(request)
        request._cached_user = account
        self.note_seen(request)
        with scope(account.school):
            return self.get_response(request)

    def account(self, request) -> Account | None:
        """Who the session says, if the session is still theirs (same password)."""
        uid = request.session.get(SESSION_KEY)
        if uid is None:
            return None
        account = next(iter(signed_in(int(uid))), None)
        if account is None:
            return None
        known = request.session.get(HASH_SESSION_KEY, "")
        return account if constant_time_compare(known, account.get_session_auth_hash()) else None

    def note_seen(self, request) -> None:
        """At most every five minutes: the idle hour begins anew."""
        now = int(time.time())
        if now - request.session.get("seen", 0) >= SEEN_EVERY_SECONDS:
            request.session["seen"] = now


class SignedIn:
    """Everything requires sign-in, but what `open_page` opened."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if request.user.is_authenticated:
            request.user.must_change = signin.secret_of(request) is not None
        return self.get_response(request)

    def process_view(self, request, view, args, kwargs):
        if request.user.is_authenticated:
            if request.method == "POST":
                carry.done(request)
            return None
        if getattr(view, "is_open", False):
            return None
        if request.method == "POST":
            return carry.ask_to_sign_in(request)
        return self.to_sign_in(request)

    def to_sign_in(self, request):
        """A fragment asked for by htmx is no place for the sign-in page: the whole page goes."""
        fragment = request.headers.get("HX-Request")
        wanted = carry.page_of_form(request) if fragment else request.get_full_path()
        where = f"{carry.sign_in_url()}?{carry.next_query(wanted)}".rstrip("?")
        if fragment:
            return HttpResponse(headers={"HX-Redirect": where})
        return HttpResponseRedirect(where)
