"""A small world in which every page has something to show, and the way to ask for every page."""

import re
from dataclasses import dataclass, field

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from portamento.accounts.models import Account
from portamento.accounts.roles import Role
from portamento.config import describe
from portamento.documents import eliminations, forgetting
from portamento.documents.inspector.limits import MAX_FILES
from portamento.documents.models import Check, Document, Owner, StoredFile
from portamento.documents.questionnaires.questions import YES
from portamento.documents.signed import Form
from portamento.doors.page import PAGES, Page
from portamento.enrolments.models import Enrolment
from portamento.families.models import Family, Membership
from portamento.reenrolment import actions as reenrolment
from portamento.reenrolment import pieces, questionnaires, situation
from portamento.reenrolment.actions.drafts import Draft
from portamento.reenrolment.models import Campaign
from portamento.schools.models import School
from portamento.schools.scope import scope
from tests import make
from tests.inspector import samples
from tests.make.accounts import session_of, staff
from tests.make.bills import bill
from tests.make.changes import change, pupil_change

PDF = samples.plain()


class Visitor(Client):
    """A browser that drops what it downloads."""

    def request(self, **request):
        response = super().request(**request)
        for close in response._resource_closers:  # not close(): it ends the database's connection
            close()
        return response


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
        client = Visitor()
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
            make.course(
                f"Cours {number}",
                level_code="2C3",
                teacher=make.teacher(f"Mme {number}"),
                capacity=200,
            )
        world.family, world.parent = household("Martin", world, pupils=rows, by=office)
        for number in range(rows):
            _, world.stranger = household(f"Famille {number}", world, pupils=1, by=office)
        StoredFile.objects.update(check_state=Check.CLEAN, pages=1)  # the inspector came by
        forgetting.close(Document.objects.order_by("pk").last(), by=None)
        eliminations.prepare(by=office)
    return world


def set_up() -> Campaign:
    """A campaign that is open, with what it asks and offers."""
    campaign = make.campaign()
    make.plan(campaign)
    make.terms(campaign)
    on_screen = {"form": Form.AUTHORISATIONS, "file_too": True}
    make.asked(campaign, "Autorisations", owner=Owner.PUPIL, **on_screen)
    make.asked(campaign)
    make.asked(campaign, "Fiche sanitaire", owner=Owner.PUPIL)
    reenrolment.add_block(campaign, title="Réunion", text="Mardi à 18 h.", by=None)
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
    send_in(family, world.campaign, min(pupils, MAX_FILES), account)
    for _ in range(pupils):
        bill(family, by=by)
    change(guardian, profession="Luthière", city="Ailleurs")
    pupil_change(guardian, members[0], birth_place="Lyon")
    fill_in(family, members[0].pk, world.campaign, guardian)
    file_dossier(family, members[-1].pk, world.campaign, account)
    return family, account


def make_course():
    enrolled = Enrolment._meta.get_field("course").related_model
    return enrolled.objects.order_by("pk").first()


def hand_in(family, kind, pupil, account) -> None:
    upload = SimpleUploadedFile("papier.pdf", PDF)
    owner = {"pupil": pupil} if kind.owner == Owner.PUPIL else {}
    reenrolment.hand_in(family, kind, upload, by=account, **owner)


def fill_in(family, pupil_pk: int, campaign, guardian) -> None:
    """A form on the screen, answered and not signed."""
    own = Membership.objects.filter(family=family, pupil=pupil_pk)
    one = situation.load(own, campaign)[0]
    piece = next(piece for piece in pieces.of(one) if piece.form)
    paper = questionnaires.paper(one, piece, guardian)
    given = {question.name: YES for question in paper.form.questions()}
    reenrolment.save_form(paper, given, version=1, by=guardian.account)


def send_in(family, campaign, number: int, account) -> None:
    """Pages that wait until the family has looked at them."""
    kind = campaign.requests.filter(kind__owner=Owner.FAMILY).first().kind
    files = [SimpleUploadedFile(f"papier-{place}.pdf", PDF) for place in range(number)]
    reenrolment.send_in(family, kind, files, together=True, by=account)


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


# Whose key stands behind a word of an address; the first row of the school is shown, which belongs
# to the household of `parent` wherever it belongs to a household.
BEHIND = {
    "a-poster": "mailroom.Paper",
    "a-relire": "documents.Sheet.kind_id",
    "affiche": "mailroom.Paper",
    "bordereaux": "documents.Elimination",
    "campagne": "reenrolment.Campaign",
    "communes": "schools.Commune",
    "cours": "catalog.Course",
    "courriers": "mailroom.Outgoing",
    "disciplines": "catalog.Discipline",
    "documents": "documents.Document",
    "dossiers": "reenrolment.Dossier",
    "echeances": "billing.Instalment",
    "eleves": "families.Pupil",
    "encarts": "reenrolment.Block",
    "enseignants": "catalog.Teacher",
    "equipe": "accounts.Account",
    "facturation": "billing.Bill",
    "factures": "billing.Bill",
    "familles": "families.Family",
    "feuillets": "documents.Sheet",
    "fichiers": "documents.StoredFile",
    "formulaire": "reenrolment.Request",
    "importer": "reenrolment.Request",
    "inscriptions": "enrolments.Enrolment",
    "liens": "families.Pupil",
    "modeles": "documents.DocumentKind",
    "modifications": "changes.FieldChange",
    "niveaux": "catalog.Level",
    "paiements": "reenrolment.PaymentPlan",
    "reglement": "reenrolment.Terms",
    "reglements": "reenrolment.Terms",
    "responsables": "families.Guardian",
    "supprimer": "documents.Document",
    "types-de-documents": "documents.DocumentKind",
    "voeux": "reenrolment.Wish",
}
# Whose key has that name, wherever it stands.
NAMED = {
    "ask": "reenrolment.Request",
    "family": "families.Family",
    "family_pk": "families.Family",
    "guardian_pk": "families.Guardian",
    "pupil": "families.Pupil",
    "pupil_pk": "families.Pupil",
}
# Where neither tells, or the key is none.
SPECIAL: dict[str, dict[str, str]] = {
    "office:campaigns.edit_request": {"pk": "reenrolment.Request"},
    "office:campaigns.drop_request": {"pk": "reenrolment.Request"},
    "office:catalog.roll": {"by": "=cours", "pk": "catalog.Course"},
    "office:catalog.sheet": {"by": "=cours", "pk": "catalog.Course"},
    "office:changes.decide": {"kind": "=guardian", "pk": "families.Guardian"},
    "office:documents.page": {"number": "=1"},
    "office:letters.edit_wording": {"kind": "=DossierReceived"},
    "office:letters.restore_wording": {"kind": "=DossierReceived"},
    "office:school.fields": {"whose": "=guardian"},
    "office:school.use_preset": {"whose": "=guardian"},
    **{f"portal:documents.{name}": {"pupil": "=0"} for name in ("review", "add", "confirm")},
    "portal:documents.sheet_image": {"page": "=1"},
    "portal:documents.turn": {"page": "=1"},
    "portal:documents.page_image": {"pk": "documents.Document", "page": "=1"},
    "portal:help.logo": {"slug": "=valmont"},
    "portal:signin.access": {"token": "=jeton"},
    "portal:signin.confirm": {"token": "=jeton"},
}
# Their address holds no key of a school's row.
KEYLESS = {name for name, keys in SPECIAL.items() if all(key[0] == "=" for key in keys.values())}
NOBODY = 987654321
KEY = re.compile(r"(?:([^/<>]+)/)?<\w+:(\w+)>")


@dataclass(frozen=True)
class Address:
    """A line of the table of pages, and the route that leads to it."""

    page: Page
    route: str

    @property
    def keys(self) -> dict[str, str]:
        """Each key's model (and column, where it is not its own key), or « =word »."""
        pairs = KEY.findall(self.route)
        found = {key: NAMED.get(key) or BEHIND.get(word, "") for word, key in pairs}
        return found | SPECIAL.get(self.page.name, {})

    def url(self, school: School) -> str:
        """The page's address in that school."""
        values = {key: value(label, self.page.name, school) for key, label in self.keys.items()}
        return reverse(self.page.name, kwargs=values)

    def url_of_nothing(self) -> str:
        """The same address with keys that nobody has."""
        values = {
            key: label[1:] if label.startswith("=") else NOBODY for key, label in self.keys.items()
        }
        return reverse(self.page.name, kwargs=values)


def value(label: str, page: str, school: School) -> object:
    if label.startswith("="):
        return label[1:]
    assert label, f"{page}: say in BEHIND or SPECIAL whose key stands in its address"
    app, model, *column = label.split(".")
    with scope(school):
        first = apps.get_model(app, model).objects.order_by("pk").first()
    assert first is not None, f"{page}: the world has no {label}"
    return getattr(first, *column or ["pk"])


def pages() -> dict[str, Address]:
    """Every page of portal and office, by name."""
    found = {name: route for name, route in describe.routes() if name in PAGES}
    ours = sorted(name for name in found if not name.startswith("demo:"))
    return {name: Address(PAGES[name], found[name]) for name in ours}
