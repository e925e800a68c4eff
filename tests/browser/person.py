"""Somebody at a keyboard: goes only where Tab and a visible link or button lead."""

import re
import time
from pathlib import Path
from typing import ClassVar

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.inspector import samples

MOST_TABS = 220
NAME = """() => {
  const el = document.activeElement;
  if (!el || el === document.body) return "";
  const label = el.labels?.[0]?.innerText ?? "";
  const name = el.getAttribute("aria-label") || label || el.innerText || el.value || "";
  return name.replace(/\\s+/g, " ").trim();
}"""
AXE = Axe()
TOKEN = re.compile(r'(name="csrfmiddlewaretoken" value=")[^"]+')


def plain(words: str) -> str:
    return re.sub(r"\s+", " ", words).strip()


class Person:
    """Reads, tabs, types. After each new page axe looks at it, no rule off."""

    sound: ClassVar[set[tuple[int, str]]] = set()  # what axe has seen, to the letter

    def __init__(self, name: str, page: Page, site: str, *, scripts: bool = True):
        self.name, self.page, self.site, self.scripts = name, page, site, scripts
        self.seen: list[str] = []
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", self.note)

    def note(self, response) -> None:
        if response.status >= 500:
            self.faults.append(f"{response.status} {response.url}")
        if not response.url.startswith(self.site):
            self.faults.append(f"another host: {response.url}")

    def arrive(self, path: str = "/") -> None:
        """The address bar, once."""
        self.page.goto(self.site + path)
        self.look()

    def look(self) -> None:
        """What axe says of the page; no sideways scroll; nothing went wrong behind."""
        self.page.wait_for_load_state("load")
        found = self.faults_of_access() if self.scripts else []
        assert not found, (self.page.url, found)
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        assert not self.faults, self.faults
        self.seen.append(self.page.title())

    def faults_of_access(self) -> list[str]:
        """axe needs scripts itself; the pages without are the same HTML. None is judged twice."""
        page = self.page.viewport_size["width"], TOKEN.sub(r"\1", self.page.content())
        if page in self.sound:
            return []
        results = AXE.run(self.page).response["violations"]
        if not results:
            self.sound.add(page)
        return [f"{one['id']}: {one['nodes'][0]['html']}" for one in results]

    def tab_to(self, *names: str) -> None:
        """Presses Tab until one so named has the focus."""
        wanted = [plain(name) for name in names]
        for _ in range(MOST_TABS):
            self.page.keyboard.press("Tab")
            focused = plain(self.page.evaluate(NAME))
            if any(focused == one or focused.startswith(one) for one in wanted):
                return
        shown = plain(self.page.inner_text("main"))[-900:]
        raise AssertionError(f"{self.name} finds no {names} on {self.page.url}: {shown}")

    def use(self, *names: str) -> None:
        """A link or a button, and the page it gives."""
        self.tab_to(*names)
        with self.page.expect_event("load"):
            self.page.keyboard.press("Enter")
        self.look()

    def open_up(self, name: str) -> None:
        """Something folded, on the same page."""
        self.tab_to(name)
        self.page.keyboard.press("Enter")

    def go_to(self, name: str) -> None:
        """An entry of the office's menu, which is folded on a phone."""
        if self.page.get_by_role("button", name="Menu", exact=True).is_visible():
            assert not self.page.get_by_role("link", name=name, exact=True).is_visible()
            self.open_up("Menu")
            assert plain(self.page.evaluate(NAME)) == "Fermer le menu" or not self.scripts
            self.look()
        self.use(name)

    def fill(self, name: str, words: str) -> None:
        self.tab_to(name)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(words)

    def pick(self, name: str, option: str) -> None:
        """In a list, by typing the beginning of the option."""
        self.tab_to(name)
        self.page.keyboard.type(option)

    def tick(self, name: str) -> None:
        self.tab_to(name)
        self.page.keyboard.press("Space")

    def choose(self, name: str, among: str) -> None:
        """A radio: Tab enters the group (at `among` or wherever it stands), arrows move in it."""
        self.tab_to(name, among)
        for _ in range(6):
            if plain(self.page.evaluate(NAME)).startswith(plain(name)):
                self.page.keyboard.press("Space")
                return
            self.page.keyboard.press("ArrowDown")
        raise AssertionError(f"{self.name} cannot choose {name}")

    def hand_in(self, name: str, file: Path) -> None:
        """Goes to that piece's file field from the keyboard; the system's picker is not ours."""
        self.tab_to(name)
        self.page.locator("input[type=file]:focus").set_input_files(file)
        if self.scripts:  # it travels at once, and its row is renewed when it has arrived
            self.page.locator(f".uploads a:has-text('{file.name}')").first.wait_for()

    def reads(self, words: str) -> bool:
        return plain(words) in plain(self.page.inner_text("body"))

    def sees(self, words: str) -> None:
        until = time.monotonic() + 10
        while not self.reads(words):
            text = plain(self.page.inner_text("main"))[:600]
            assert time.monotonic() < until, f"{self.name} does not read « {words} » in: {text}"
            time.sleep(0.1)

    def sign_in(self, identifier: str, password: str) -> None:
        self.arrive("/connexion/?site=valmont")
        self.fill("Identifiant", identifier)
        self.fill("Mot de passe", password)
        self.use("Se connecter")


def a_pdf(folder: Path, name: str) -> Path:
    """A real PDF of one page."""
    path = folder / name
    path.write_bytes(samples.written())
    return path
