"""Which dossiers a list shows: the groups people speak of, and what narrows them."""

from dataclasses import dataclass

from django import forms
from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from portamento.catalog import setup as catalog
from portamento.families.models import Family, Person
from portamento.foundation import clock
from portamento.reenrolment import completeness, readiness, setup, tariff, turns
from portamento.reenrolment.lifecycle import OPEN
from portamento.reenrolment.models import Campaign, Dossier, State, Stays, Wish

TO_REVIEW, WITH_FAMILY, TO_PLACE = "a-controler", "a-completer", "a-placer"
RETURNED = "pieces-revenues"
PLACED, CONFIRMED, REFUSED = "places", "confirmes", "refuses"
DRAFTS, LEAVING, ALL = "brouillons", "partent", "tous"
NOT_SENT = [State.DRAFT, State.WITHDRAWN]
SETTLED = [*NOT_SENT, State.REFUSED]  # nothing is asked of them any more, or not yet


@dataclass(frozen=True)
class Group:
    """A pile of dossiers, as the office names it."""

    key: str
    label: str
    where: Q


GROUPS = (
    Group(TO_REVIEW, _("À contrôler"), Q(state__in=OPEN)),
    Group(RETURNED, _("Pièces revenues"), Q(state__in=OPEN)),
    Group(WITH_FAMILY, _("À compléter par la famille"), Q(state=State.SENT_BACK)),
    Group(TO_PLACE, _("Validés, à placer"), Q(state=State.ACCEPTED) & ~Q(stays=Stays.NO)),
    Group(PLACED, _("Cours attribués"), Q(state=State.PLACED)),
    Group(CONFIRMED, _("Confirmés"), Q(state=State.CONFIRMED)),
    Group(REFUSED, _("Refusés"), Q(state=State.REFUSED)),
    Group(DRAFTS, _("Brouillons, retirés"), Q(state__in=NOT_SENT)),
    Group(LEAVING, _("Ne se réinscrivent pas"), Q(stays=Stays.NO) & ~Q(state__in=NOT_SENT)),
    Group(ALL, _("Tous"), Q()),
)
BY_KEY = {group.key: group for group in GROUPS}


class Filters(forms.Form):
    """Everything is in the address: a list can be kept, sent, gone back to."""

    etat = forms.ChoiceField(
        choices=[(group.key, group.label) for group in GROUPS],
        required=False,
        widget=forms.HiddenInput,
    )
    q = forms.CharField(label=_("Élève, famille ou référence"), required=False, max_length=120)
    discipline = forms.TypedChoiceField(
        label=_("Discipline"), required=False, coerce=int, empty_value=None
    )
    annee = forms.TypedChoiceField(
        label=_("Campagne"), required=False, coerce=int, empty_value=None
    )
    incomplet = forms.BooleanField(label=_("Incomplets"), required=False)
    prets = forms.BooleanField(label=_("Prêts à valider"), required=False)
    conteste = forms.BooleanField(label=_("Contestés"), required=False)
    fratrie = forms.BooleanField(label=_("Fratries"), required=False)
    jour = forms.BooleanField(label=_("Arrivés aujourd’hui"), required=False)

    def __init__(self, data, *, known: turns.Turns | None = None):
        """`known`: whose turn it is in the current campaign, where that was asked already."""
        super().__init__(data, auto_id="filtre_%s")
        self.known = known
        names = [(one.pk, one.name) for one in catalog.disciplines()]
        self.fields["discipline"].choices = [("", _("Toutes")), *names]
        years = [(one.year.starts_in, one.year.label) for one in setup.campaigns()]
        self.fields["annee"].choices = [("", _("En cours")), *years]
        self.given = self.cleaned_data if self.is_valid() else {}
        self.group = BY_KEY[self.given.get("etat") or TO_REVIEW]

    @property
    def campaign(self) -> Campaign | None:
        year = self.given.get("annee")
        chosen = (one for one in setup.campaigns() if one.year.starts_in == year)
        return next(chosen, None) or setup.current_campaign()

    @cached_property
    def narrowed(self) -> QuerySet[Dossier]:
        """All that the filters let through, whatever the group; asked once for tabs and rows."""
        rows = Dossier.objects.filter(campaign=self.campaign)
        for name, narrow in NARROW.items():
            if value := self.given.get(name):
                rows = narrow(rows, value)
        if self.given.get("incomplet"):
            rows = incomplete(rows.exclude(state__in=SETTLED), self.campaign)
        if self.given.get("prets"):
            rows = ready(rows.filter(state__in=OPEN), self.campaign)
        return rows

    @cached_property
    def turns(self) -> turns.Turns:
        """Of which open dossiers documents were asked again, and whether they are there."""
        return turns.of(self.campaign) if self.known is None else self.known

    def where(self, group: Group) -> Q:
        """Whose turn it is: one whose documents are awaited is not to be checked now."""
        if group.key == RETURNED:
            return Q(pk__in=self.turns.returned)
        if group.key == TO_REVIEW:
            return group.where & ~Q(pk__in=self.turns.family)
        if group.key == WITH_FAMILY:
            return group.where | Q(pk__in=self.turns.family)
        return group.where

    def rows(self) -> QuerySet[Dossier]:
        """Those of the group, the oldest first sending first."""
        return in_order(self.narrowed.filter(self.where(self.group)))

    def counts(self) -> dict[str, int]:
        """How many in each group, one query."""
        totals = {
            group.key.replace("-", "_"): Count("pk", filter=self.where(group)) for group in GROUPS
        }
        found = self.narrowed.aggregate(**totals)
        return {group.key: found[group.key.replace("-", "_")] for group in GROUPS}


def in_order(rows: QuerySet[Dossier]) -> QuerySet[Dossier]:
    return rows.order_by(F("first_sent_at").asc(nulls_last=True), "opened_at", "pk")


def searched(rows, words: str):
    people = Person.objects.named_like(words)
    return rows.filter(
        Q(reference__icontains=words.strip())
        | Q(pupil__person__in=people)
        | Q(family__in=Family.objects.matching(words).values("pk"))
    )


def about_discipline(rows, discipline: int):
    """Wished for, or going on in it."""
    wishes = Wish.objects.filter(dossier=OuterRef("pk"))
    wishes = wishes.filter(Q(discipline=discipline) | Q(enrolment__course__discipline=discipline))
    return rows.filter(Exists(wishes))


def with_siblings(rows, _yes):
    """Another dossier of the same household in the same campaign."""
    others = Dossier.objects.filter(family=OuterRef("family"), campaign=OuterRef("campaign"))
    return rows.filter(Exists(others.exclude(pk=OuterRef("pk"))))


def arrived_today(rows, _yes):
    start, end = clock.bounds(clock.today())
    return rows.filter(sent_at__gte=start, sent_at__lt=end)


NARROW = {
    "q": searched,
    "discipline": about_discipline,
    "conteste": lambda rows, _yes: rows.exclude(disagreement=""),
    "fratrie": with_siblings,
    "jour": arrived_today,
}


def incomplete(rows: QuerySet[Dossier], campaign: Campaign) -> QuerySet[Dossier]:
    """Complete or not is a question about documents: asked of all at once, in few queries."""
    standings = completeness.of(rows, campaign)
    return Dossier.objects.filter(pk__in=[pk for pk, one in standings.items() if one.missing()])


def ready(rows: QuerySet[Dossier], campaign: Campaign) -> QuerySet[Dossier]:
    """Those of which nothing is to be said before accepting them: they can go together."""
    found = list(rows)
    standings = completeness.of(found, campaign)
    moving = tariff.moving(one.family_id for one in found)
    quiet = [
        one.pk
        for one in found
        if not readiness.worries(
            one, standings.get(one.pk) or completeness.Standing(), moving.get(one.family_id, "")
        )
    ]
    return Dossier.objects.filter(pk__in=quiet)
