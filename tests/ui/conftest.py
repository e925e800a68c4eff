"""Components rendered without a request, and a browser that opens them."""

import functools
import threading
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import SimpleNamespace

import jinja2
import pytest

from portamento.ui import bundles, gallery

PACKAGE = Path(bundles.__file__).parent.parent
MENU = ("Accueil", "Famille", "Élèves", "Accessibilité", "Mot de passe", "Quitter")


@pytest.fixture
def env():
    """Stricter than production: a word that is missing raises."""
    env = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PACKAGE),
        autoescape=jinja2.select_autoescape(["html"]),
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(_=str, static=lambda path: f"/{path}", url=lambda name: f"/{name}")
    return env


@pytest.fixture
def show(env):
    """`show('{{ ui.badge("Fratrie") }}')` gives its HTML."""

    def shown(source, **context):
        return env.from_string('{% import "ui/all.html" as ui %}' + source).render(**context)

    return shown


def a_school():
    return SimpleNamespace(
        name="Conservatoire de Valmont",
        accent="grenat",
        logo_url="",
        phone="05 00 00 00 00",
        address_line="12 rue des Tilleuls",
        hours="14 h – 18 h",
        email="",
        accessibility_label="non conforme",
    )


def somewhere(**changes):
    """What layouts get of a request."""
    words = {
        "school": a_school(),
        "who": "Claire Martin",
        "menu": [
            {"label": label, "url": "/", "current": label == "Famille", "post": label == "Quitter"}
            for label in MENU
        ],
        "messages": [{"kind": "done", "text": "Document reçu"}],
        "footer": [{"label": "Accessibilité : non conforme", "url": "/"}],
        "demo": True,
        "idle_seconds": 3600,
        "search_url": "/chercher",
        "home_url": "/",
        "title_prefix": "",
        "acting_for": "",
    }
    return SimpleNamespace(**(words | changes))


@pytest.fixture
def gallery_html(env):
    template = env.get_template("ui/gallery.html")
    return template.render(here=somewhere(), csrf_input="", **gallery.context())


class Pages(SimpleHTTPRequestHandler):
    """Serves `server.pages` (path -> bytes) and notes what is posted."""

    def do_GET(self):
        self.reply(200, self.server.pages.get(self.path.split("?")[0], b""))

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.posted.append((self.path, self.headers, body))
        self.reply(*self.server.answer)

    def reply(self, status, body):
        kinds = {"css": "text/css", "js": "text/javascript", "woff2": "font/woff2"}
        kind = kinds.get(self.path.rsplit(".", 1)[-1], "text/html; charset=utf-8")
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Security-Policy", self.server.policy)
        self.send_header("X-Saved-At", "09:05")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *args):
        pass


@pytest.fixture
def site():
    """A site of a few pages under the production's content policy."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Pages))
    server.pages = {f"/{name}": content for name, content in bundles.bundles().items()}
    server.posted, server.answer = [], (200, b"")
    server.policy = (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
        " font-src 'self'; connect-src 'self'; form-action 'self'"
    )
    server.base = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def browser(engine):
    """The run's one Chromium; what a test opened in it is closed after it."""
    yield engine
    for context in engine.contexts:
        context.close()
