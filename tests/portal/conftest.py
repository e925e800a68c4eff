"""Claire, Karim, Lina and Noé: a small world for the pages of families."""

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest

from portamento.catalog.models import Art, Part
from portamento.reenrolment import usual
from tests import make


@dataclass
class World:
    """Claire's household (Lina, Noé), Karim's (Lina only), and the campaign that is open."""

    school: Any
    campaign: Any
    claire: Any
    karim: Any
    lina: Any
    noe: Any
    plan: Any
    courses: dict


@pytest.fixture
def world(valmont):
    """Claire signs for both; Karim pays half of Lina and has authority, but does not re-enrol."""
    claire_home, karim_home = make.family("Martin"), make.family("Benali")
    claire = make.guardian(claire_home, "Claire", "Martin")
    lina = make.pupil(claire_home, "Lina", "Martin", born_on=date(2014, 3, 9))
    noe = make.pupil(claire_home, "Noé", "Martin", born_on=date(2017, 5, 2))
    karim = share(karim_home, lina)
    courses = enrol(lina, noe)
    campaign = make.campaign()
    usual.propose(campaign, by=None)
    terms = make.terms(campaign)
    assert terms.number == 1
    return World(valmont, campaign, claire, karim, lina, noe, campaign.plans.first(), courses)


def share(home, lina):
    from portamento.families import actions
    from portamento.families.choices import Relation

    karim = make.guardian(
        home, "Karim", "Benali", address="41 impasse du Puits", postcode="00900", city="Ailleurs"
    )
    actions.share_pupil(home, lina, payer_share=50, by=None)
    actions.tie(karim, lina, relation=Relation.FATHER, authority=True, may_reenrol=False, by=None)
    return karim


def enrol(lina, noe) -> dict:
    cello = make.course("Violoncelle", level_code="2C3")
    theory = make.course(
        "Formation musicale", of=make.discipline("Formation musicale", part=Part.THEORY)
    )
    strings = make.discipline("Orchestre", part=Part.ENSEMBLE)
    orchestra = make.course("Orchestre des cordes", of=strings)
    dance = make.discipline("Danse classique", art=Art.DANCE)
    ballet = make.course("Danse classique", of=dance, level_code="1C2")
    for course in (cello, theory, orchestra):
        make.enrolment(lina, course, level_code="2C3")
    make.enrolment(noe, ballet)
    return {"cello": cello, "theory": theory, "orchestra": orchestra, "ballet": ballet}
