"""Aide, Accessibilité, Mentions légales, Données personnelles, the logo: read by anybody."""

import pytest
from django.utils.html import strip_tags

from portamento.schools.models import Accessibility, School
from tests import make
from tests.make.accounts import account

PAGES = ("/aide/", "/accessibilite/", "/mentions-legales/", "/donnees-personnelles/")
pytestmark = pytest.mark.usefixtures("valmont")


def text(response) -> str:
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_everybody_reads_them_signed_in_or_not(client, sign_in, path):
    before = text(client.get(path))
    assert "05 00 00 00 00" in before and "Menu principal" not in before
    after = text(sign_in(account()).get(path))
    assert "05 00 00 00 00" in after and "Menu principal" in after


@pytest.mark.parametrize("path", PAGES)
def test_with_several_schools_one_says_which(client, path):
    make.school("bellerive", "Conservatoire de Bellerive", "Bellerive")
    assert '<a href="?site=bellerive">' in text(client.get(path))
    assert "Conservatoire de Bellerive" in text(client.get(path, {"site": "bellerive"}))


def test_accessibility_stands_once_where_one_signs_in(client):
    """« Aide – Accessibilité », as in the guide, with the state the law wants said."""
    words = text(client.get("/connexion/")).split('<nav class="row"')[1]
    assert "Aide – Accessibilité : non conforme" in strip_tags(words)
    assert strip_tags(text(client.get("/connexion/"))).count("Accessibilité") == 1


def test_the_help_follows_the_guide_in_its_order(client):
    page = text(client.get("/aide/"))
    titles = [
        *("1re connexion", "Créer un nouveau mot de passe", "Gérer vos données administratives"),
        *("Gérer les données administratives de l’élève", "Réinscription", "importantes"),
    ]
    places = [page.index(f"{title}", page.index("<h2")) for title in titles]
    assert places == sorted(places)
    for word in (
        "8 à 16 caractères",
        "Doc 4",
        "Mot de passe perdu",
        "Valider",
        "OK",
        "Modifier",
        "J’accepte",
        "Quitter",
    ):
        assert word in page


def test_without_an_audit_the_portal_says_that_it_does_not_conform(client, valmont):
    assert "non conforme" in text(client.get("/accessibilite/"))
    School.objects.update(
        accessibility=Accessibility.PARTIAL, accessibility_text="Audit du **3 mars**."
    )
    page = text(client.get("/accessibilite/"))
    assert "partiellement conforme" in page and "<strong>3 mars</strong>" in page


def test_what_the_office_wrote_takes_the_place_of_our_words(client):
    School.objects.update(
        legal_notice="Directrice : *Ève Roy*", personal_data="Déléguée : <script>x</script> Zoé"
    )
    assert "<em>Ève Roy</em>" in text(client.get("/mentions-legales/"))
    page = text(client.get("/donnees-personnelles/"))
    assert "Zoé" in page and "<script>x" not in page


def test_a_logo_is_a_picture_and_nothing_else(client):
    assert client.get("/logo/valmont").status_code == 404
    School.objects.update(logo=b"<svg onload='x()'/>", logo_type="image/svg+xml")
    response = client.get("/logo/valmont")
    assert response["Content-Type"] == "image/svg+xml"
    assert response["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert "public" in response["Cache-Control"]
    assert "<img" in text(client.get("/connexion/"))
    assert client.get("/logo/nulle-part").status_code == 404
