"""Makes docs/pictures/*.png from a running demo, as its people see it: `bin/pictures [address]`."""

import io
import sys
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

from tests import chromium

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "pictures"
WIDE, DESK, PHONE = (1120, 800), (1440, 900), (390, 800)
MOST_BYTES = 150_000
COLOURS = 96  # paper, ink and one accent need no more
FAMILY, STAFF = "Valmont2026", "Valmont2026Bureau"
SCROLLED = "(title) => Math.max(0, Math.floor(title.getBoundingClientRect().top + scrollY) - 24)"


def main() -> None:
    address = sys.argv[1].rstrip("/") if len(sys.argv) > 1 else "http://127.0.0.1:8000"
    path = chromium.path() or sys.exit("Chromium is missing: apt install chromium")
    FOLDER.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.flags())
        for take in TAKES:
            take(browser, address)
        browser.close()


@contextmanager
def opened(browser: Browser, address: str, size=WIDE):
    context = browser.new_context(
        base_url=address, locale="fr-FR", viewport={"width": size[0], "height": size[1]}
    )
    page = context.new_page()
    page.goto("/connexion/?site=valmont")
    yield page
    context.close()


def sign_in(page: Page, identifier: str, password: str) -> None:
    page.get_by_label("Identifiant", exact=True).fill(identifier)
    page.get_by_label("Mot de passe", exact=True).fill(password)
    page.get_by_role("button", name="Se connecter").click()
    page.get_by_role("button", name="Quitter").wait_for()


def follow(page: Page, *names: str) -> None:
    """One visible link after the other, as people go."""
    for name in names:
        page.get_by_role("link", name=name).first.click()
        page.wait_for_load_state()


def nobody(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        keep(page, "connexion")


def family(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        sign_in(page, "martin", FAMILY)
        keep(page, "accueil")
        follow(page, "Famille")
        keep(page, "famille", height=1000)
        follow(page, "Facturation cotisations")
        keep(page, "facturation", height=1150)
        follow(page, "Accueil", "Réinscription")
        keep(page, "reinscription", height=1100)
        keep(page, "pieces", at="Pièces à fournir", height=1000)
        page.get_by_role("button", name="Remplir").first.click()
        keep(page, "formulaire", height=900)


def phone(browser: Browser, address: str) -> None:
    with opened(browser, address, PHONE) as page:
        sign_in(page, "martin", FAMILY)
        keep(page, "telephone")


def secretary(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        sign_in(page, "secretariat", STAFF)
        keep(page, "scolarite")
        follow(page, "Modifications")
        keep(page, "modifications")
        follow(page, "Dossiers")
        keep(page, "dossiers")
        page.locator("main table tbody a").first.click()
        keep(page, "dossier", height=1100)
        follow(page, "Familles")
        keep(page, "familles")
        follow(page, "Campagne")
        page.locator("main table tbody a").first.click()
        keep(page, "campagne")


def desk(browser: Browser, address: str) -> None:
    """The viewer needs a wider screen to stand beside the facts."""
    with opened(browser, address, DESK) as page:
        sign_in(page, "secretariat", STAFF)
        follow(page, "Documents")
        page.locator("main table tbody a").first.click()
        keep(page, "controle", height=DESK[1])


def regie(browser: Browser, address: str) -> None:
    with opened(browser, address) as page:
        sign_in(page, "regie", STAFF)
        follow(page, "Factures")
        page.get_by_label("État", exact=True).select_option(label="À régler")
        page.get_by_role("button", name="Filtrer").click()
        keep(page, "factures")


def keep(page: Page, name: str, *, height: int = 800, at: str = "") -> None:
    """The top of the page, or from that title on, in few colours so that it stays small."""
    width = page.viewport_size["width"]
    page.set_viewport_size({"width": width, "height": height})  # where a bar sticks to the bottom
    page.wait_for_load_state("networkidle")
    top = page.get_by_role("heading", name=at).first.evaluate(SCROLLED) if at else 0
    shot = page.screenshot(full_page=True)
    image = Image.open(io.BytesIO(shot)).convert("RGB")
    bottom = min(image.height, top + height)
    small = image.crop((0, top, image.width, bottom)).quantize(COLOURS, dither=Image.Dither.NONE)
    path = FOLDER / f"{name}.png"
    small.save(path, optimize=True)
    size = path.stat().st_size
    if size > MOST_BYTES:
        sys.exit(f"{path.name} weighs {size} bytes, more than {MOST_BYTES}.")
    print(f"{path.name}: {image.width} × {bottom - top}, {size // 1000} kB")


TAKES: tuple[Callable, ...] = (nobody, family, phone, secretary, desk, regie)

if __name__ == "__main__":
    main()
