"""From an identifiant and a password to a session."""

from django.contrib import auth
from django.http import HttpRequest

from portamento.accounts import actions, passwords, provisional
from portamento.accounts.models import Account, ProvisionalSecret
from portamento.doors import throttle

BACKEND = "portamento.accounts.backend.SchoolBackend"
PROVISIONAL = "provisional"


def enter(request: HttpRequest, *, identifier: str, password: str) -> Account | None:
    """Opens a session in the school in scope; None for every kind of failure, at the same cost.

    A live provisional password is tried first and has its own number of tries: whoever makes the
    account wait does not keep its person out.
    """
    account = provisional.named(identifier)
    if secret := provisional.tried(account, password):
        return by_secret(request, secret)
    attempt = throttle.begin(request, account, identifier)
    if attempt is None or not passwords.is_right(account, password):
        return None
    throttle.forgive(attempt)
    auth.login(request, account, backend=BACKEND)
    actions.connect(account, by=account)
    return account


def by_secret(request: HttpRequest, secret: ProvisionalSecret) -> Account:
    """A session that opens « Mot de passe » and nothing else, until a new one is saved."""
    account = secret.account
    auth.login(request, account, backend=BACKEND)
    request.session[PROVISIONAL] = secret.pk
    actions.connect(account, provisional=True, by=account)
    return account


def secret_of(request: HttpRequest) -> int | None:
    """The provisional secret that opened this session, if one did."""
    return request.session.get(PROVISIONAL)


def knows_password(request: HttpRequest, password: str) -> bool:
    """Whether the person signed in knows their password; wrong ones count as at the door."""
    attempt = throttle.begin(request, request.user, request.user.identifier)
    if attempt is None or not passwords.is_right(request.user, password):
        return False
    throttle.forgive(attempt)
    return True


def password_saved(request: HttpRequest) -> None:
    """This session goes on with the new password; all others end by its hash."""
    request.session.pop(PROVISIONAL, None)
    auth.update_session_auth_hash(request, request.user)
