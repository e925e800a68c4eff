"""The people of the office, as the direction manages them."""

from portamento.accounts import actions, issuing, rules
from portamento.accounts.models import Account
from portamento.audit.record import record
from portamento.workflow.action import action


@action
def welcome(*, name: str, email: str, identifier: str, role: str, by) -> Account:
    """Open someone's account and send them what they need to come in."""
    account = actions.open_account(name=name, email=email, identifier=identifier, role=role, by=by)
    actions.send_identifier(account, by=by)
    return account


@action
def edit(account: Account, *, name: str, email: str, role: str, by) -> None:
    """Correct who they are, where we write to them, and what they may do."""
    if name != account.name:
        actions.rename(account, name, by=by)
    if email != account.email:
        actions.set_email(account, email, by=by)
    if role != account.role:
        actions.change_role(account, role, by=by)
    record("account.seen_to", account, name=account.name)


@action
def welcome_at_desk(
    *, name: str, email: str, identifier: str, role: str, by
) -> tuple[Account, str]:
    """Open someone's account and hand over a provisional password, for the operator's screen."""
    account = actions.open_account(name=name, email=email, identifier=identifier, role=role, by=by)
    given, _row = issuing.make(account, lives=rules.PROVISIONAL_LIVES)
    return account, given
