"""All that the rules need to know about pupils of a campaign, read in few queries.

`load(memberships, campaign)` reads any number of pupils, of one household or of many, in four
queries: memberships with what their household answered, dossiers, this year's enrolments (when
asked), documents.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists, OuterRef, QuerySet

from portamento.documents.models import Document
from portamento.enrolments.models import Enrolment
from portamento.families.models import Membership
from portamento.foundation import clock
from portamento.reenrolment import columns, handed_in, rules, setup
from portamento.reenrolment.models import Campaign, Dossier, Payment, Request, Stays, Wish
from portamento.schools import setup as school_setup


@dataclass
class Situation:
    """One pupil, in one household, in one campaign."""

    membership: Membership
    campaign: Campaign
    dossier: Dossier | None = None
    documents: list[Document] = field(default_factory=list)
    enrolments: list[Enrolment] = field(default_factory=list)
    wishes: list[Wish] = field(default_factory=list)
    attended: frozenset[rules.Attended] = frozenset()
    asks: Sequence[Request] | None = None  # of `narrow`: it says nothing of any other

    @property
    def pupil(self):
        return self.membership.pupil

    @property
    def is_filer(self) -> bool:
        """Whether this household filed the dossier, or may still be the one."""
        return self.dossier is None or self.dossier.family_id == self.membership.family_id

    @property
    def stays(self) -> bool:
        """« Se réinscrit » until the family says otherwise."""
        return self.dossier is None or self.dossier.stays != Stays.NO

    @property
    def pays(self) -> bool:
        return self.membership.payer_share > 0

    @property
    def resident(self) -> bool:
        """By the address in force of the household's first guardian."""
        home = self.membership
        return school_setup.is_resident(home.home_postcode or "", home.home_city or "")

    @property
    def asks_qf(self) -> bool:
        """Residents who pay prove their quotient familial, where the campaign asks for it."""
        asked = any(ask.quotient for ask in setup.requests(self.campaign))
        return asked and self.pays and self.resident

    @property
    def qf_choice(self) -> str:
        return self.membership.qf_choice or ""

    @property
    def instalments(self) -> int:
        return self.membership.instalments or 1

    @property
    def by_debit(self) -> bool:
        return bool(self.membership.by_debit)

    @property
    def minor(self) -> bool:
        return self.pupil.is_minor(clock.today())

    @property
    def newcomer(self) -> bool:
        return bool(self.membership.newcomer)


def load(
    memberships: QuerySet[Membership], campaign: Campaign, *, courses: bool = False
) -> list[Situation]:
    """Those memberships' situations, in order; `courses` reads enrolments and wishes too."""
    rows = memberships.select_related("pupil__person__guardian", "family")
    rows = columns.with_all(rows, campaign)
    if not courses:
        rows = columns.with_attended(rows, campaign)
    found = [Situation(row, campaign) for row in rows]
    read_dossiers(found, campaign)
    read_documents(found)
    if courses:
        read_courses(found, campaign)
    for one in found:
        one.attended = frozenset(of_courses(one) if courses else of_words(one.membership))
    return found


def narrow(
    memberships: QuerySet[Membership],
    campaign: Campaign,
    asks: Sequence[Request],
    *,
    papers: bool = False,
) -> Situation | None:
    """The one pupil of those memberships, as far as these documents are asked for.

    A tenth of the work of `load`, for the moment a file comes in. `papers` reads too what was
    handed in for them. A fact that none of them turns on is not there: asking for it raises.
    """
    rows = memberships.select_related("pupil__person__guardian", "family")
    row = columns.for_asks(rows, campaign, asks).first()
    if row is None:
        return None
    one = Situation(row, campaign, asks=asks)
    take_dossiers([one], Dossier.objects.filter(campaign=campaign, pupil=row.pupil_id))
    if papers or any(ask.payment == Payment.FIRST_DEBIT for ask in asks):
        read_documents([one], {ask.kind_id for ask in asks})
    if columns.turns_on_courses(asks):
        one.attended = frozenset(of_words(row))
    return one


def of_courses(one: Situation) -> Iterator[rules.Attended]:
    """What the pupil goes on with and asks for, from the rows that were read."""
    stopped = {wish.enrolment_id for wish in one.wishes if not wish.wanted}
    for row in one.enrolments:
        if row.pk not in stopped and row.course.opening not in columns.OVER:
            level = row.level_id or row.course.level_id
            yield rules.Attended(row.course.discipline.art, row.course.discipline_id, level)
    for wish in one.wishes:
        if wish.wanted and wish.enrolment_id is None:
            yield rules.Attended(wish.discipline.art, wish.discipline_id)


def of_words(row: Membership) -> Iterator[rules.Attended]:
    """The same, from what `with_attended` has gathered."""
    for told in f"{row.going_on or ''} {row.asked_for or ''}".split():
        art, discipline, level = told.split(":")
        yield rules.Attended(art, int(discipline), int(level) if level else None)


def read_dossiers(found: list[Situation], campaign: Campaign) -> None:
    pupils = [one.membership.pupil_id for one in found]
    answered = Wish.objects.filter(dossier=OuterRef("pk")).exclude(dispense="")
    rows = Dossier.objects.filter(campaign=campaign, pupil__in=pupils).select_related("terms")
    rows = rows.annotate(dispense_answered=Exists(answered))
    take_dossiers(found, rows)


def take_dossiers(found: list[Situation], rows: Iterable[Dossier]) -> None:
    """Each pupil's, which need not read again whose and of which campaign it is."""
    by_pupil = {row.pupil_id: row for row in rows}
    for one in found:
        one.dossier = by_pupil.get(one.membership.pupil_id)
        if one.dossier:
            one.dossier.campaign = one.campaign
            one.dossier.pupil = one.pupil


def read_documents(found: Iterable[Situation], kinds: Iterable[int] = ()) -> None:
    """A household's own documents, newest first; never another's. `kinds`: no others than these."""
    families = {one.membership.family_id for one in found}
    by_family = defaultdict(list)
    for row in handed_in.newest(families, [one.campaign for one in found], kinds):
        by_family[row.family_id].append(row)
    for one in found:
        one.documents = [
            row
            for row in by_family[one.membership.family_id]
            if row.pupil_id in (None, one.membership.pupil_id)
            and handed_in.serves(row, one.campaign)
        ]


def read_courses(found: list[Situation], campaign: Campaign) -> None:
    """The enrolments of the year before the campaign's, and the wishes already expressed."""
    pupils = {one.membership.pupil_id for one in found}
    rows = (
        Enrolment.objects.active()
        .with_course()
        .filter(pupil__in=pupils, course__year__starts_in=campaign.year.starts_in - 1)
        .in_order()
    )
    taken = defaultdict(list)
    for row in rows:
        taken[row.pupil_id].append(row)
    wished = defaultdict(list)
    dossiers = {one.dossier.pk for one in found if one.dossier}
    wishes = Wish.objects.filter(dossier__in=dossiers).select_related("discipline")
    for wish in wishes.order_by("rank", "pk") if dossiers else ():
        wished[wish.dossier_id].append(wish)
    for one in found:
        one.enrolments = taken[one.membership.pupil_id]
        one.wishes = wished[one.dossier.pk] if one.dossier else []
