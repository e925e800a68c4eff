"""Opening accounts, and everything that lets their people in."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from portamento.accounts import issuing, letters, passwords, provisional, secrets
from portamento.accounts.models import Account, EmailConfirmation, FailedAttempt
from portamento.accounts.roles import Role
from portamento.accounts.rules import CONFIRMATION_LIVES, CONFIRMATIONS_AN_HOUR, PAPER_LIVES
from portamento.audit.record import record, record_daily
from portamento.foundation import clock, text
from portamento.workflow.action import NotAllowed, action
from portamento.workflow.hold import hold

_SPENT = _(
    "Ce mot de passe provisoire ne sert plus. Demandez-en un autre par « Mot de passe perdu »."
)

_TOO_MANY_LINKS = _(
    "Plusieurs liens de confirmation sont déjà partis. Regardez aussi dans les indésirables, ou "
    "recommencez dans une heure."
)


@action
def open_account(
    *, name: str, email: str = "", identifier: str = "", role: str = "", by
) -> Account:
    """Give a person a way in; the identifiant is made from the last name when none is given."""
    account = Account(
        name=name.strip(),
        email=email.strip(),
        identifier=_free(identifier) if identifier else _made_from(name),
        role=role,
    )
    account.set_unusable_password()
    account.save()
    record("account.opened", account, **_facts(account))
    return account


@action
def send_identifier(account: Account, *, by) -> None:
    """Write to the person how to come in; on paper, with a provisional password, without e-mail."""
    if not account.is_active:
        raise NotAllowed(_("Ce compte est fermé : rouvrez-le avant d’envoyer l’identifiant."))
    if account.email:
        letters.IdentifierSent(account).send()
    else:
        given, row = issuing.make(account, lives=PAPER_LIVES)
        letters.IdentifierByPost(account, given, row.expires_at).send()
    _note(account, invited_at=clock.now())
    record("account.identifier_sent", account, **_facts(account))


@action
def connect(account: Account, *, provisional: bool = False, by) -> None:
    """Note that the person came in; by a provisional password it is not yet a real visit."""
    if provisional:
        record("account.let_in", account, **_facts(account))
        return
    _note(account, connected_at=clock.now())
    record_daily("account.connected", account, **_facts(account))


@action
def change_password(account: Account, new: str, *, secret: int | None = None, by) -> None:
    """Keep a new password, end every provisional one, and tell the person.

    `secret` is the provisional secret that opened this session: it serves once.
    """
    mine = account.provisional_secrets
    if secret is not None and not mine.filter(pk=secret).live().end():
        raise NotAllowed(_SPENT)
    mine.end()
    visit = {"connected_at": clock.now()} if secret is not None else {}
    _note(account, password=passwords.hashed(new), **visit)
    FailedAttempt.objects.filter(identifier_digest=secrets.of_account(account.pk)).delete()
    if account.email:
        letters.PasswordChanged(account).send()
    record("account.password_changed", account, **_facts(account))


@action
def ask_provisional(*, identifier: str, email: str, by) -> None:
    """Mail a provisional password if both name the same account; the same work if not."""
    record("account.provisional_asked")
    provisional.give(provisional.who_may_have_one(identifier, email), email)


@action
def set_email(account: Account, email: str, *, by) -> None:
    """From now on we write to that address."""
    before, email = account.email, email.strip()
    account.email_confirmations.end()
    if before:  # what the old mailbox received lets nobody in any more
        account.provisional_secrets.end()
    _store(account, email=email, email_refused_at=None)
    facts = {"before": before, "after": email, "name": account.name}
    record("account.email_set", account, household=account.household_id(), **facts)


@action
def ask_email_confirmation(account: Account, email: str, *, by) -> EmailConfirmation:
    """Ask at the new address whether it is theirs; the old one counts until then.

    Anybody's address can be typed: raises NotAllowed where we have written too often this hour.
    """
    hold(account)  # of two that come at once, the second counts the first
    lately = account.email_confirmations.filter(made_at__gt=clock.now() - timedelta(hours=1))
    if lately.count() >= CONFIRMATIONS_AN_HOUR:
        raise NotAllowed(_TOO_MANY_LINKS)
    account.email_confirmations.end()
    token = secrets.token()
    row = EmailConfirmation.objects.create(
        account=account,
        email=email.strip(),
        digest=secrets.of_confirmation(token),
        made_at=clock.now(),
        expires_at=clock.now() + CONFIRMATION_LIVES,
    )
    letters.EmailToConfirm(account, token, row.expires_at, row.email).send()
    facts = {"email": row.email, "name": account.name}
    record("account.email_asked", account, household=account.household_id(), **facts)
    return row


@action
def forget_email(account: Account, *, by) -> None:
    """The new address is not to be adopted after all: its link opens nothing any more."""
    row = account.email_confirmations.live().order_by("-pk").first()
    if row is None:
        raise NotAllowed(_("Aucune adresse n’attend d’être confirmée."))
    account.email_confirmations.end()
    facts = {"email": row.email, "name": account.name}
    record("account.email_forgotten", account, household=account.household_id(), **facts)


@action
def confirm_email(confirmation: EmailConfirmation, *, by) -> None:
    """The new address answered: it is theirs."""
    if not EmailConfirmation.objects.filter(pk=confirmation.pk).live().end():
        raise NotAllowed(_("Ce lien ne sert plus : il a déjà servi, ou sa date est dépassée."))
    account = confirmation.account
    facts = {"email": confirmation.email, "name": account.name}
    record("account.email_confirmed", account, household=account.household_id(), **facts)


@action
def rename(account: Account, name: str, *, by) -> None:
    """The account follows its person's name; the identifiant stays."""
    before = account.name
    _store(account, name=name)
    facts = {"before": before, "name": name}
    record("account.renamed", account, household=account.household_id(), **facts)


@action
def change_identifier(account: Account, identifier: str, *, by) -> None:
    """Another identifiant, unique in the school; the password stays, and a letter says so."""
    before = account.identifier
    wanted = identifier.strip().lower()
    if wanted == before:
        raise NotAllowed(_("C’est déjà cet identifiant."))
    _store(account, identifier=_free(wanted))
    letters.IdentifierChanged(account, before).send()
    record("account.identifier_changed", account, before=before, **_facts(account))


@action
def change_role(account: Account, role: str, *, by) -> None:
    """Another role in the office."""
    _keep_a_director(account, losing=role != Role.DIRECTOR)
    before = account.get_role_display()
    _store(account, role=role)
    facts = {"before": before, "after": account.get_role_display(), "name": account.name}
    record("account.role_changed", account, **facts)


@action
def close_account(account: Account, *, by) -> None:
    """Nobody comes in by it any more, its sessions end; what it did stays written."""
    _keep_a_director(account, losing=True)
    account.provisional_secrets.end()
    account.email_confirmations.end()
    _store(account, is_active=False, password=passwords.none())
    record("account.closed", account, **_facts(account))


@action
def reopen_account(account: Account, *, by) -> None:
    """The person may come in again, by a letter and a new password: years may have gone by."""
    if not hold(account, is_active=False):
        raise NotAllowed(_("Ce compte est déjà ouvert."))
    as_new = {"password": passwords.none(), "invited_at": None, "connected_at": None}
    _store(account, is_active=True, **as_new)
    record("account.reopened", account, **_facts(account))


def _facts(account: Account) -> dict:
    return {
        "household": account.household_id(),
        "name": account.name,
        "identifier": account.identifier,
    }


def _store(account: Account, **values) -> None:
    """Writes what people edit: a page opened before notices."""
    _note(account, version=account.version + 1, **values)


def _note(account: Account, **values) -> None:
    for name, value in values.items():
        setattr(account, name, value)
    account.save(update_fields=list(values))


def _free(identifier: str) -> str:
    wanted = identifier.strip().lower()
    if Account.objects.filter(identifier=wanted).exists():
        raise NotAllowed(_("L’identifiant « %s » est déjà pris.") % wanted)
    return wanted


def _made_from(name: str) -> str:
    """« Claire Martin » → « martin », then « martin2 »."""
    words = text.fold(name).split()
    stem = secrets.plain_identifier(words[-1] if words else "") or "compte"
    taken = set(
        Account.objects.filter(identifier__startswith=stem).values_list("identifier", flat=True)
    )
    numbers = (f"{stem}{n}" for n in range(2, len(taken) + 3))
    return stem if stem not in taken else next(one for one in numbers if one not in taken)


def _keep_a_director(account: Account, *, losing: bool) -> None:
    """Without a director nobody could open accounts for the team."""
    others = Account.objects.filter(role=Role.DIRECTOR, is_active=True).exclude(pk=account.pk)
    if losing and account.role == Role.DIRECTOR and not others.exists():
        raise NotAllowed(_("C’est le seul compte de direction : ouvrez-en un autre d’abord."))
