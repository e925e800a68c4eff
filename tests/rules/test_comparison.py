"""Names, addresses and days of a paper against what the family says."""

from datetime import date

import pytest

from portamento.documents.comparison import (
    Address,
    Likeness,
    Name,
    address_likeness,
    best_name,
    is_recent,
    name_likeness,
    written_address,
)
from portamento.documents.inspector.answers import Line

SAME, CLOSE, OTHER = Likeness.SAME, Likeness.CLOSE, Likeness.OTHER


@pytest.mark.parametrize(
    ("read", "last", "first", "likeness"),
    [
        ("MME LEROY CLAIRE", "Leroy", "Claire", SAME),
        ("Claire Leroy", "LEROY", "Claire", SAME),
        ("MLLE SAMPLE ANGELA", "Sample", "Angéla", SAME),
        ("MR DELATOUR JEAN PIERRE", "de La Tour", "Jean-Pierre", SAME),
        ("DE LA TOUR JEANPIERRE", "Delatour", "Jean-Pierre", SAME),
        ("MARTIN NEE DUPONT SOPHIE", "Dupont", "Sophie", SAME),
        ("MME MARTIN EPOUSE DUPONT SOPHIE ANNE", "Martin", "Sophie", SAME),
        ("OBRIEN INES", "O’Brien", "Inès", SAME),
        ("M OU MME LEROY", "Leroy", "Claire", CLOSE),
        ("LEROY C", "Leroy", "Claire", CLOSE),
        ("MARTIN SOPHIE", "Martin-Dupont", "Sophie", CLOSE),
        ("MARTIN ANNE", "Martin", "Anne-Sophie", CLOSE),
        ("MARTINEZ SOPHIE", "Martin", "Sophie", OTHER),
        ("LEROY MARC", "Leroy", "Claire", OTHER),
        ("DURAND SOPHIE", "Martin", "Sophie", OTHER),
        ("MME", "Leroy", "Claire", OTHER),
        ("", "Leroy", "Claire", OTHER),
    ],
)
def test_names(read, last, first, likeness):
    assert name_likeness(read, Name(last, first)) is likeness


def test_the_best_of_several_people_counts():
    family = [Name("Leroy", "Marc"), Name("Leroy", "Claire")]
    assert best_name(["M LEROY MARC", "MME ANYONE ELSE"], family) is SAME
    assert best_name([], family) is OTHER
    assert best_name(["M LEROY MARC"], []) is OTHER


@pytest.mark.parametrize(
    ("read", "known", "likeness"),
    [
        ("12 BIS BD DE BURY", "12bis, boulevard de Bury", SAME),
        ("12 B BD DE BURY", "12 bis boulevard de Bury", SAME),
        ("012 BOULEVARD BURY", "12 boulevard de Bury", SAME),
        ("BAT 2 ETG 3|7 PL DES SPECIMENS", "7, place des Spécimens|Bâtiment 2", SAME),
        ("5 R ST MARTIAL", "5, rue Saint-Martial", SAME),
        ("3 BD J JAURES", "3 boulevard Jean-Jaurès", SAME),
        ("2 RUE DU GAL LECLERC", "2 rue du Général Leclerc", SAME),
        ("145 RUE JULLIARD", "145 rue René Julliard", SAME),
        ("4 LE BOURG", "4, Le Bourg", SAME),
        ("9 AV DE L EUROPE APT 12", "9 avenue de l’Europe", SAME),
        ("12 BD DE BURY", "12 bis boulevard de Bury", CLOSE),
        ("RUE DES ACACIAS", "4 rue des Acacias", CLOSE),
        ("", "4 rue des Acacias", CLOSE),
        ("14 BD DE BURY", "12 boulevard de Bury", OTHER),
        ("5 AV ST MARTIAL", "5, rue Saint-Martial", OTHER),
        ("3 RUE VICTOR HUGO", "3 rue Victor Schoelcher", OTHER),
        ("2 RUE DE LA PAIX", "2 rue de la Liberté", OTHER),
    ],
)
def test_addresses_of_one_town(read, known, likeness):
    ours = Address(tuple(known.split("|")), "16000", "Angoulême")
    assert address_likeness(Address(tuple(read.split("|")), "16000", ""), ours) is likeness


@pytest.mark.parametrize(
    ("postcode", "town", "likeness"),
    [
        ("16340", "ANYWHERE", SAME),
        ("", "L ISLE D ESPAGNAC", SAME),
        ("", "ISLE D ESPAGNAC CEDEX 2", SAME),
        ("16000", "L ISLE D ESPAGNAC", OTHER),
        ("", "SOYAUX", OTHER),
        ("", "", OTHER),
    ],
)
def test_towns(postcode, town, likeness):
    ours = Address(("2 rue Haute",), "16340", "L’Isle-d’Espagnac")
    assert address_likeness(Address(("2 RUE HAUTE",), postcode, town), ours) is likeness


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("MME LEROY\n3 RUE DU MOULIN\n00100 VALMONT", True),
        ("Adresse : 3 rue du Moulin 00100 Valmont", True),
        ("Lieu de consommation\n3, R DU MOULIN\nBAT B\n00100 VALMONT", True),
        ("3 RUE DU MOULIN\n00200 VALMONT", False),
        ("5 RUE DU MOULIN\n00100 VALMONT", False),
        ("MME LEROY\n00100 VALMONT", False),
    ],
)
def test_an_address_in_a_text(text, found):
    lines = [Line(1, line, (0, 0, 0, 0)) for line in text.splitlines()]
    assert written_address(lines, Address(("3 rue du Moulin",), "00100", "Valmont")) is found


@pytest.mark.parametrize(
    ("issued", "recent"),
    [
        (date(2026, 6, 12), True),
        (date(2026, 3, 12), True),
        (date(2026, 3, 11), False),
        (date(2026, 6, 13), False),
    ],
)
def test_less_than_three_months(issued, recent):
    assert is_recent(issued, date(2026, 6, 12)) is recent
