"""Who of a family gets a letter, and where."""

from django.db.models import Exists, OuterRef

from portamento.families.models import Family, Guardian, Pupil, Tie
from portamento.mailroom.letter import Recipient


def of(guardian: Guardian) -> Recipient:
    """One guardian: by e-mail where there is an address, else by post."""
    person, account = guardian.person, guardian.account
    return Recipient(
        name=person.full_name,
        email="" if account.email_refused_at else account.email,
        account=account,
        person_id=person.pk,
        family_id=guardian.family_id,
        postal="\n".join(line for line in person.address_lines() if line),
    )


def guardians(family: Family):
    rows = Guardian.objects.filter(family=family, left_on=None)
    return rows.select_related("person", "account").order_by("rank", "pk")


def household(family: Family) -> list[Recipient]:
    """The first guardian of a family: what concerns the family as a whole.

    Such letters name pupils: a protected link comes after all others.
    """
    kept_away = Exists(Tie.objects.filter(guardian=OuterRef("pk"), protected=True))
    rows = guardians(family).annotate(kept_away=kept_away).order_by("kept_away", "rank", "pk")
    return [of(guardian) for guardian in rows[:1]]


def for_pupil(family: Family, pupil: Pupil) -> list[Recipient]:
    """Those of that household who get letters about that pupil; the first guardian if none does.

    A protected link suppresses the letter, whoever else is told or not.
    """
    told = guardians(family).filter(
        ties__pupil=pupil, ties__receives_letters=True, ties__protected=False
    )
    protected = Tie.objects.filter(pupil=pupil, protected=True).values("guardian")
    first = guardians(family).exclude(pk__in=protected)[:1]
    return [of(guardian) for guardian in told or first]


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
