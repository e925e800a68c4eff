"""French names in sentences."""

import pytest

from portamento.foundation import text


@pytest.mark.parametrize(
    ("name", "said"),
    [
        *[("Lina", "de Lina"), ("Alma", "d’Alma"), ("Élodie Roy", "d’Élodie Roy")],
        *[("Yves", "d’Yves"), ("Yann", "de Yann"), ("Hugo", "de Hugo"), ("", "de ")],
    ],
)
def test_de_before_a_name(name, said):
    assert text.of(name) == said


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("du mardi au vendredi, 14 h – 18 h", "du mardi au vendredi, 14~h~–+~18~h"),
        ("lundi 9 h 30 - 12 h, 14h–18h", "lundi 9~h~30~-+~12~h, 14h–18h"),
        ("sur rendez-vous", "sur rendez-vous"),
    ],
)
def test_hours_stay_on_one_line(typed, shown):
    assert text.unbroken(typed).replace(text.NBSP, "~").replace(text.JOINED, "+") == shown


@pytest.mark.parametrize(
    ("octets", "said"),
    [(0, "0 ko"), (734, "1 ko"), (99_001, "100 ko"), (100_000, "0,1 Mo"), (20_971_520, "21,0 Mo")],
)
def test_the_size_of_a_file(octets, said):
    assert text.size(octets).replace(text.NBSP, " ") == said


def test_a_long_file_name_keeps_its_two_ends():
    name = "attestation_quotient_familial_caf_famille_martin_mai_2026.pdf"
    assert text.clipped(name) == "attestation_quotient_fa…mai_2026.pdf"
    assert len(text.clipped(name)) == 36
    assert text.clipped("rib.pdf") == "rib.pdf"
