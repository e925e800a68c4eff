"""Identifiants sent to many families at once, each with its own outcome."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.translation import gettext as _

from portamento.accounts import actions as accounts
from portamento.families.models import Family, Guardian
from portamento.mailroom import delivery
from portamento.workflow.action import NotAllowed, attempt


@dataclass(frozen=True)
class Invitation:
    """What became of one person's: `sent` is false where nothing left, and `words` say why."""

    family_id: int
    family: str
    name: str
    sent: bool
    words: str


def invite(families: Iterable[Family], *, by) -> list[Invitation]:
    """Sends it to each guardian who has never connected; one failure stops no other."""
    wanted = [family.pk for family in families]
    guardians = (
        Guardian.objects.filter(family__in=wanted, left_on=None)
        .select_related("family", "person", "account")
        .order_by("family__search", "family_id", "rank", "pk")
    )
    return [invite_one(guardian, by=by) for guardian in guardians]


def invite_one(guardian: Guardian, *, by) -> Invitation:
    """Sent by e-mail, left to be posted, or not sent and why."""
    account, family = guardian.account, guardian.family
    sent, words = False, _("S’est déjà connecté : rien n’a été envoyé.")
    if account.connected_at is None:
        sent, words = _send(account, by=by)
    return Invitation(family.pk, family.name, guardian.full_name, sent, words)


def _send(account, *, by) -> tuple[bool, str]:
    if account.email_refused_at:
        return False, _("L’adresse %s a été refusée : corrigez-la d’abord.") % account.email
    why = attempt(accounts.send_identifier, account, by=by)
    return not why, why or way(account)


def way(account) -> str:
    """How an identifiant leaves."""
    if account.email and delivery.keeps_all():
        return _("Gardé, faute de serveur de courriel : il peut être mis à poster.")
    if account.email:
        return _("Identifiant envoyé à %s.") % account.email
    return _("Pas d’adresse e-mail : l’identifiant est à imprimer, dans les courriers à poster.")


def send_password(account, *, by) -> None:
    """A provisional password by e-mail; says so when too many were asked for."""
    before = account.provisional_secrets.count()
    accounts.ask_provisional(identifier=account.identifier, email=account.email, by=by)
    if account.provisional_secrets.count() == before:
        raise NotAllowed(
            _("Trop de mots de passe provisoires demandés : réessayez dans une heure.")
        )
