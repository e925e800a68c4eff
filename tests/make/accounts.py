"""People who sign in."""

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY

from portamento.accounts import actions
from portamento.accounts.models import Account

PASSWORD = "Valmont2026"
STAFF_PASSWORD = "Valmont2026Bureau"


def account(name="Claire Martin", *, password=PASSWORD, role="", **fields) -> Account:
    """Someone who has chosen a password; '' for someone who never did."""
    fields = {"email": "claire.martin@example.org"} | fields
    made = actions.open_account(name=name, role=role, by=None, **fields)
    if password:
        actions.change_password(made, password, by=None)
    return made


def staff(name="Paul Roche", *, role="director", password=STAFF_PASSWORD, **fields) -> Account:
    """Someone of the office."""
    fields = {"email": "paul.roche@example.org"} | fields
    return account(name, role=role, password=password, **fields)


def session_of(client, account):
    """A client with a session of that account, as after signing in."""
    session = client.session
    session[SESSION_KEY] = str(account.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = account.get_session_auth_hash()
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
    return client
