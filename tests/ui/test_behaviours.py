"""Each behaviour in a real browser, under the production's content policy."""

import re

import pytest
from markupsafe import Markup
from playwright.sync_api import expect

from portamento.ui.gallery import Every, Wrong
from tests.ui.conftest import somewhere

pytestmark = pytest.mark.browser

HEAD = (
    '<!doctype html><html lang="fr"><title>Essai</title><link rel="stylesheet" href="/office.css">'
)
SCRIPT = '<script type="module" src="/office.js"></script>'
ROW = (
    "<form>{{ TOKEN }}</form>{% call ui.sending('.pdf') %}{% call ui.uploads() %}"
    "{{ ui.upload_row({'id': 3, 'name': 'RIB', 'upload_url': '/envoyer/', 'files': FILES,"
    " 'reason': 'Ce fichier est vide.'}, TOKEN) }}{% endcall %}{% endcall %}"
)
TOKEN = '<input type="hidden" name="csrfmiddlewaretoken" value="jeton">'
PDF = {"name": "rib.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 " + b"x" * 2000}


@pytest.fixture
def opened(site, show, browser):
    """`opened(source)` opens a page of these components, script on."""

    def open_page(source, body="<body>", **context):
        html = show(source, TOKEN=Markup(TOKEN), **context)
        site.pages["/"] = f"{HEAD}{SCRIPT}{body}<main>{html}</main>".encode()
        page = browser.new_page()
        page.goto(site.base)
        return page

    return open_page


def row(files="[]"):
    return ROW.replace("FILES", files)


def test_a_password_is_shown_while_one_asks_and_hidden_when_it_leaves(opened):
    page = opened("<form>{{ ui.field(form.secret) }}<button>ok</button></form>", form=Every())
    field = page.get_by_label("Mot de passe")
    assert field.get_attribute("type") == "password"
    page.get_by_role("button", name="Afficher").click()
    assert field.get_attribute("type") == "text"
    page.get_by_role("button", name="Masquer").click()
    assert field.get_attribute("type") == "password"


def test_the_summary_takes_the_focus_and_leads_into_the_field(opened):
    page = opened("{{ ui.errors(form) }}{{ ui.field(form.email) }}", form=Wrong({}))
    assert page.evaluate("document.activeElement.className") == "errors"
    page.get_by_role("link", name="E-mail").click()
    assert page.evaluate("document.activeElement.id") == "id_email"


def test_a_file_is_sent_at_once_and_the_row_comes_back(opened, site, show):
    page = opened(row())
    fresh = show(row("[{'name': 'rib.pdf', 'view_url': '/voir/'}]"), TOKEN="")
    site.answer = (200, fresh.encode())
    page.set_input_files("input[type=file]", PDF)
    page.get_by_role("link", name="Consulter rib.pdf").wait_for()
    path, headers, body = site.posted[0]
    assert path == "/envoyer/"
    assert headers["X-Requested-With"] == "upload"
    assert b"jeton" in body
    assert b"%PDF-1.7" in body
    assert page.locator("[data-in-flight]").count() == 0


def test_files_picked_together_travel_one_by_one_in_their_order(opened, site, show):
    page = opened(row())
    site.answer = (500, b"oops")
    photos = [PDF | {"name": name} for name in ("verso.jpg", "recto.jpg")]
    page.set_input_files("input[type=file]", photos)
    for name in ("verso.jpg", "recto.jpg"):
        page.get_by_role("button", name=f"Réessayer {name}").wait_for()
    first, second = (body for _path, _headers, body in site.posted)
    assert b'filename="verso.jpg"' in first and b'filename="recto.jpg"' in second
    assert b'name="ensemble"' in first and b'name="ensemble"' in second


def test_a_file_that_is_refused_says_why_on_its_own_line(opened, site, show):
    """Of one that is too large the beginning alone has travelled, with its size."""
    page = opened(row().replace("'.pdf'", "'.pdf', 2000"))
    site.answer = (422, show(row(), TOKEN="").encode())
    page.set_input_files("input[type=file]", PDF)
    line = page.locator("[data-in-flight]")
    expect(line).to_contain_text("Refusé")
    expect(line).to_contain_text("Ce fichier est vide.")
    expect(line).to_contain_text("3\u202fko")
    ((_path, _headers, body),) = site.posted
    assert b"application/pdf;octets=2009" in body and body.count(b"x" * 50) == 1
    page.get_by_role("button", name="Supprimer rib.pdf").click()
    expect(line).to_have_count(0)


def test_a_file_that_failed_says_so_and_can_be_sent_again(opened, site, show):
    page = opened(row())
    site.answer = (500, b"oops")
    page.set_input_files("input[type=file]", PDF)
    retry = page.get_by_role("button", name="Réessayer rib.pdf")
    retry.wait_for()
    assert page.get_by_text("Échec", exact=True).is_visible()
    with page.expect_response("**/envoyer/"):  # the telephone has found a network again
        page.evaluate("dispatchEvent(new Event('online'))")
    retry.wait_for()
    site.answer = (200, show(row("[{'name': 'rib.pdf'}]"), TOKEN="").encode())
    retry.click()
    expect(page.locator("[data-in-flight]")).to_have_count(0)
    assert len(site.posted) == 3


def test_a_form_waits_for_the_file_on_its_way(opened, site):
    page = opened(row() + '<form action="/fin/" method="post"><button>Valider</button></form>')
    page.route("**/envoyer/", lambda route: None)  # never answers
    page.set_input_files("input[type=file]", PDF)
    page.get_by_role("progressbar").wait_for()
    page.get_by_role("button", name="Valider").click()
    expect(page.get_by_text("Un envoi est en cours")).to_be_visible()
    assert site.posted == []
    page.get_by_role("button", name="Annuler rib.pdf").click()
    page.wait_for_url("**/fin/")
    assert [path for path, _headers, _body in site.posted] == ["/fin/"], "it left by itself"


def test_a_draft_is_saved_two_seconds_after_the_last_change(opened, site):
    form = (
        '<form action="/brouillon/" method="post" data-behaviour="autosave"><label>Mot'
        ' <input name="mot"></label><input type="file" name="piece">'
        "{{ ui.autosave_status() }}</form>"
    )
    page = opened(form)
    site.answer = (204, b"")
    page.get_by_label("Mot").fill("Bonjour")
    status = page.get_by_role("status")
    said = re.compile(r"^Enregistré à 9\sh\s05 · pas encore envoyé$")  # the server’s hour
    expect(status).to_have_text(said)
    path, headers, body = site.posted[0]
    assert (path, headers["X-Requested-With"]) == ("/brouillon/", "autosave")
    assert b"Bonjour" in body
    assert b"piece" not in body


def test_a_draft_that_could_not_be_saved_says_so_loudly(opened, site):
    form = (
        '<form action="/brouillon/" method="post" data-behaviour="autosave"><label>Mot'
        ' <input name="mot"></label>{{ ui.autosave_status() }}</form>'
    )
    page = opened(form)
    page.route("**/brouillon/", lambda route: route.abort())
    page.get_by_label("Mot").fill("Bonjour")
    page.get_by_role("alert").wait_for()
    assert page.get_by_role("alert").inner_text().startswith("Non enregistré")
    assert page.get_by_label("Mot").input_value() == "Bonjour"


def test_a_question_comes_before_a_loss(opened, site):
    page = opened("{{ ui.post('/supprimer/', TOKEN, 'Supprimer', confirm='Supprimer rib.pdf ?') }}")
    page.get_by_role("button", name="Supprimer").click()
    dialog = page.get_by_role("dialog", name="Supprimer rib.pdf ?")
    dialog.get_by_role("button", name="Annuler").click()
    assert dialog.count() == 0
    assert site.posted == []
    page.get_by_role("button", name="Supprimer").click()
    with page.expect_navigation():
        dialog.get_by_role("button", name="Supprimer").click()
    assert site.posted[0][0] == "/supprimer/"


def test_a_dialog_opens_and_gives_the_focus_back(opened):
    page = opened(
        '<a href="/arreter/" data-behaviour="dialog" data-dialog="d">Arrêter</a>'
        "{% call ui.dialog('d', 'Arrêter le cours ?') %}{{ ui.close() }}{% endcall %}"
    )
    page.get_by_role("link", name="Arrêter").click()
    assert page.get_by_role("dialog", name="Arrêter le cours ?").is_visible()
    page.get_by_role("button", name="Annuler").click()
    assert page.evaluate("document.activeElement.textContent") == "Arrêter"


def test_one_letter_presses_its_button_but_not_while_one_types(opened, site):
    page = opened(
        '<form action="/valider/" method="post">{{ ui.button("Valider", key="v") }}</form>'
        "<label>Note <input></label>{{ ui.keys_switch() }}",
        body='<body data-behaviour="keys">',
    )
    page.get_by_label("Note").press("v")
    assert site.posted == []
    page.get_by_text("Raccourcis").click()
    page.keyboard.press("v")
    assert site.posted == []
    page.get_by_text("Raccourcis").click()
    with page.expect_navigation():
        page.keyboard.press("v")
    assert site.posted[0][0] == "/valider/"


def test_filters_apply_when_a_choice_changes(opened):
    page = opened(
        '<form data-behaviour="autosubmit"><select name="etat" aria-label="État">'
        "<option>a<option>b</select></form>"
    )
    with page.expect_navigation(url="**/?etat=b"):
        page.get_by_label("État").select_option("b")


def test_one_button_ticks_every_box_of_a_list(opened):
    boxes = "".join(f'<input type="checkbox" name="n" aria-label="{one}">' for one in "abc")
    page = opened(f"<form>{boxes}{{{{ ui.tick_all('n') }}}}</form>")
    page.get_by_label("b").check()
    page.get_by_role("button", name="Tout cocher").click()
    assert [page.get_by_label(one).is_checked() for one in "abc"] == [True] * 3
    page.get_by_role("button", name="Tout décocher").click()
    assert not page.get_by_label("b").is_checked()


def test_the_end_of_a_session_is_announced_five_minutes_before(site, env, browser):
    template = '{% extends "ui/portal_frame.html" %}{% block main %}<h1>Lina</h1>{% endblock %}'
    html = env.from_string(template).render(here=somewhere(idle_seconds=1800), csrf_input="")
    site.pages["/"] = html.encode()
    page = browser.new_page()
    page.clock.install()
    page.goto(site.base)
    page.clock.fast_forward("24:00")
    assert page.get_by_role("alert").inner_text() == ""
    page.clock.fast_forward("01:30")
    assert "dans 5 minutes" in page.get_by_role("alert").inner_text()
    page.get_by_role("button", name="Continuer").click()
    expect(page.get_by_role("alert")).to_have_text("")
    page.clock.fast_forward("30:30")
    assert "Votre session est fermée" in page.get_by_role("alert").inner_text()


def test_htmx_shows_a_refusal_where_the_answer_was_expected(site, env, browser):
    template = (
        '{% extends "ui/office_frame.html" %}{% block main %}<h1>Dossiers</h1>'
        '<form hx-post="/refuser/" hx-target="#ici"><button>Valider</button></form>'
        '<p id="ici"></p>{% endblock %}'
    )
    html = env.from_string(template).render(here=somewhere(), csrf_input="")
    site.pages["/"] = html.encode()
    site.answer = (409, "Ce dossier est déjà validé.".encode())
    page = browser.new_page()
    page.goto(site.base)
    page.get_by_role("button", name="Valider").click()
    expect(page.locator("#ici")).to_have_text("Ce dossier est déjà validé.")


def test_a_file_inside_a_larger_form_goes_alone(opened, site, show):
    row_inside = ROW.replace("<form>{{ TOKEN }}</form>", "").replace("TOKEN", "inside='-'")
    row_inside = row_inside.replace("FILES", "[]")
    page = opened(
        '<form action="/fin/" method="post" enctype="multipart/form-data">{{ TOKEN }}'
        f'<label>Mot <input name="mot" value="secret"></label>{row_inside}</form>'
    )
    fresh = show(ROW.replace("FILES", "[{'name': 'rib.pdf'}]"), TOKEN="")
    site.answer = (200, fresh.encode())
    page.set_input_files("input[type=file]", PDF)
    expect(page.locator(".files")).to_contain_text("rib.pdf")
    expect(page.locator("[data-in-flight]")).to_have_count(0)
    path, _, body = site.posted[0]
    assert path == "/envoyer/"
    assert b"jeton" in body
    assert b"secret" not in body
