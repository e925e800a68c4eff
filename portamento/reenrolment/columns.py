"""What rules and pages read of a pupil beside its row: columns, each added where it is needed.

They are told in one query with the membership, but putting them into words for the database takes
longer than reading them: whoever needs one adds that one.
"""

from collections.abc import Sequence

from django.db.models import (
    Aggregate,
    Case,
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
    When,
)
from django.db.models.functions import Cast, Coalesce, Concat

from portamento.catalog.models import Course, Part
from portamento.enrolments.models import Enrolment
from portamento.families.models import Guardian, Membership
from portamento.reenrolment.models import Campaign, Request, Wish

Memberships = QuerySet[Membership]
OVER = (Course.Opening.CLOSED, Course.Opening.FULL)  # nobody goes on with such a course


def with_all(rows: Memberships, campaign: Campaign) -> Memberships:
    """Memberships with their household's answers, its home, and what the pupil mainly does."""
    rows = with_home(with_answers(rows, campaign))
    return with_main(with_seniority(rows, campaign), campaign)


def for_asks(rows: Memberships, campaign: Campaign, asks: Sequence[Request]) -> Memberships:
    """Those that decide whether these documents are asked for, and no other."""
    rows = with_answers(rows, campaign)
    if any(ask.residence for ask in asks):
        rows = with_home(rows)
    if any(ask.seniority for ask in asks):
        rows = with_seniority(rows, campaign)
    return with_attended(rows, campaign) if turns_on_courses(asks) else rows


def turns_on_courses(asks: Sequence[Request]) -> bool:
    """Whether one of them is asked only of those who attend this or that."""
    return any(ask.arts or ask.disciplines.all() or ask.levels.all() for ask in asks)


def with_tie(rows: Memberships, guardian: Guardian) -> Memberships:
    """Adds what that guardian may do for each pupil (None where there is no tie)."""
    return rows.annotate(
        tie=FilteredRelation("pupil__ties", condition=Q(pupil__ties__guardian=guardian)),
        tie_may_reenrol=F("tie__may_reenrol"),
        tie_authority=F("tie__authority"),
        tie_protected=F("tie__protected"),
    )


def with_answers(rows: Memberships, campaign: Campaign) -> Memberships:
    """Who they are, what the household has answered, and until when it may still do so."""
    late = Q(family__reopenings__campaign=campaign)
    return rows.select_related("pupil__person__guardian", "family").annotate(
        given=FilteredRelation("family__answers", condition=Q(family__answers__campaign=campaign)),
        plan_id=F("given__plan_id"),
        by_debit=F("given__plan__by_debit"),
        signed_plan_id=F("given__signed_plan_id"),
        instalments=F("given__plan__instalments"),
        qf_choice=F("given__qf_choice"),
        answers_version=F("given__version"),
        highest_applied_at=F("given__highest_applied_at"),
        waived=F("given__waived"),
        quotient_cents=F("given__quotient_cents"),
        quotient_month=F("given__quotient_month"),
        reopened=FilteredRelation("family__reopenings", condition=late),
        reopened_until=F("reopened__until"),
    )


def with_home(rows: Memberships) -> Memberships:
    """Where the household's first guardian lives."""
    homes = Guardian.objects.filter(family=OuterRef("family"), left_on=None)
    homes = homes.order_by("rank", "pk")
    return rows.annotate(
        home_postcode=Subquery(homes.values("person__postcode")[:1]),
        home_city=Subquery(homes.values("person__city")[:1]),
    )


def with_seniority(rows: Memberships, campaign: Campaign) -> Memberships:
    """Whether the pupil came in the year before the campaign's."""
    enrolled = Enrolment.objects.active().filter(pupil=OuterRef("pupil"))
    earlier = enrolled.filter(course__year__starts_in__lt=campaign.year.starts_in - 1)
    return rows.annotate(newcomer=~Exists(earlier))


# As `Enrolment.level_label` says it: « 2C3 », « Hors cursus ».
LEVEL_SAID = Case(When(level__cycle=None, then=F("level__name")), default=F("level__code"))


def with_main(rows: Memberships, campaign: Campaign) -> Memberships:
    """What the pupil mainly does this year."""
    enrolled = Enrolment.objects.active().filter(pupil=OuterRef("pupil"))
    this_year = enrolled.filter(course__year__starts_in=campaign.year.starts_in - 1)
    main = this_year.filter(course__discipline__part=Part.MAIN).order_by("pk")
    return rows.annotate(
        main_course=Subquery(main.values("course__name")[:1]),
        main_level=Subquery(main.values(said=LEVEL_SAID)[:1]),
    )


def with_attended(rows: Memberships, campaign: Campaign) -> Memberships:
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
