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


def test_a_long_file_name_keeps_its_two_ends():
    name = "attestation_quotient_familial_caf_famille_martin_mai_2026.pdf"
    assert text.clipped(name) == "attestation_quotient_fa…mai_2026.pdf"
    assert len(text.clipped(name)) == 36
    assert text.clipped("rib.pdf") == "rib.pdf"
