"""What we write to people about their way in."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from portamento.accounts import issuing, rules
from portamento.accounts.models import Account
from portamento.mailroom.letter import UNTIL, Letter, Recipient
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
    lets_in: ClassVar[bool] = True

    def facts(self, to):
        return super().facts(to) | {"jusqu_au": UNTIL}

    def secret(self, to):
        return self.given, self.until


def by_post(row) -> "IdentifierByPost | None":
    """The way in, on paper: an e-mail that tells to wait for another e-mail is of no use there."""
    if row.account is None or not row.account.is_active:
        return None
    given, secret = issuing.make(row.account, lives=rules.PAPER_LIVES, within=row.pk)
    return IdentifierByPost(row.account, given, secret.expires_at)


@dataclass(frozen=True)
class IdentifierSent(ToOnePerson):
    """Tells someone the identifiant with which they sign in for the first time."""

    text: ClassVar[str] = "accounts/texts/identifier_sent.txt"
    lets_in: ClassVar[bool] = True  # on paper it does

    def facts(self, to):
        return super().facts(to) | {"adresse_connue": to.email}

    @classmethod
    def on_paper(cls, row):
        return by_post(row)


@dataclass(frozen=True)
class IdentifierChanged(ToOnePerson):
    """The identifiant is another one from now on; the password is the same."""

    former: str
    text: ClassVar[str] = "accounts/texts/identifier_changed.txt"

    def facts(self, to):
        return super().facts(to) | {"ancien": self.former}


@dataclass(frozen=True)
class IdentifierByPost(WithSecret):
    """The same on paper, with a provisional password, since no e-mail can bring one."""

    text: ClassVar[str] = "accounts/texts/identifier_by_post.txt"
    lives: ClassVar[timedelta] = rules.PAPER_LIVES

    def facts(self, to):
        return super().facts(to) | {"sans_adresse": "" if self.account.email else "oui"}

    @classmethod
    def renew(cls, row):
        return issuing.password_again(row, lives=cls.lives)


@dataclass(frozen=True)
class ProvisionalPassword(WithSecret):
    """Brings a provisional password, and the link that does the same."""

    text: ClassVar[str] = "accounts/texts/provisional_password.txt"
    lives: ClassVar[timedelta] = rules.PROVISIONAL_LIVES

    def facts(self, to):
        had_one = self.account.has_usable_password()
        return super().facts(to) | {"premiere_fois": "" if had_one else "oui"}

    @classmethod
    def renew(cls, row):
        return issuing.password_again(row, lives=cls.lives)

    @classmethod
    def on_paper(cls, row):
        return by_post(row)


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
    lives: ClassVar[timedelta] = rules.CONFIRMATION_LIVES
    goes_by_post: ClassVar[bool] = False

    @classmethod
    def renew(cls, row):
        return issuing.confirmation_again(row, lives=cls.lives)

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
