"""The world in order: the school, its people, the campaign, then what everybody has done."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from portamento.accounts.roles import Role
from portamento.administration import actions as administration
from portamento.catalog import actions as catalog
from portamento.catalog.models import Course
from portamento.demo.cast import bills, crowd, papers, people, rare, schools
from portamento.documents import actions as documents
from portamento.documents import filing
from portamento.documents.models import Check, DocumentKind, StoredFile
from portamento.documents.signed import Form
from portamento.families import policy
from portamento.foundation import clock
from portamento.reenrolment import actions as reenrolment
from portamento.reenrolment import usual
from portamento.schools import setup
from portamento.schools.models import School
from portamento.schools.scope import current, scope

TERMS = """Les élèves viennent à tous leurs cours, prévenus d’une absence avant l’heure.

Un cursus comprend une discipline principale, la formation musicale et une pratique collective.

*Texte d’exemple : ce conservatoire est fictif.*"""

CREDITOR_ID = "FR76ZZZ000000"  # no creditor has it: the Banque de France gives real ones


@dataclass
class Cast:
    """The people of the examples."""

    school: Any
    campaign: Any
    director: Any
    secretary: Any
    regie: Any
    reader: Any
    claire: Any
    karim: Any
    ines: Any
    lucie: Any
    marc: Any
    lina: Any
    noe: Any
    hugo: Any
    courses: dict


# Both before anybody is written to: links of letters say which of them they are of.
SCHOOLS = (
    ("valmont", "Conservatoire de Valmont", "Valmont", "00100", "petrole"),
    ("bellerive", "École de musique de Bellerive", "Bellerive", "00200", "grenat"),
)


def valmont(*, many: bool = True) -> Cast:
    """Valmont and its people; `many` adds the other families and what they have done."""
    school, _other = (schools.create(*names) for names in SCHOOLS)
    opened, closes = clock.now() - timedelta(days=10), closes_at(21)
    with scope(school):
        staff = [
            schools.staff(name, identifier, role, "Valmont2026Bureau", "valmont")
            for name, identifier, role in schools.STAFF
        ]
        with clock.at(opened - timedelta(days=20)):
            cast = _people(school, staff)
            cast.campaign = campaign(opened, closes, staff[1], forms=only_on_screen)
        if many:
            plans = list(cast.campaign.plans.order_by("position", "pk"))
            crowd.crowd(cast.courses, plans, staff[1], opened)
            rare.everything(staff[1])
        known = {name: getattr(cast, name).family for name in ("claire", "karim", "ines", "lucie")}
        bills.everybody(known, cast.regie)
        # Looked at by the inspector from today on, whatever day each was handed in.
        StoredFile.objects.filter(check_state=Check.PENDING).update(stored_at=clock.now())
        setup.changed()
    return cast


def _people(school, staff) -> Cast:
    office = staff[1]
    administration.add_commune("Valmont", insee="00001", postcode="00100", by=office)
    courses = schools.teach(office)
    claire, lina, noe = people.martin(courses, office)
    karim = people.benali(lina, office)
    ines, hugo = people.durand(courses, office)
    lucie, _pupil = people.leroy(courses, office)
    marc = people.petit(courses, office)
    for guardian in (claire, karim, ines, lucie):
        people.sign_in(guardian)
    next_year(courses, office)
    return Cast(*(school, None, *staff, claire, karim, ines, lucie, marc, lina, noe, hugo, courses))


def next_year(courses, by) -> None:
    """Next year's courses; one closes, one is full, one is reserved."""
    catalog.prepare_next_year(setup.current_year(), keep_times=True, by=by)
    openings = (
        ("Percussions", Course.Opening.CLOSED, "Le professeur part en retraite.", None),
        ("Théâtre 1er cycle", Course.Opening.FULL, "", None),
        ("Danse contemporaine", Course.Opening.RESERVED, "", 2),
    )
    for name, opening, reason, cycle in openings:
        catalog.edit_course(
            courses[name], opening=opening, opening_reason=reason, reserved_cycle=cycle, by=by
        )


def closes_at(days: int) -> datetime:
    """The end of the day that many days from now, on the school's clock."""
    day = clock.today() + timedelta(days=days + 1)
    return datetime.combine(day, time(0), clock.PARIS)


def campaign(opens_at, closes, by, *, forms):
    """The usual documents and plans, terms, and a word for some."""
    year = administration.add_year(setup.current_year().starts_in + 1, by=by)
    made = reenrolment.add_campaign(
        year.starts_in,
        opens_at=opens_at,
        closes_at=closes,
        complete_by=clock.day(closes),
        before_text="Préparez un justificatif de domicile et votre quotient familial.",
        after_text="La scolarité peut rouvrir un dossier sur demande.",
        models_url="https://conservatoire.example.org/documents/",
        by=by,
    )
    usual.propose(made, by=by)
    forms(by)
    reenrolment.publish_terms(made, name="Règlement des études", text=TERMS, by=by)
    reenrolment.add_block(
        made,
        title="Classes à horaires aménagés",
        text="Votre enfant entre en 6e ? **Réunion d’information** le premier lundi du mois, 18 h.",
        school_levels="cm2",
        by=by,
    )
    return made


def offer_models(by) -> None:
    """The forms of the guide, « Doc 1 » to « Doc 4 », as files to download: here on paper."""
    for kind in DocumentKind.objects.filter(name__startswith="Doc "):
        with filing.taken(papers.model(kind.name)) as file:
            documents.edit_kind(kind, file=file, form=Form.PAPER, file_too=False, by=by)


def only_on_screen(by) -> None:
    """The same forms filled in on the screen; a fiche sanitaire on paper is still taken."""
    for kind in DocumentKind.objects.exclude(form=Form.PAPER):
        documents.edit_kind(kind, file_too=kind.form == Form.HEALTH, by=by)
    administration.edit_school(
        current(),
        creditor_id=CREDITOR_ID,
        creditor_name="Ville de Valmont, régie du conservatoire",
        creditor_address="1 place de la Mairie\n00100 Valmont",
        by=by,
    )


def bellerive() -> Any:
    """The other school: a minimal field policy, three families, a campaign that opens later."""
    school = School.objects.get(slug="bellerive")
    with scope(school):
        director = schools.staff(
            "Hélène Vasseur", "direction", Role.DIRECTOR, "Bellerive2026Bureau", "bellerive"
        )
        administration.add_commune("Bellerive", insee="00002", postcode="00200", by=director)
        policy.use_preset(policy.MINIMAL, by=director)
        courses = schools.teach(director)
        for number, (first, last) in enumerate(
            (("Rose", "Aubin"), ("Omar", "Benz"), ("Ana", "Costa")), start=1
        ):
            guardian, _pupil = bellerive_family(number, first, last, courses, director)
            people.sign_in(guardian, "Bellerive2026")
        opens = closes_at(9) + timedelta(hours=8)
        campaign(opens, closes_at(40), director, forms=offer_models)
    return school


def bellerive_family(number, first, last, courses, by):
    home = people.families.create_family(last, number=f"B-{number:03d}", by=by)
    guardian = people.guardian(
        home,
        *(first, last),
        identifier=last.lower(),
        address=f"{number} rue de la Rive",
        postcode="00200",
        city="Bellerive",
        by=by,
    )
    pupil = people.child(
        *(home, guardian, "Sam", last, people.born(9, 4, number)),
        relation=people.Relation.MOTHER,
        by=by,
    )
    people.enrol(pupil, courses, ("Éveil musical", "EV"), by=by)
    return guardian, pupil
