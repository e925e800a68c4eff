"""What the Réinscription page asks for, of whom, and what it does not ask again."""

import re

import pytest

from portamento.catalog.models import Art
from portamento.documents import actions as documents
from portamento.documents.models import Owner
from portamento.enrolments.models import Enrolment
from portamento.reenrolment import actions, audience
from tests import make
from tests.make import dossiers
from tests.portal.test_dossier import answers, opened, page


def named(html: str) -> list[str]:
    return re.findall(r'data-piece="\d+"[^>]*>\s*<h4>([^<]*)', html)


def row_of(html: str, name: str) -> str:
    """The text of one piece."""
    rows = html.split("<li data-piece=")
    found = next(row for row in rows if f"<h4>{name}" in row)
    return " ".join(re.sub(r"<[^>]+>", " ", found).split()).replace("\xa0", " ")


@pytest.fixture
def dance(world):
    """A paper for minors who dance."""
    made = make.asked(world.campaign, "Tenue", owner=Owner.PUPIL, arts=Art.DANCE, age="minor")
    assert audience.told(made) == "Demandé aux élèves de danse, mineurs."
    return made


def test_only_those_whom_the_condition_names_are_asked_and_read_why(world, dance, sign_in):
    client = sign_in(world.claire.account)
    assert "Tenue" not in named(opened(client, world.lina))
    asked = opened(client, world.noe)
    assert "Tenue" in named(asked)
    assert "Demandé pour les élèves de danse, mineurs." in row_of(asked, "Tenue")


def test_who_stops_is_no_longer_asked_and_who_begins_is(world, dance, sign_in):
    client = sign_in(world.claire.account)
    html = opened(client, world.noe)
    ballet = Enrolment.objects.get(course=world.courses["ballet"])
    client.post(page(world.noe), answers(html, **{f"c{ballet.pk}": None}))
    assert "Tenue" not in named(opened(client, world.noe))
    one = dossiers.situated(world.lina, world.claire.family)
    new = dossiers.draft(one, disciplines=(world.courses["ballet"].discipline_id,))
    actions.save_draft(one, new, by=world.claire.account)
    assert "Tenue" in named(opened(client, world.lina))


def test_a_discipline_and_a_level_narrow_it(world, sign_in):
    cello = world.courses["cello"].discipline
    level = make.level("2C3")
    asked = make.asked(
        world.campaign, "Instrument", owner=Owner.PUPIL, disciplines=[cello], levels=[level]
    )
    assert audience.told(asked) == "Demandé aux élèves en violoncelle, de niveau 2C3."
    client = sign_in(world.claire.account)
    assert "Instrument" in named(opened(client, world.lina))
    assert "Instrument" not in named(opened(client, world.noe))


def test_a_newcomer_is_asked_what_the_others_have_given(world, sign_in):
    make.asked(world.campaign, "Pièce d’identité", owner=Owner.PUPIL, seniority="newcomer")
    client = sign_in(world.claire.account)
    assert "Pièce d’identité" in named(opened(client, world.noe))
    former = make.course("Éveil", year=make.year_ahead(-1))
    make.enrolment(world.noe, former)
    assert "Pièce d’identité" not in named(opened(client, world.noe))


def test_the_examples_of_the_office_stand_beside_the_row(world, sign_in):
    html = opened(sign_in(world.claire.account), world.lina)
    assert "Refusé : Photo de la carte bancaire" not in row_of(html, "Doc 1")
    kind = make.kind("Assurance", taken="Attestation de l’année\nAttestation scolaire")
    actions.ask_for(world.campaign, kind, by=None)
    row = row_of(opened(sign_in(world.claire.account), world.lina), "Assurance")
    assert "Ce qui est accepté Attestation de l’année Attestation" in row
    assert "Refusé :" not in row
    documents.edit_kind(kind, not_taken="Facture de l’assureur", by=None)
    assert "Refusé : Facture de l’assureur" in row_of(
        opened(sign_in(world.claire.account), world.lina), "Assurance"
    )
