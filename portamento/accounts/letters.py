"""What we write to people about their way in."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from portamento.accounts.models import Account
from portamento.foundation import text
from portamento.mailroom.letter import Letter, Recipient
from portamento.schools.scope import current


@dataclass(frozen=True)
class ToOnePerson(Letter):
    """Whatever is written to the person of one account."""

    account: Account

    def recipients(self):
        account = self.account
        yield Recipient(
            name=account.name,
            email=account.email,
            account=account,
            family_id=account.household_id(),
            postal=account.postal(),
        )

    def facts(self, to):
        return {
            "identifiant": self.account.identifier,
            "site": current().name,
            "equipe": "oui" if self.account.is_staff_member else "",
        }


@dataclass(frozen=True)
class WithSecret(ToOnePerson):
    """The secret is sealed in the letter and erased once it has left."""

    given: str
    until: datetime

    def facts(self, to):
        return super().facts(to) | {"jusqu_au": text.moment(self.until, current().zone)}

    def secret(self, to):
        return self.given, self.until


@dataclass(frozen=True)
class IdentifierSent(ToOnePerson):
    """Tells someone the identifiant with which they sign in for the first time."""

    text: ClassVar[str] = "accounts/texts/identifier_sent.txt"

    def facts(self, to):
        return super().facts(to) | {"adresse_connue": to.email}


@dataclass(frozen=True)
class IdentifierByPost(WithSecret):
    """The same on paper, with a provisional password, since no e-mail can bring one."""

    text: ClassVar[str] = "accounts/texts/identifier_by_post.txt"


@dataclass(frozen=True)
class ProvisionalPassword(WithSecret):
    """Brings a provisional password, and the link that does the same."""

    text: ClassVar[str] = "accounts/texts/provisional_password.txt"


@dataclass(frozen=True)
class PasswordChanged(ToOnePerson):
    """Says that the password is a new one: whoever did not do it can act."""

    text: ClassVar[str] = "accounts/texts/password_changed.txt"


@dataclass(frozen=True)
class EmailToConfirm(WithSecret):
    """Asks, at the new address itself, whether it is theirs."""

    email: str
    text: ClassVar[str] = "accounts/texts/email_to_confirm.txt"
    link: ClassVar[str] = "/adresse/{}/"

    def recipients(self):
        account = self.account
        yield Recipient(
            name=account.name,
            email=self.email,
            account=account,
            family_id=account.household_id(),
        )

    def facts(self, to):
        return super().facts(to) | {"nouvelle": self.email}
