"""The gallery as people see it: four widths and both modes, with axe and no rule off."""

import pytest

pytestmark = pytest.mark.browser

VIEWS = [(1280, "light"), (1280, "dark"), (390, "dark"), (320, "light")]


@pytest.fixture
def gallery_url(site, gallery_html):
    site.pages["/"] = gallery_html.encode()
    return site.base


def test_nothing_offends_axe_nor_scrolls_sideways(gallery_url, browser):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for width, mode in VIEWS:
        page = browser.new_page(viewport={"width": width, "height": 900}, color_scheme=mode)
        page.goto(gallery_url)
        found = axe.run(page)
        assert found.violations_count == 0, found.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.close()


def test_the_content_policy_lets_everything_through(gallery_url, browser):
    page = browser.new_page()
    complaints = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(gallery_url)
    page.evaluate("document.fonts.ready")
    assert [one for one in complaints if "favicon" not in one] == []
    assert page.evaluate("document.fonts.check('500 20px Spectral')")


def test_the_page_reads_without_script(gallery_url, browser):
    page = browser.new_context(java_script_enabled=False).new_page()
    page.goto(gallery_url)
    assert page.get_by_role("button", name="Importer : RIB").count() == 0
    assert page.get_by_role("link", name="Importer : Justificatif de domicile").is_visible()
    assert page.get_by_role("button", name="Afficher").count() == 0
    assert page.get_by_role("button", name="Imprimer").count() == 0


def test_a_file_is_picked_where_one_sees_it(gallery_url, browser):
    """Only the control that script lays over « Importer » may be transparent: a button shows."""
    page = browser.new_page()
    page.goto(gallery_url)
    fields = page.locator(".field input[type=file]")
    assert fields.count() > 1
    assert fields.evaluate_all("all => all.every(one => getComputedStyle(one).opacity === '1')")
