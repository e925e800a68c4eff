"""All that the rules need to know about pupils of a campaign, read in few queries.

`load(memberships, campaign)` reads any number of pupils, of one household or of many, in four
queries: memberships with what their household answered, dossiers, this year's enrolments (when
asked), documents.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db.models import (
    Aggregate,
    CharField,
    Exists,
    F,
    FilteredRelation,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    Window,
)
from django.db.models.functions import Cast, Coalesce, Concat, RowNumber

from portamento.catalog.models import Course, Part
from portamento.documents.models import Check, Document, Validity
from portamento.documents.models import State as Stands
from portamento.enrolments.models import Enrolment
from portamento.families.models import Guardian, Membership, Tie
from portamento.reenrolment import rules, setup
from portamento.reenrolment.models import Campaign, Dossier, Reopening, Stays, Wish
from portamento.schools import setup as school_setup

OVER = (Course.Opening.CLOSED, Course.Opening.FULL)  # nobody goes on with such a course
GONE = {Check.CLOSED, Check.FORGOTTEN}


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

    def household(self, had_mandate: bool) -> rules.Household:
        return rules.Household(
            pays=self.pays,
            resident=self.resident,
            qf_choice=self.membership.qf_choice or "",
            instalments=self.membership.instalments or 1,
            by_debit=bool(self.membership.by_debit),
            had_mandate=had_mandate,
        )

    def pupil_facts(self, today: date) -> rules.PupilFacts:
        return rules.PupilFacts(
            minor=self.pupil.is_minor(today),
            newcomer=bool(self.membership.newcomer),
            attended=self.attended,
        )


def load(
    memberships: QuerySet[Membership], campaign: Campaign, *, courses: bool = False
) -> list[Situation]:
    """Those memberships' situations, in order; `courses` reads enrolments and wishes too."""
    rows = annotated(memberships, campaign)
    if not courses:
        rows = with_attended(rows, campaign)
    found = [Situation(row, campaign) for row in rows]
    read_dossiers(found, campaign)
    read_documents(found)
    if courses:
        read_courses(found, campaign)
    for one in found:
        one.attended = frozenset(of_courses(one) if courses else of_words(one.membership))
    return found


def annotated(memberships: QuerySet[Membership], campaign: Campaign) -> QuerySet[Membership]:
    """Memberships with their household's answers, its home, and what the pupil mainly does."""
    homes = Guardian.objects.filter(family=OuterRef("family"), left_on=None)
    homes = homes.order_by("rank", "pk")
    reopened = Reopening.objects.filter(campaign=campaign, family=OuterRef("family"))
    enrolled = Enrolment.objects.active().filter(pupil=OuterRef("pupil"))
    this_year = enrolled.filter(course__year__starts_in=campaign.year.starts_in - 1)
    earlier = enrolled.filter(course__year__starts_in__lt=campaign.year.starts_in - 1)
    main = this_year.filter(course__discipline__part=Part.MAIN).order_by("pk")
    return memberships.select_related("pupil__person", "family").annotate(
        given=FilteredRelation("family__answers", condition=Q(family__answers__campaign=campaign)),
        plan_id=F("given__plan_id"),
        by_debit=F("given__plan__by_debit"),
        signed_plan_id=F("given__signed_plan_id"),
        instalments=F("given__plan__instalments"),
        qf_choice=F("given__qf_choice"),
        answers_version=F("given__version"),
        highest_applied_at=F("given__highest_applied_at"),
        reopened_until=Subquery(reopened.values("until")[:1]),
        waived=F("given__waived"),
        quotient_cents=F("given__quotient_cents"),
        quotient_month=F("given__quotient_month"),
        home_postcode=Subquery(homes.values("person__postcode")[:1]),
        home_city=Subquery(homes.values("person__city")[:1]),
        newcomer=~Exists(earlier),
        main_course=Subquery(main.values("course__name")[:1]),
        main_level=Subquery(main.values("level__code")[:1]),
    )


def of_courses(one: Situation) -> Iterator[rules.Attended]:
    """What the pupil goes on with and asks for, from the rows that were read."""
    stopped = {wish.enrolment_id for wish in one.wishes if not wish.wanted}
    for row in one.enrolments:
        if row.pk not in stopped and row.course.opening not in OVER:
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


def with_attended(rows: QuerySet[Membership], campaign: Campaign) -> QuerySet[Membership]:
    """Adds it in words, where the courses themselves are not read."""
    return rows.annotate(
        going_on=gathered(going_on(campaign), "course__discipline"),
        asked_for=gathered(new_wishes(campaign), "discipline"),
    )


def going_on(campaign: Campaign) -> QuerySet[Enrolment]:
    """This year's courses but those the family stops, and those nobody goes on with."""
    stopped = Wish.objects.filter(
        enrolment=OuterRef("pk"), dossier__campaign=campaign, wanted=False
    )
    rows = Enrolment.objects.active().filter(
        ~Exists(stopped),
        pupil=OuterRef("pupil"),
        course__year__starts_in=campaign.year.starts_in - 1,
    )
    rows = rows.exclude(course__opening__in=OVER)
    return rows.annotate(at=Coalesce("level", "course__level"), whose=F("pupil"))


def new_wishes(campaign: Campaign) -> QuerySet[Wish]:
    """New disciplines asked for."""
    rows = Wish.objects.filter(
        dossier__campaign=campaign, dossier__pupil=OuterRef("pupil"), enrolment=None, wanted=True
    )
    return rows.annotate(at=Value(None, IntegerField()), whose=F("dossier__pupil"))


def gathered(rows: QuerySet, discipline: str) -> Subquery:
    """One line of « art:discipline:level » for each membership: no query of its own."""
    one = Concat(
        *(f"{discipline}__art", Value(":"), Cast(discipline, CharField()), Value(":")),
        Coalesce(Cast("at", CharField()), Value("")),
        output_field=CharField(),
    )
    return Subquery(rows.values("whose").annotate(all=Gathered(one)).values("all"))


class Gathered(Aggregate):
    """Texts joined by spaces, on both databases."""

    function, template = "string_agg", "%(function)s(%(expressions)s, ' ')"
    output_field = CharField()

    def as_sqlite(self, compiler, connection, **context):
        return self.as_sql(compiler, connection, function="group_concat", **context)


def with_tie(memberships: QuerySet[Membership], guardian: Guardian) -> QuerySet[Membership]:
    """Adds what that guardian may do for each pupil (None where there is no tie)."""
    tie = Tie.objects.filter(guardian=guardian, pupil=OuterRef("pupil"))
    return memberships.annotate(
        tie_may_reenrol=Subquery(tie.values("may_reenrol")[:1]),
        tie_authority=Subquery(tie.values("authority")[:1]),
        tie_protected=Subquery(tie.values("protected")[:1]),
    )


def read_dossiers(found: list[Situation], campaign: Campaign) -> None:
    pupils = [one.membership.pupil_id for one in found]
    answered = Wish.objects.filter(dossier=OuterRef("pk")).exclude(dispense="")
    rows = Dossier.objects.filter(campaign=campaign, pupil__in=pupils).select_related("terms")
    rows = rows.annotate(dispense_answered=Exists(answered))
    by_pupil = {row.pupil_id: row for row in rows}
    for one in found:
        one.dossier = by_pupil.get(one.membership.pupil_id)
        if one.dossier:
            one.dossier.campaign = campaign
            one.dossier.pupil = one.pupil


def read_documents(found: Iterable[Situation]) -> None:
    """A household's own documents, newest first; never another's.

    What was destroyed, or closed to all, has served in its own campaign and serves no other; but
    what is asked once for all was seen and accepted, and that is enough.
    """
    by_family = defaultdict(list)
    for row in newest(found):
        by_family[row.family_id].append(row)
    for one in found:
        one.documents = [
            row
            for row in by_family[one.membership.family_id]
            if row.pupil_id in (None, one.membership.pupil_id)
            and (row.received_at >= one.campaign.opens_at or not is_over(row))
        ]


def newest(found: Iterable[Situation]) -> QuerySet[Document]:
    """Of each kind and state the last before the campaign and the last since it opened.

    A family that has handed in a paper a hundred times is read as fast as one that did so once.
    """
    families = {one.membership.family_id for one in found}
    since = [Q(received_at__gte=moment) for moment in {one.campaign.opens_at for one in found}]
    place = Window(
        RowNumber(),
        partition_by=["family", "kind", "pupil", "state", *since],
        order_by=[F("received_at").desc(), F("pk").desc()],
    )
    rows = Document.objects.filter(family__in=families).exclude(state=Stands.REPLACED)
    rows = rows.annotate(place=place).filter(place=1)
    return rows.select_related("kind", "file").newest_first()


def is_over(row: Document) -> bool:
    once = row.kind.validity == Validity.ONCE and row.state == Stands.ACCEPTED
    return row.file.check_state in GONE and not once


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
