"""Somebody with a mouse who knows a screen by its labels only."""

import re
import time
from pathlib import Path

from playwright.sync_api import Locator, Page
from playwright.sync_api import TimeoutError as NotThere

from tests.browser.person import a_pdf, plain


def beginning(name: str) -> re.Pattern:
    """A name may go on for those who listen: « Accepter RIB »."""
    return re.compile(rf"^\s*{re.escape(name)}(?!\w)")


class Screens:
    """Goes by the names of links, buttons and fields, as one reads them."""

    def __init__(self, page: Page, site: str):
        self.page, self.site = page, site
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        page.on("response", self.note)

    def note(self, response) -> None:
        if response.status >= 400:
            self.faults.append(f"{response.status} {response.url}")

    def open(self, path: str) -> None:
        self.page.goto(self.site + path)
        self.look()

    def look(self) -> None:
        """Nothing went wrong behind, and nothing runs off the side."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} scrolls sideways by {wide} px"
        assert not self.faults, self.faults

    def use(self, control: Locator) -> None:
        with self.page.expect_event("load"):
            control.click()
        self.look()

    def go(self, *names: str) -> None:
        """One link after the other."""
        for name in names:
            self.use(self.there(self.page.get_by_role("link", name=beginning(name)), name))

    def press(self, name: str) -> None:
        self.use(self.there(self.page.get_by_role("button", name=beginning(name)), name))

    def agree(self, name: str) -> None:
        """A button that asks again before it acts."""
        self.there(self.page.get_by_role("button", name=beginning(name)), name).click()
        self.use(self.page.get_by_role("dialog").get_by_role("button", name=name))

    def write(self, fields: dict[str, str]) -> None:
        """Each field by the beginning of its label."""
        for label, words in fields.items():
            self.field(label).fill(words)

    def field(self, label: str) -> Locator:
        return self.there(self.page.get_by_label(beginning(label)), label)

    def there(self, found: Locator, name: str) -> Locator:
        """The first of them; else what the page says instead."""
        try:
            found.first.wait_for(state="attached")
        except NotThere:
            text = plain(self.page.inner_text("main"))[:900]
            raise AssertionError(f"no « {name} » on {self.page.url}: {text}") from None
        return found.first

    def pick(self, label: str, option: str) -> None:
        self.field(label).select_option(label=option)

    def tick(self, label: str) -> None:
        """A box or a radio; what is drawn over it is no obstacle to people."""
        self.field(label).check(force=True)

    def unfold(self, name: str) -> None:
        self.page.locator("summary", has_text=name).first.click()

    def hand_in(self, folder: Path) -> list[str]:
        """A PDF in each row that still takes a file; it is there when its name can be followed."""
        rows = self.page.get_by_label(beginning("Importer :"))
        names = rows.evaluate_all("all => all.map(one => one.ariaLabel)")
        for number, name in enumerate(map(plain, names)):
            if not self.page.get_by_label(beginning(name)).count():
                continue  # another paper of the same choice was enough
            file = a_pdf(folder, f"piece-{number}.pdf")
            self.field(name).set_input_files(file)
            self.page.get_by_role("link", name=re.compile(re.escape(file.name))).first.wait_for()
        return names

    def reads(self, words: str) -> bool:
        return plain(words) in plain(self.page.inner_text("body"))

    def sees(self, words: str) -> None:
        until = time.monotonic() + 10
        while not self.reads(words):
            text = plain(self.page.inner_text("main"))[:900]
            assert time.monotonic() < until, f"no « {words} » on {self.page.url}: {text}"
            time.sleep(0.1)
