"""All that the office knows of one household, on one page and in a fixed number of queries."""

from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from django.db.models import Prefetch, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from portamento.accounts.roles import SEE_BILLS, SEE_DOCUMENTS, SEE_JOURNAL, SEE_LETTERS
from portamento.billing.models import Bill
from portamento.changes.models import FieldChange
from portamento.documents.models import Document
from portamento.doors.page import PAGES, allowed
from portamento.enrolments.models import Enrolment
from portamento.families.models import Family, Guardian, Membership, Tie
from portamento.foundation import clock
from portamento.mailroom.models import Outgoing
from portamento.office.documents import access
from portamento.office.families import rows, standing
from portamento.office.families.standing import Standing
from portamento.office.journal import events
from portamento.office.journal.events import Line
from portamento.office.letters import readers
from portamento.reenrolment import setup
from portamento.reenrolment.models import Dossier, State, Wish
from portamento.schools.setup import current_year

LATEST = 10
ANSWERED = {State.ACCEPTED, State.REFUSED, State.PLACED, State.CONFIRMED}
# How far a thing is, by its state: dossiers, documents, bills and letters say the same words.
KINDS = {
    **dict.fromkeys(("accepted", "placed", "confirmed", "paid", "sent", "posted"), "done"),
    **dict.fromkeys(("submitted", "in_review", "received", "queued"), "half"),
    **dict.fromkeys(("sent_back", "issued", "to_post"), "yours"),
    **dict.fromkeys(("refused", "expired", "kept"), "wrong"),
    "replaced": "",
}


@dataclass
class Adult:
    """A guardian of the household, and what may be done for them."""

    row: Guardian
    access: str
    kind: str
    is_pupil: bool

    @property
    def phones(self) -> list[str]:
        return [number for number in self.row.person.phones() if number]


@dataclass
class Child:
    """A pupil as this household has them: ties, other household, coordinates."""

    row: Membership
    ties: list[Tie]
    untied: list[Guardian]
    other: Membership | None
    is_minor: bool
    has_account: bool
    courses: list[str]


@dataclass
class Overview:
    adults: list[Adult] = field(default_factory=list)
    children: list[Child] = field(default_factory=list)
    dossiers: list[Any] = field(default_factory=list)
    late: list[Any] = field(default_factory=list)
    later_url: str = ""
    is_over: bool = False
    standing: Standing | None = None
    waiting: int = 0
    bills: list[Any] | None = None
    documents: list[Any] | None = None
    letters: list[Any] | None = None
    events: list[Line] | None = None
    open: set[str] = field(default_factory=set)

    def kind(self, row: Any) -> str:
        return KINDS.get(row.state, "")

    def hint(self, dossier: Dossier, family: Family) -> str:
        """What one is rung up about: who filed it, who contests it, each dispense's answer."""
        lines = [
            f"{wish.enrolment.course.name} : {answer(wish)}"
            for wish in dossier.dispenses
            if wish.enrolment
        ]
        other = _("déposé par la famille %s") % dossier.family.name
        known = [dossier.reference] + [other] * (dossier.family_id != family.pk)
        return " · ".join([*known, *[_("contesté")] * bool(dossier.disagreement), *lines])

    def link(self, name: str, pk: int) -> str:
        """The page of that row, or '' where the reader may not open it."""
        if name not in self.open:
            return ""
        return reverse(f"office:{name}", kwargs={ELSEWHERE[name]: pk})


def of(family: Family, request) -> Overview:
    """What the reader's rights do not cover stays None, and the page leaves it out."""
    may = request.user.may
    guardians = list(family.guardians.select_related("person__pupil", "account").order_by("rank"))
    pupils = children(family, [one for one in guardians if one.left_on is None])
    filed = dossiers(family)
    return Overview(
        adults=[adult(one) for one in guardians],
        children=pupils,
        dossiers=filed,
        late=list(family.reopenings.select_related("campaign__year").order_by("-until")),
        **later(family, pupils, filed, request),
        standing=standing.of(family),
        waiting=FieldChange.objects.pending().filter(request__household_id=family.pk).count(),
        bills=bills(family) if may(SEE_BILLS) else None,
        documents=documents(family, request.user) if may(SEE_DOCUMENTS) else None,
        letters=letters(family, request.user) if may(SEE_LETTERS) else None,
        events=events.about("family", family.pk, LATEST, reader=request.user)
        if may(SEE_JOURNAL)
        else None,
        open=open_pages(request),
    )


def later(family: Family, pupils: list[Child], filed: list[Dossier], request) -> dict[str, Any]:
    """Where the last campaign that has begun is left open longer for this household.

    Nowhere once each of its pupils has the office's answer: they have nothing to send any more.
    """
    now = clock.now()
    campaign = next((one for one in setup.campaigns() if one.opens_at <= now), None)
    if campaign is None or not allowed(request, "office:campaigns.late"):
        return {}
    states = {one.pupil_id: one.state for one in filed if one.campaign_id == campaign.pk}
    staying = {one.row.pupil_id for one in pupils if one.row.pupil.left_on is None}
    if all(states.get(pupil) in ANSWERED for pupil in staying):
        return {}
    page = reverse("office:campaigns.late", kwargs={"pk": campaign.pk})
    return {
        "later_url": f"{page}?{urlencode({'famille': family.pk})}",
        "is_over": campaign.is_over(now),
    }


def adult(guardian: Guardian) -> Adult:
    words, kind = rows.access(guardian.account)
    return Adult(guardian, words, kind, hasattr(guardian.person, "pupil"))


def children(family: Family, guardians: list[Guardian]) -> list[Child]:
    memberships = family.memberships.select_related(
        "pupil__person__guardian", "follows__person"
    ).in_order()
    every = Membership.objects.select_related("family")
    ties = Tie.objects.select_related("guardian__person", "guardian__family").order_by("pk")
    memberships = memberships.prefetch_related(
        Prefetch("pupil__memberships", every, to_attr="homes"),
        Prefetch("pupil__ties", ties, to_attr="all_ties"),
        Prefetch("pupil__enrolments", this_year(), to_attr="this_year"),
    )
    return [child(one, guardians) for one in memberships]


def child(membership: Membership, guardians: list[Guardian]) -> Child:
    pupil = membership.pupil
    tied = {tie.guardian_id for tie in pupil.all_ties}
    homes = [home for home in pupil.homes if home.pk != membership.pk]
    return Child(
        row=membership,
        ties=pupil.all_ties,
        untied=[one for one in guardians if one.pk not in tied],
        other=homes[0] if homes else None,
        is_minor=pupil.is_minor(clock.today()),
        has_account=hasattr(pupil.person, "guardian"),
        courses=[one.titled() for one in pupil.this_year],
    )


def this_year():
    """The courses of the current school year."""
    return Enrolment.objects.active().of_year(current_year()).with_course().in_order()


def dossiers(family: Family) -> list[Dossier]:
    """Of all its pupils, whichever household filed them; the last campaign's first."""
    asked = Wish.objects.filter(dispense_asked=True).select_related("enrolment__course")
    mine = Q(family=family) | Q(pupil__in=family.memberships.values("pupil"))
    rows = Dossier.objects.filter(mine).with_people()
    rows = rows.order_by("-campaign__year__starts_in", "pk")
    return list(rows.prefetch_related(Prefetch("wishes", asked, to_attr="dispenses")))


def answer(wish: Wish) -> str:
    """« dispense accordée », or that it waits; with the office's sentence."""
    if wish.awaits_dispense():
        return _("dispense demandée, à décider")
    said = wish.get_dispense_display().lower()
    return f"{said} ({wish.dispense_answer})" if wish.dispense_answer else said


def bills(family: Family) -> list[Bill]:
    return list(family.bills.select_related("year").newest_first()[:LATEST])


def documents(family: Family, reader) -> list[Document]:
    rows = access.readable(reader, family.documents.all())
    rows = rows.select_related("kind", "file", "pupil__person")
    return list(rows.newest_first()[:LATEST])


def letters(family: Family, reader) -> list[Outgoing]:
    rows = readers.readable(reader).about("family", family.pk).defer("text", "secret")
    return list(rows.newest_first()[:LATEST])


# Pages of other areas that this one leads to, when the reader may open them.
ELSEWHERE = {
    "bills.new": "family_pk",
    "bills.show": "pk",
    "documents.new": "family_pk",
    "documents.show": "pk",
    "dossiers.show": "pk",
    "letters.show": "pk",
}


def open_pages(request) -> set[str]:
    known = {name for name in ELSEWHERE if f"office:{name}" in PAGES}
    return {name for name in known if allowed(request, f"office:{name}")}
