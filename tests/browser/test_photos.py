"""A telephone's photos: sent one by one, looked at, put in order, then sent as one document."""

from pathlib import Path

import pytest

from tests.inspector import pictures

PIECE = "Justificatif de domicile"
FIRST, SECOND, THIRD = "IMG_2041.jpg", "IMG_2042.jpg", "IMG_2043.jpg"
HELD_UPRIGHT = 6  # EXIF: the sensor lay on its side


@pytest.fixture
def photos(tmp_path) -> list[Path]:
    """Three as a telephone takes them; the second is blurred, the third tiny."""
    page = pictures.letter(1800).convert("RGB")
    made = {
        FIRST: pictures.as_file(page.rotate(90, expand=True), exif=pictures.notes(HELD_UPRIGHT)),
        SECOND: pictures.as_file(pictures.blurred(page, 14)),
        THIRD: pictures.as_file(page.resize((500, 707))),
    }
    paths = [tmp_path / name for name in made]
    for path in paths:
        path.write_bytes(made[path.name])
    return paths


def to_the_pieces(claire) -> None:
    claire.sign_in("martin", "Valmont2026")
    claire.use("Réinscription 2027-2028")


def order(claire) -> list[str]:
    return claire.page.locator(".leaves h2").all_inner_texts()


def test_three_photos_one_lost_on_the_way(person, photos):
    claire = person("Claire")
    to_the_pieces(claire)
    lost = lose_once(claire.page, SECOND)
    claire.tab_to(f"Importer : {PIECE}")
    claire.page.locator("input[type=file]:focus").set_input_files(photos)
    row = claire.page.locator(f".uploads > li:has-text('{PIECE}')")
    row.get_by_text("2\u00a0pages attendent votre relecture").wait_for()
    assert lost == [SECOND] and row.get_by_role("button", name=f"Supprimer {SECOND}").is_visible()
    claire.tab_to(f"Réessayer {SECOND}")
    claire.page.keyboard.press("Enter")
    row.get_by_text("3\u00a0pages attendent votre relecture").wait_for()
    claire.fill("Votre demande, en toutes lettres", "De la harpe")
    claire.use("Relire et envoyer")
    look_order_send(claire)
    assert claire.page.input_value("[name=wanted]") == "De la harpe"


def look_order_send(claire) -> None:
    """The one that was lost came last: it goes up; what looks wrong is said, and hinders nobody."""
    assert order(claire) == [FIRST, THIRD, SECOND]
    claire.sees("La page 3 semble floue.")
    claire.sees("L’image de la page 2 est très petite")
    tall = claire.page.evaluate(
        "Array.from(document.querySelectorAll('.leaf img'), (one) => one.loading = 'eager')"
        " && Promise.all(Array.from(document.querySelectorAll('.leaf img'), (one) => one.decode()))"
        ".then(() => Array.from(document.querySelectorAll('.leaf img'),"
        " (one) => one.naturalHeight > one.naturalWidth))"
    )
    assert tall == [True, True, True]
    claire.use(f"Monter {SECOND}")
    assert order(claire) == [FIRST, SECOND, THIRD]
    claire.use("Tout est lisible : envoyer")
    claire.sees("Document reçu.")
    claire.sees("IMG_2041.pdf")


def lose_once(page, name: str) -> list[str]:
    """The connection drops under the first request that carries this file."""
    lost = []

    def carry(route):
        if name.encode() in (route.request.post_data_buffer or b"") and not lost:
            lost.append(name)
            route.abort()
        else:
            route.continue_()

    page.route("**/importer/**", carry)
    return lost


def test_the_same_without_javascript(person, photos):
    claire = person("Claire", scripts=False)
    to_the_pieces(claire)
    claire.fill("Votre demande, en toutes lettres", "De la harpe")
    claire.use(f"Importer : {PIECE}")
    claire.tab_to("Vos fichiers")
    claire.page.locator("input[type=file]:focus").set_input_files([photos[0], photos[2]])
    claire.use("Importer")
    claire.tab_to("D’autres pages")
    claire.page.locator("input[type=file]:focus").set_input_files(photos[1])
    claire.use("Importer")
    assert order(claire) == [FIRST, THIRD, SECOND]
    claire.use(f"Monter {SECOND}")
    assert order(claire) == [FIRST, SECOND, THIRD]
    claire.use("Tout est lisible : envoyer")
    claire.sees("IMG_2041.pdf")
    assert claire.page.input_value("[name=wanted]") == "De la harpe"
