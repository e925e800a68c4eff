"""One household's re-enrolments, as its own pages read them: in queries that are kept in words."""

from collections.abc import Callable, Sequence

from django.db.models import Exists, Q, QuerySet

from portamento.documents.models import Document, Sheet
from portamento.families import access
from portamento.families.models import Family, Guardian, Membership
from portamento.reenrolment import columns, handed_in, situation
from portamento.reenrolment.models import Campaign, Dossier, Payment, Request
from portamento.reenrolment.situation import Situation
from portamento.schools import setup
from portamento.schools.prepared import Mark, Prepared


def members(
    family: Family | Mark, guardian: Guardian | Mark, pupil: int | Mark | None = None
) -> QuerySet[Membership]:
    """The family's pupils in their order, with what that guardian may do for each; `keeps_one`: a
    court's order keeps a pupil from them, be it another one or one who has left.

    Of those who have left the conservatoire only `pupil`, if any: its page says so.
    """
    here = Q(pupil__left_on=None) | Q(pupil=pupil) if pupil else Q(pupil__left_on=None)
    rows = Membership.objects.filter(here, family=family).in_order()
    kept = Exists(access.kept_from(guardian))
    return columns.with_tie(rows, guardian).annotate(keeps_one=kept)


def load(
    guardian: Guardian, campaign: Campaign, pupil: int | None = None, *, courses: bool = False
) -> list[Situation]:
    """The situations of the guardian's `members`; `courses` reads enrolments and wishes too."""
    family = guardian.family_id
    asked = (family, guardian.pk, pupil) if pupil else (family, guardian.pk)

    def words(*marks: Mark) -> QuerySet[Membership]:
        return situation.words(members(*marks), campaign, courses=courses)

    found = situation.join(
        campaign,
        prepared(campaign, f"members {len(asked)} {courses}", words)(*asked),
        prepared(campaign, "dossiers", lambda mark: dossiers(mark, campaign))(family),
        documents(family, campaign),
    )
    if courses:
        situation.add_courses(found, *taken_and_wished(found, family, campaign))
    return found


def taken_and_wished(found: list[Situation], family: int, campaign: Campaign) -> tuple[list, list]:
    def enrolments(mark: Mark) -> QuerySet:
        return situation.enrolments(pupils_of(mark), campaign)

    def wishes(mark: Mark) -> QuerySet:
        return situation.wishes(dossiers(mark, campaign).values("pk"))

    wished = any(one.dossier for one in found)
    return (
        prepared(campaign, "enrolments", enrolments)(family),
        prepared(campaign, "wishes", wishes)(family) if wished else [],
    )


def narrow(
    guardian: Guardian,
    campaign: Campaign,
    pupil: int,
    asks: Sequence[Request],
    *,
    papers: bool = False,
) -> Situation | None:
    """That pupil's situation, as far as these documents are asked for.

    A tenth of the work of `load`, for the moment a file comes in. `papers` reads too what was
    handed in for them. A fact that none of them turns on is not there: asking for it raises.
    """
    family, name = guardian.family_id, " ".join(str(ask.pk) for ask in asks)

    def words(*marks: Mark) -> QuerySet[Membership]:
        return columns.for_asks(members(*marks).filter(pupil=marks[-1]), campaign, asks)

    def dossier(mark: Mark) -> QuerySet[Dossier]:
        return Dossier.objects.filter(campaign=campaign, pupil=mark)

    rows = prepared(campaign, f"asked {name}", words)(family, guardian.pk, pupil)
    if not rows:
        return None
    kinds = {ask.kind_id for ask in asks}
    read = papers or any(ask.payment == Payment.FIRST_DEBIT for ask in asks)
    found = situation.join(
        campaign,
        rows,
        prepared(campaign, "dossier", dossier)(pupil),
        documents(family, campaign, kinds) if read else (),
        asks=asks,
    )
    return found[0]


def pupils_of(family: int | Mark) -> QuerySet:
    return Membership.objects.filter(family=family).values("pupil")


def dossiers(family: int | Mark, campaign: Campaign) -> QuerySet[Dossier]:
    return situation.dossiers(pupils_of(family), campaign)


def documents(family: int, campaign: Campaign, kinds: set[int] | None = None) -> list[Document]:
    def words(mark: Mark) -> QuerySet[Document]:
        return handed_in.newest(Document.objects.filter(family=mark), campaign, kinds)

    return prepared(campaign, f"documents {sorted(kinds or ())}", words)(family)


def sheets(guardian: Guardian) -> list[Sheet]:
    """Pages of the household that wait to be looked at."""
    return sheets_of(guardian.family_id, guardian.pk, guardian.account_id)


@Prepared
def sheets_of(family: Mark, guardian: Mark, account: Mark) -> QuerySet[Sheet]:
    rows = sheets_told(family, guardian.along(account_id=account))
    return rows.select_related("file").order_by("position", "pk")


def sheets_told(family: Family | Mark, guardian: Guardian | Mark) -> QuerySet[Sheet]:
    """The household's, where they are that guardian's to hand in.

    Without what a court's order keeps from them.
    """
    rows = access.told_to(guardian, Sheet.objects.filter(family=family), author="sent_by")
    return rows.filter(access.hands_in(guardian))


def prepared(campaign: Campaign, name: str, make: Callable[..., QuerySet]) -> Prepared:
    """Kept as long as the campaign is what it is, and all that the office has set up."""
    return setup.kept(f"{name} of {campaign.pk}", lambda: Prepared(make))
