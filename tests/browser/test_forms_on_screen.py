"""A mandate signed on a phone, from the keyboard: what is wrong is said, the record is there."""

import re
import time

import pytest


@pytest.fixture
def width() -> int:
    return 390


def prepared(person):
    claire = person("Claire")
    claire.sign_in("martin", "Valmont2026")
    claire.use("Réinscription 2027-2028")
    claire.choose("En 8 fois par prélèvement", among="En une fois")
    claire.use("Enregistrer")
    return claire


def test_a_mandate_is_signed_on_a_phone(person):
    claire = prepared(person)
    claire.use("Remplir : Doc 2")
    claire.sees("FR76ZZZ000000")
    claire.fill("IBAN", "FR76 3000 6000 0112 3456 7890 188")
    claire.use("Continuer")
    claire.sees("Cet IBAN n’est pas valable")
    assert claire.page.title().startswith("Erreur")
    assert claire.page.evaluate("document.activeElement.className") == "errors"
    claire.open_up("IBAN : Cet IBAN n’est pas valable")  # the link leads to the field
    claire.page.keyboard.press("Control+A")
    claire.page.keyboard.type("FR76 3000 6000 0112 3456 7890 189")
    claire.use("Continuer")
    claire.sees("FR76 •••• 0189")
    claire.sees("Ville de Valmont, régie du conservatoire")
    claire.use("J’accepte et je signe")
    claire.sees("Fait le")
    record(claire, "Doc 2")


def record(claire, name: str) -> None:
    """« Consulter », once the worker has printed it: its pages as pictures."""
    until = time.monotonic() + 20
    row = claire.page.locator(".uploads > li", has_text=re.compile(name))
    while not row.get_by_role("link", name="Consulter").count():
        assert time.monotonic() < until, "the record never came"
        time.sleep(0.5)
        claire.page.reload()
    row.get_by_role("link", name="Consulter").focus()
    with claire.page.expect_event("load"):
        claire.page.keyboard.press("Enter")
    claire.look()
    claire.sees("Mandat de prélèvement SEPA")
    assert claire.page.locator("main img").first.evaluate("image => image.naturalWidth") > 500


def test_more_is_asked_only_once_yes_is_chosen(person):
    claire = prepared(person)
    claire.use("Remplir : Doc 3")
    more = claire.page.get_by_label("Si oui : à quoi, et que faire")
    assert not more.is_visible()
    claire.choose("Oui", among="Oui")
    assert more.is_visible()
    claire.fill("Si oui : à quoi, et que faire", "Arachide")
    claire.sees("Enregistré à")
    claire.page.reload()
    assert more.input_value() == "Arachide"
