"""All that the rules need to know about pupils of a campaign, read in few queries.

`load(memberships, campaign)` reads any number of pupils, of one household or of many, in four
queries: memberships with what their household answered, dossiers, this year's enrolments (when
asked), documents. `household` reads its own in the same way.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from portamento.documents.models import Document
from portamento.enrolments.models import Enrolment
from portamento.families.models import Membership
from portamento.foundation import clock
from portamento.reenrolment import columns, handed_in, rules, setup
from portamento.reenrolment.models import Campaign, Dossier, Request, Stays, Wish
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
    rows = list(words(memberships, campaign, courses=courses))
    pupils, families = {row.pupil_id for row in rows}, {row.family_id for row in rows}
    papers = handed_in.newest(Document.objects.filter(family__in=families), campaign)
    found = join(campaign, rows, dossiers(pupils, campaign), papers)
    if courses:
        filed = [one.dossier.pk for one in found if one.dossier]
        add_courses(found, enrolments(pupils, campaign), wishes(filed) if filed else ())
    return found


def words(
    memberships: QuerySet[Membership], campaign: Campaign, *, courses: bool
) -> QuerySet[Membership]:
    """With what the household answered and, where courses are not read, which ones there are."""
    rows = columns.with_all(memberships, campaign)
    return rows if courses else columns.with_attended(rows, campaign)


def dossiers(pupils: Iterable[int] | QuerySet, campaign: Campaign) -> QuerySet[Dossier]:
    answered = Wish.objects.filter(dossier=OuterRef("pk")).exclude(dispense="")
    rows = Dossier.objects.filter(campaign=campaign, pupil__in=pupils).select_related("terms")
    return rows.annotate(dispense_answered=Exists(answered))


def enrolments(pupils: Iterable[int] | QuerySet, campaign: Campaign) -> QuerySet[Enrolment]:
    """Those of the year before the campaign's."""
    rows = Enrolment.objects.active().with_course().in_order()
    return rows.filter(pupil__in=pupils, course__year__starts_in=campaign.year.starts_in - 1)


def wishes(dossiers: Iterable[int] | QuerySet) -> QuerySet[Wish]:
    """Those expressed already."""
    rows = Wish.objects.filter(dossier__in=dossiers).select_related("discipline")
    return rows.order_by("rank", "pk")


def join(
    campaign: Campaign,
    rows: Iterable[Membership],
    dossiers: Iterable[Dossier],
    documents: Iterable[Document] = (),
    **known: Any,
) -> list[Situation]:
    """Each membership with its pupil's dossier, which need not read again whose and of which
    campaign it is, and with its household's own documents, newest first; never another's."""
    by_pupil = {row.pupil_id: row for row in dossiers}
    by_family = defaultdict(list)
    for document in documents:
        if handed_in.serves(document, campaign):
            by_family[document.family_id].append(document)
    found = []
    for row in rows:
        whose = (None, row.pupil_id)
        papers = [paper for paper in by_family[row.family_id] if paper.pupil_id in whose]
        dossier = by_pupil.get(row.pupil_id)
        if dossier:
            dossier.campaign, dossier.pupil = campaign, row.pupil
        attended = frozenset(of_words(row))
        found.append(Situation(row, campaign, dossier, papers, attended=attended, **known))
    return found


def add_courses(
    found: Iterable[Situation], enrolments: Iterable[Enrolment], wishes: Iterable[Wish]
) -> None:
    """This year's, the wishes expressed, and what follows from both."""
    taken, wished = defaultdict(list), defaultdict(list)
    for row in enrolments:
        taken[row.pupil_id].append(row)
    for wish in wishes:
        wished[wish.dossier_id].append(wish)
    for one in found:
        one.enrolments = taken[one.membership.pupil_id]
        one.wishes = wished[one.dossier.pk] if one.dossier else []
        one.attended = frozenset(of_courses(one))


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
    """The same, from what `with_attended` has gathered, if it has."""
    told = f"{getattr(row, 'going_on', None) or ''} {getattr(row, 'asked_for', None) or ''}"
    for one in told.split():
        art, discipline, level = one.split(":")
        yield rules.Attended(art, int(discipline), int(level) if level else None)
