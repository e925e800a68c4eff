"""A small world in which every page has something to show, and the way to ask for every page."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse

from portamento.accounts.models import Account
from portamento.accounts.roles import Role
from portamento.documents.models import Check, Owner, StoredFile
from portamento.doors.page import PAGES, Page
from portamento.enrolments.models import Enrolment
from portamento.families.models import Family, Membership
from portamento.reenrolment import actions as reenrolment
from portamento.reenrolment import situation
from portamento.reenrolment.actions.drafts import Draft
from portamento.reenrolment.models import Campaign
from portamento.schools.models import School
from portamento.schools.scope import scope
from tests import make
from tests.make.accounts import session_of, staff
from tests.make.bills import bill
from tests.make.changes import change, pupil_change

PDF = b"%PDF-1.7\n%%EOF\n"


@dataclass
class World:
    """One school with its people; `rows` of everything that comes in lists."""

    school: School
    rows: int
    staff: dict[str, Account] = field(default_factory=dict)
    family: Family | None = None
    parent: Account | None = None
    stranger: Account | None = None
    campaign: Campaign | None = None

    def client(self, account: Account | None) -> Client:
        client = Client()
        return session_of(client, account) if account else client


def build(slug="valmont", name="Conservatoire de Valmont", town="Valmont", rows=3) -> World:
    """Everything through actions, the household of `parent` first."""
    world = World(make.school(slug, name, town), rows)
    with scope(world.school):
        for role in Role:
            if role:
                world.staff[role] = staff(f"{role.label} Essai", role=role, identifier=role)
        office = world.staff[Role.DIRECTOR]
        world.campaign = set_up()
        for number in range(rows):
            make.course(f"Cours {number}", level_code="2C3", capacity=200)
        world.family, world.parent = household("Martin", world, pupils=rows, by=office)
        for number in range(rows):
            _, world.stranger = household(f"Famille {number}", world, pupils=1, by=office)
        StoredFile.objects.update(check_state=Check.CLEAN, pages=1)  # the inspector came by
    return world


def set_up() -> Campaign:
    """A campaign that is open, with what it asks and offers."""
    campaign = make.campaign()
    make.plan(campaign)
    make.terms(campaign)
    make.asked(campaign)
    make.asked(campaign, "Fiche sanitaire", owner=Owner.PUPIL)
    return campaign


def household(name: str, world: World, *, pupils: int, by) -> tuple[Family, Account]:
    """Its people, courses, papers, bills, changes; the last pupil's dossier has been sent."""
    family = make.family(name)
    guardian = make.guardian(family, "Claire", name, identifier=f"{name}".replace(" ", ""))
    account = guardian.account
    members = [make.pupil(family, f"Lina {number}", name) for number in range(pupils)]
    for pupil in members:
        make.enrolment(pupil, make_course(), level_code="2C3")
    for ask in world.campaign.requests.select_related("kind"):
        hand_in(family, ask.kind, members[-1], account)
    for _ in range(pupils):
        bill(family, by=by)
    change(guardian, profession="Luthière", city="Ailleurs")
    pupil_change(guardian, members[0], birth_place="Lyon")
    file_dossier(family, members[-1].pk, world.campaign, account)
    return family, account


def make_course():
    enrolled = Enrolment._meta.get_field("course").related_model
    return enrolled.objects.order_by("pk").first()


def hand_in(family, kind, pupil, account) -> None:
    upload = SimpleUploadedFile("papier.pdf", io.BytesIO(PDF).getvalue())
    owner = {"pupil": pupil} if kind.owner == Owner.PUPIL else {}
    reenrolment.hand_in(family, kind, upload, by=account, **owner)


def file_dossier(family, pupil_pk: int, campaign, account) -> None:
    """Filled in and sent, as the page does."""
    own = Membership.objects.filter(family=family, pupil=pupil_pk)
    one = situation.load(own, campaign, courses=True)[0]
    answers = Draft(
        keeps={row.pk: True for row in one.enrolments},
        agrees=True,
        plan_id=campaign.plans.values_list("pk", flat=True).first(),
        qf_choice="",
        household_asked=True,
    )
    dossier = reenrolment.save_draft(one, answers, by=account)
    reenrolment.submit(dossier, situation.load(own, campaign, courses=True)[0], by=account)


# Whose key stands in a page's address, by area or by page; the first row of the school is shown.
KEYS: dict[str, dict[str, str]] = {
    "portal:bills": {"pk": "billing.Bill"},
    "portal:documents": {"pk": "documents.Document"},
    "portal:documents.model": {"pk": "documents.DocumentKind"},
    "portal:documents.pupil": {"pk": "families.Pupil"},
    "portal:dossier": {
        "pk": "families.Pupil",
        "ask": "reenrolment.Request",
        "document": "documents.Document",
    },
    "portal:dossier.terms": {"pk": "reenrolment.Terms"},
    "portal:family": {"pk": "changes.FieldChange"},
    "portal:pupils": {"pk": "families.Pupil"},
    "office:bills": {
        "pk": "billing.Bill",
        "family_pk": "families.Family",
        "instalment_pk": "billing.Instalment",
    },
    "office:catalog": {"pk": "catalog.Course"},
    "office:catalog.set_level": {"pk": "enrolments.Enrolment"},
    "office:catalog.end": {"pk": "enrolments.Enrolment"},
    "office:catalog.edit_discipline": {"pk": "catalog.Discipline"},
    "office:catalog.edit_level": {"pk": "catalog.Level"},
    "office:catalog.edit_teacher": {"pk": "catalog.Teacher"},
}
# What is no key: the same word in every world.
WORDS: dict[str, dict[str, str]] = {
    "portal:help.logo": {"slug": "valmont"},
    "portal:signin.access": {"token": "jeton"},
    "portal:signin.confirm": {"token": "jeton"},
    "office:catalog.roll": {"by": "cours"},
    "office:catalog.sheet": {"by": "cours"},
}


def patterns(found=None, app: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Each named pattern of portal and office."""
    for one in get_resolver().url_patterns if found is None else found:
        if isinstance(one, URLPattern):
            yield f"{app}:{one.name}", one
        else:
            yield from patterns(one.url_patterns, one.app_name or app)


def pages() -> dict[str, tuple[Page, list[str]]]:
    """Every page of the table, with the names of the keys in its address."""
    return {
        name: (PAGES[name], list(pattern.pattern.converters))
        for name, pattern in sorted(patterns(), key=lambda pair: pair[0])
        if name in PAGES and not name.startswith("demo:")
    }


def address(name: str, keys: list[str], school: School) -> str:
    """The page's address in that school. A new kind of key is added to KEYS."""
    area = name.split(".")[0]
    values = dict(WORDS.get(name, {}))
    for key in keys:
        if key not in values:
            label = (KEYS.get(area, {}) | KEYS.get(name, {}))[key]
            with scope(school):
                first = apps.get_model(label).objects.order_by("pk").first()
            assert first is not None, f"{name}: the world has no {label}"
            values[key] = first.pk
    return reverse(name, kwargs=values)
