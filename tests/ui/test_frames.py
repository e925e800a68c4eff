"""Frames: one h1, landmarks, the menu's words, and an error page that needs nothing."""

from pathlib import Path

import pytest

from portamento.ui import gallery
from tests.ui.conftest import MENU, somewhere

PAGE = (
    '{% extends "ui/FRAME.html" %}{% block title %}Identité{% endblock %}'
    "{% block main %}<h1>Claire Martin</h1>{% endblock %}"
)
FRAMES = ("portal_frame", "office_frame", "welcome_frame")


@pytest.mark.parametrize("frame", FRAMES)
@pytest.mark.parametrize("school", [True, False])
def test_a_frame_stands_with_and_without_a_school(env, frame, school):
    here = somewhere() if school else somewhere(school=None)
    html = env.from_string(PAGE.replace("FRAME", frame)).render(here=here, csrf_input="")
    assert html.startswith("<!doctype html>")
    assert html.count("<main") == html.count("<h1") == html.count('id="contenu"') == 1
    assert html.index('href="#contenu"') < html.index("<main")
    assert ('data-accent="grenat"' in html) is school


def test_the_portal_menu_keeps_its_words_and_leaves_by_a_button(env):
    html = env.from_string(PAGE.replace("FRAME", "portal_frame")).render(
        here=somewhere(), csrf_input="JETON"
    )
    places = [html.index(f">{label}<") for label in MENU]
    assert places == sorted(places)
    assert (
        '<form method="post" action="/">JETON<button type="submit">Quitter</button></form>' in html
    )
    assert 'aria-current="page">Famille' in html


@pytest.mark.browser
def test_the_office_menu_folds_without_script_on_a_phone_only(env, site, browser):
    html = env.from_string(PAGE.replace("FRAME", "office_frame")).render(
        here=somewhere(), csrf_input=""
    )
    site.pages["/"] = html.encode()
    page = browser.new_context(java_script_enabled=False).new_page()
    for width, folded in ((1280, False), (390, True)):
        page.set_viewport_size({"width": width, "height": 844})
        page.goto(site.base)
        assert page.get_by_role("button", name="Menu").is_visible() is folded
        assert page.get_by_role("link", name="Famille").is_visible() is not folded
    assert page.locator("header").bounding_box()["height"] < 120
    page.get_by_role("button", name="Menu").press("Enter")
    for _ in ("Accueil", "Famille"):  # from « Fermer le menu », where the focus went
        page.keyboard.press("Tab")
    assert page.locator(":focus").inner_text() == "Famille"
    assert page.get_by_role("link", name="Famille").is_visible()
    page.keyboard.press("Escape")
    assert not page.get_by_role("link", name="Famille").is_visible()


def test_a_title_begins_with_error_when_a_form_failed(env):
    html = env.from_string(PAGE.replace("FRAME", "office_frame")).render(
        here=somewhere(title_prefix="Erreur : "), csrf_input=""
    )
    assert "<title>Erreur : Identité – Scolarité – Conservatoire de Valmont</title>" in html


@pytest.mark.parametrize("template", ["ui/error.html", "ui/refused.html"])
def test_error_pages_need_no_here(env, template):
    html = env.get_template(template).render(title="Page introuvable", sentence="Vérifiez.")
    assert "<h1>Page introuvable</h1>" in html
    assert "Vérifiez." in html


def test_no_style_nor_script_stands_in_a_page(env, gallery_html):
    for forbidden in ("style=", "<style", "onclick", "<script>", "javascript:"):
        assert forbidden not in gallery_html


def test_every_macro_is_in_the_gallery_and_in_the_reference(env):
    folder = gallery.__path__[0]
    module = env.get_template("ui/all.html").make_module()
    names = {name for name in vars(module) if not name.startswith("_")}
    loader = env.loader
    shown = "".join(
        loader.get_source(env, name)[0]
        for name in loader.list_templates()
        if name.startswith("ui/")
        and name.endswith(".html")
        and not name.startswith("ui/components/")
    )
    reference = Path(folder, "../README.md").read_text("utf-8")
    assert {name for name in names if f"ui.{name}(" not in shown} <= {"attributes", "uploads"}
    assert {name for name in names if f"ui.{name}" not in reference} <= {
        "attributes",
        "logo",
        "glide",
    }
