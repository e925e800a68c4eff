"""The people everybody knows: Claire, Karim, Inès, Lucie, Marc. And what they may see."""

from datetime import date

from portamento.accounts import actions as accounts
from portamento.catalog.models import Level
from portamento.enrolments import actions as enrolments
from portamento.families import actions as families
from portamento.families.choices import Answer, Relation, SchoolLevel
from portamento.families.models import Guardian
from portamento.foundation import clock, text
from portamento.schools import setup

PASSWORD = "Valmont2026"  # noqa: S105  the demo prints it


def guardian(family, first_name, last_name, *, identifier, by, email=None, **fields) -> Guardian:
    """A guardian living in Valmont unless told."""
    home = {"address": "27 rue Haute", "postcode": "00100", "city": "Valmont"} | fields
    return families.add_guardian(
        family,
        first_name=first_name,
        last_name=last_name,
        identifier=identifier,
        email=address_of(first_name, last_name) if email is None else email,
        by=by,
        **home,
    )


def address_of(first_name: str, last_name: str) -> str:
    """claire.martin@example.org: no accent, no space."""
    return f"{text.fold(first_name)}.{text.fold(last_name)}@example.org".replace(" ", "-")


def sign_in(guardian: Guardian, password: str = PASSWORD) -> None:
    """Has chosen a password and come in once."""
    account = guardian.account
    accounts.send_identifier(account, by=None)
    accounts.change_password(account, password, by=account)
    accounts.connect(account, by=account)


def child(family, guardian, first_name, last_name, born_on, *, relation, by, **fields):
    return families.add_pupil(
        family,
        first_name=first_name,
        last_name=last_name,
        born_on=born_on,
        follows=guardian,
        tied={guardian: {"relation": relation}},
        by=by,
        **fields,
    )


def enrol(pupil, courses, *pairs, by) -> None:
    """`("Violoncelle", "2C3")`: the course and the pupil's own level in it."""
    levels = {level.code: level for level in Level.objects.all()}
    for name, code in pairs:
        enrolments.enrol(pupil, courses[name], level=levels.get(code), by=by)


def born(years: int, month: int, day: int) -> date:
    """A birthday that keeps the ages of the examples whatever day the demo is built."""
    return date(clock.today().year - years, month, day)


def martin(courses, by):
    """Claire, with Lina and Noé."""
    family = families.create_family("Martin", number="F-0001", by=by)
    claire = guardian(
        family,
        "Claire",
        "Martin",
        identifier="martin",
        civility="madame",
        profession="Infirmière",
        family_situation="separated",
        mobile="06 00 00 00 01",
        phone_home="05 00 00 00 11",
        by=by,
    )
    lina = child(
        *(family, claire, "Lina", "Martin", born(12, 3, 9)),
        relation=Relation.MOTHER,
        school_level=SchoolLevel.C5,
        by=by,
    )
    noe = child(
        *(family, claire, "Noé", "Martin", born(9, 5, 2)),
        relation=Relation.MOTHER,
        school_level=SchoolLevel.CE2,
        by=by,
    )
    said = {"image_right": Answer.YES, "may_leave_alone": Answer.NO}  # Noé's are still to be given
    families.answer_for_year(lina, said, year=setup.current_year(), by=by)
    strings = "Orchestre des cordes 2e cycle"
    bundle = (("Violoncelle", "2C3"), ("Formation musicale 2C2", "2C2"), (strings, "2C3"))
    enrol(lina, courses, *bundle, by=by)
    enrol(noe, courses, ("Danse classique 1er cycle", "1C2"), by=by)
    return claire, lina, noe


def benali(lina, by):
    """Karim shares Lina, and only her; neither household knows the other's address."""
    family = families.create_family("Benali", number="F-0002", by=by)
    karim = guardian(
        family,
        "Karim",
        "Benali",
        identifier="benali",
        civility="monsieur",
        address="41 impasse du Puits",
        mobile="06 00 00 00 02",
        by=by,
    )
    families.share_pupil(family, lina, payer_share=50, follows=karim, by=by)
    families.tie(karim, lina, relation=Relation.FATHER, may_reenrol=False, by=by)
    return karim


def durand(courses, by):
    """Inès and her son Hugo: another family."""
    family = families.create_family("Durand", number="F-0003", by=by)
    ines = guardian(
        family, "Inès", "Durand", identifier="durand", address="3 place du Marché", by=by
    )
    hugo = child(family, ines, "Hugo", "Durand", born(11, 9, 21), relation=Relation.MOTHER, by=by)
    pairs = (("Trompette", "1C3"), ("Formation musicale 1C", "1C3"), ("Orchestre à vent", "1C3"))
    enrol(hugo, courses, *pairs, by=by)
    return ines, hugo


def leroy(courses, by):
    """Lucie, an adult pupil: one person, one account."""
    family = families.create_family("Leroy", number="F-0004", by=by)
    lucie = guardian(
        family, "Lucie", "Leroy", identifier="leroy", address="8 quai des Moulins", by=by
    )
    pupil = families.enrol_guardian(lucie, by=by)
    families.edit_person(lucie.person, born_on=born(41, 1, 30), by=by)
    enrol(pupil, courses, ("Chant choral adultes", "AD"), ("Piano", "HC"), by=by)
    return lucie, pupil


def petit(courses, by):
    """Marc has his identifier and no password yet."""
    family = families.create_family("Petit", number="F-0005", by=by)
    marc = guardian(
        *(family, "Marc", "Petit"),
        identifier="petit",
        email="petit@example.org",
        address="19 chemin des Vignes",
        by=by,
    )
    lea = child(family, marc, "Léa", "Petit", born(8, 11, 4), relation=Relation.FATHER, by=by)
    pairs = (("Piano", "1C1"), ("Formation musicale 1C", "1C1"), ("Chœur d’enfants", "1C1"))
    enrol(lea, courses, *pairs, by=by)
    accounts.send_identifier(marc.account, by=by)
    return marc
