"""The first steps of a school that begins: what is still to be set up, in the order it is needed.

The list goes when all is done, and in any case once a family has signed in: from then on the
portal lives, and what is empty is a choice.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from portamento.accounts.models import Account
from portamento.catalog import setup as catalog
from portamento.catalog.models import Course
from portamento.doors.page import allowed
from portamento.enrolments.models import Enrolment
from portamento.families.models import Family
from portamento.reenrolment import setup as campaigns
from portamento.reenrolment.models import Campaign
from portamento.schools import setup
from portamento.schools.scope import current


@dataclass(frozen=True)
class Step:
    """Something to set up: where it is read, the page that does it, and whether it is done."""

    label: str
    hint: str
    page: str
    doing: str
    is_done: Callable[[Campaign | None], bool]

    def url(self, campaign: Campaign | None) -> str:
        needs = {"pk": campaign.pk} if self.page == "campaigns.show" and campaign else {}
        page = "campaigns.index" if self.page == "campaigns.show" and not campaign else self.page
        return reverse(f"office:{page}", kwargs=needs)


def has_reach(_campaign) -> bool:
    school = current()
    return bool(school.address and school.phone and (school.email or school.sender))


def has_legal_texts(_campaign) -> bool:
    return bool(current().legal_notice and current().personal_data)


def has_next_courses(_campaign) -> bool:
    this = setup.current_year()
    return bool(this) and Course.objects.filter(year__starts_in=this.starts_in + 1).exists()


STEPS = (
    Step(
        _("Adresse, téléphone et e-mail du conservatoire"),
        _("Sans adresse e-mail, aucun message ne part"),
        *("school.edit", "school.edit", has_reach),
    ),
    Step(
        _("Communes du territoire"),
        _("Elles disent quelles familles sont résidentes"),
        *("school.communes", "school.communes", lambda _c: bool(setup.communes())),
    ),
    Step(
        _("Mentions légales et données personnelles"),
        _("Qui publie, qui héberge, à qui s’adresser : la loi le demande"),
        *("school.edit_texts", "school.edit_texts", has_legal_texts),
    ),
    Step(
        _("Équipe"),
        _("Un compte pour chaque personne de la scolarité"),
        *("staff.index", "staff.new", lambda _c: Account.objects.staff().count() > 1),
    ),
    Step(
        _("Disciplines"),
        _("La liste habituelle se reprend d’un clic"),
        *("catalog.disciplines", "catalog.new_discipline", lambda _c: bool(catalog.disciplines())),
    ),
    Step(
        _("Niveaux"),
        _("1C1, 1C2… 2C3, hors cursus : la liste habituelle se reprend d’un clic"),
        *("catalog.levels", "catalog.new_level", lambda _c: bool(catalog.levels())),
    ),
    Step(
        _("Enseignants"),
        "",
        *("catalog.teachers", "catalog.new_teacher", lambda _c: bool(catalog.teachers())),
    ),
    Step(
        _("Cours de cette année"),
        _("Avec jour, horaire et salle"),
        *("catalog.index", "catalog.new", lambda _c: Course.objects.exists()),
    ),
    Step(
        _("Familles et élèves"),
        _("Un foyer, ses responsables, ses élèves"),
        *("families.index", "families.new", lambda _c: Family.objects.exists()),
    ),
    Step(
        _("Élèves inscrits dans leurs cours"),
        _("Depuis la page de la famille, ou celle du cours"),
        *("catalog.index", "catalog.enrol", lambda _c: Enrolment.objects.exists()),
    ),
    Step(
        _("Cours de l’an prochain"),
        _("Repris de cette année, puis ajustés"),
        *("catalog.prepare", "catalog.prepare", has_next_courses),
    ),
    Step(
        _("Campagne de réinscription"),
        _("Ses dates d’ouverture et de fermeture"),
        *("campaigns.index", "campaigns.new", lambda campaign: campaign is not None),
    ),
    Step(
        _("Documents demandés et règlement"),
        _("La liste habituelle se reprend d’un clic"),
        *("campaigns.show", "campaigns.edit"),
        lambda one: bool(one and campaigns.requests(one) and campaigns.terms(one)),
    ),
    Step(
        _("Identifiants envoyés aux familles"),
        _("Une fois tout le reste prêt"),
        *("families.index", "families.invite"),
        lambda _c: Account.objects.families().exclude(invited_at=None).exists(),
    ),
)


@dataclass(frozen=True)
class Shown:
    """A step as its line says it."""

    label: str
    hint: str
    url: str
    done: bool


def steps(request, campaign: Campaign | None) -> list[Shown]:
    """What the reader may do of it; nothing where nothing is left."""
    if Account.objects.families().exclude(connected_at=None).exists():
        return []
    mine = [one for one in STEPS if allowed(request, f"office:{one.doing}")]
    lines = [Shown(one.label, one.hint, one.url(campaign), one.is_done(campaign)) for one in mine]
    return [] if all(line.done for line in lines) else lines
