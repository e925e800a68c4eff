"""Until when each document is kept: what the rules of `documents.retention` ask, from the dossiers.

A document serves the season of the campaign it was handed in for. What holds until it is changed
serves as long as the household goes on, and what holds for months each season it still covers;
health documents excepted, which go with their season. What was replaced or refused goes soon after
a newer one was accepted. The tariff is settled once every dossier of that season is confirmed,
refused or withdrawn.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import F, Max, OuterRef, Subquery

from portamento.audit.models import Mention
from portamento.billing.models import Instalment
from portamento.documents import forgetting, retention
from portamento.documents.models import Check, Document, Sensitivity, Validity
from portamento.documents.models import State as Stands
from portamento.foundation import clock
from portamento.reenrolment import pieces, setup
from portamento.reenrolment.models import Campaign, Dossier, State
from portamento.schools.scope import current

ENDED = {State.CONFIRMED, State.REFUSED, State.WITHDRAWN}
ENDINGS = ("dossier.confirm", "dossier.refuse", "dossier.withdraw")
GOES_ON = {State.SUBMITTED, State.IN_REVIEW, State.ACCEPTED, State.PLACED, State.CONFIRMED}
BATCH = 500
LASTING = {Validity.UNTIL_CHANGED, Validity.MONTHS}


@dataclass(frozen=True)
class Kept:
    """One document's last day, and the rule that says so."""

    until: date
    rule: retention.Rule

    @property
    def why(self) -> str:
        return forgetting.named(self.rule)


def kept_until(document: Document) -> tuple[date, str]:
    """The last day on which it is kept, and why, in words."""
    kept = of([document])[document.pk]
    return kept.until, kept.why


def of(documents: Iterable[Document]) -> dict[int, Kept]:
    """By document; as many queries for a thousand as for one. Wants `kind` with each."""
    rows = list(documents)
    known = Known.about(rows)
    return {row.pk: kept_of(row, known) for row in rows}


def kept_of(row: Document, known: "Known") -> Kept:
    """As long as its kind says, or less where a newer one was accepted in its place."""
    row.gives_way = False
    rule = forgetting.rule_for(row)
    usual = Kept(retention.kept_until(rule, known.facts(row)), rule)
    newer_on = known.succeeded.get(row.pk)
    if newer_on is None or newer_on + retention.REPLACED_FOR >= usual.until:
        return usual
    row.gives_way = True
    return Kept(newer_on + retention.REPLACED_FOR, forgetting.rule_for(row))


def due(today: date) -> Iterator[tuple[Document, Kept]]:
    """Those of the school in scope whose time is over, and that are still there."""
    rows = Document.objects.exclude(file__check_state__in=[Check.FORGOTTEN, Check.CLOSED])
    rows = rows.select_related("kind", "file", "school")
    last = 0
    while batch := list(rows.filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        kept = of(batch)
        yield from ((row, kept[row.pk]) for row in batch if kept[row.pk].until < today)


@dataclass(frozen=True)
class Known:
    """Dossiers, newest papers and last debits of the households of some documents."""

    campaigns: list[Campaign]
    dossiers: dict[int, list[Dossier]]
    newest: set[int]
    debits: dict[int, date]
    succeeded: dict[int, date]

    @classmethod
    def about(cls, rows: list[Document]) -> "Known":
        families = {row.family_id for row in rows}
        lasting = any(row.kind.validity in LASTING for row in rows)
        bank = any(forgetting.rule_for(row).start == retention.Start.DEBIT for row in rows)
        return cls(
            campaigns=sorted(setup.campaigns(), key=lambda one: one.opens_at, reverse=True),
            dossiers=dossiers_of(families),
            newest=newest_of(families) if lasting else set(),
            debits=debits_of(families) if bank else {},
            succeeded=forgetting.succeeded_on(rows),
        )

    def facts(self, row: Document) -> retention.Facts:
        campaign = next((one for one in self.campaigns if one.opens_at <= row.received_at), None)
        return retention.Facts(
            season_ends=self.season_ends(row, campaign),
            settled_on=self.settled_on(row, campaign),
            last_debit_on=self.debits.get(row.family_id),
        )

    def season_ends(self, row: Document, campaign: Campaign | None) -> date:
        served = [campaign] if campaign else []
        if row.kind.validity in LASTING and row.pk in self.newest:
            running = [one.campaign for one in self.of(row) if one.state in GOES_ON]
            served += [one for one in running if still_serves(row, one)]
        return max((pieces.year_end(one) for one in served), default=year_end(row))

    def settled_on(self, row: Document, campaign: Campaign | None) -> date | None:
        asked = [one for one in self.of(row) if campaign and one.campaign_id == campaign.pk]
        if not asked or any(one.state not in ENDED or not one.ended_at for one in asked):
            return None
        return clock.day(max(one.ended_at for one in asked))

    def of(self, row: Document) -> list[Dossier]:
        found = self.dossiers.get(row.family_id, [])
        return [one for one in found if row.pupil_id in {None, one.pupil_id}]


def still_serves(row: Document, campaign: Campaign) -> bool:
    if row.kind.validity == Validity.UNTIL_CHANGED:
        return True
    lasts = row.covers_until and row.covers_until >= pieces.season_start(campaign)
    return bool(lasts) and row.kind.sensitivity != Sensitivity.HEALTH


def dossiers_of(families: set[int]) -> dict[int, list[Dossier]]:
    """By household: those of all its pupils, also where the other one has filed them."""
    endings = Mention.objects.filter(
        kind="dossier", subject_id=OuterRef("pk"), event__verb__in=ENDINGS
    )
    rows = Dossier.objects.filter(pupil__memberships__family__in=families)
    rows = rows.select_related("campaign__year__school").annotate(
        household=F("pupil__memberships__family"),
        ended_at=Subquery(endings.order_by("-event__at").values("event__at")[:1]),
    )
    found = defaultdict(list)
    for one in rows:
        found[one.household].append(one)
    return found


def newest_of(families: set[int]) -> set[int]:
    """The newest standing paper of each kind, household and pupil."""
    rows = Document.objects.filter(
        family__in=families, state__in=[Stands.RECEIVED, Stands.ACCEPTED]
    )
    newest = rows.values("family", "kind", "pupil").annotate(last=Max("pk"))
    return set(newest.values_list("last", flat=True))


def debits_of(families: set[int]) -> dict[int, date]:
    rows = Instalment.objects.filter(bill__family__in=families).values("bill__family")
    return dict(rows.annotate(last=Max("due_on")).values_list("bill__family", "last"))


def year_end(row: Document) -> date:
    """Of the school year in which it came, where no campaign had been opened."""
    school = current()
    year = school.starting_year(clock.day(row.received_at)) + 1
    turn = date(year, school.year_turns_month, school.year_turns_day)
    return date.fromordinal(turn.toordinal() - 1)
