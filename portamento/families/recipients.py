"""Who of a family gets a letter, and where."""

from portamento.families.models import Family, Guardian, Pupil
from portamento.mailroom.letter import Recipient


def of(guardian: Guardian) -> Recipient:
    """One guardian: by e-mail where there is an address, else by post."""
    person, account = guardian.person, guardian.account
    return Recipient(
        name=person.full_name,
        email="" if account.email_refused_at else account.email,
        account=account,
        family_id=guardian.family_id,
        postal="\n".join(line for line in person.address_lines() if line),
    )


def guardians(family: Family):
    rows = Guardian.objects.filter(family=family, left_on=None)
    return rows.select_related("person", "account").order_by("rank", "pk")


def household(family: Family) -> list[Recipient]:
    """The first guardian of a family: what concerns the family as a whole."""
    return [of(guardian) for guardian in guardians(family)[:1]]


def for_pupil(family: Family, pupil: Pupil) -> list[Recipient]:
    """Those of that household who get letters about that pupil; the first guardian if none does."""
    told = guardians(family).filter(
        ties__pupil=pupil, ties__receives_letters=True, ties__protected=False
    )
    return [of(guardian) for guardian in told] or household(family)


def others_with_authority(pupil: Pupil, but: Family) -> list[Recipient]:
    """Guardians of other households who share authority; a protected link suppresses the letter."""
    rows = Guardian.objects.filter(
        ties__pupil=pupil,
        ties__authority=True,
        ties__receives_letters=True,
        ties__protected=False,
        left_on=None,
    ).exclude(family=but)
    return [of(guardian) for guardian in rows.select_related("person", "account").order_by("pk")]
