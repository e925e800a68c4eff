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
