"""What a reader meets: the page with and without script, on a phone, by keyboard."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site
from tests.browser.screens import on_screens


def open_annotated(page: Page, site: Site) -> None:
    """The demo's annotated briefing, from the home page."""
    page.goto(site.url)
    page.get_by_role("link", name="Norrvik’s ferry sails again").first.click()
    page.wait_for_selector("h1")


def test_the_annotated_briefing_has_its_parts(page: Page, site: Site) -> None:
    open_annotated(page, site)
    text = page.inner_text("main")
    for words in ("Briefing from 3 reports", "Where sources differ", "What we do not know", "Corrections and editions"):
        assert words.casefold() in text.casefold()
    assert page.inner_text("#interview").index("not conducted by us") < page.inner_text("#interview").index(
        "how safe is"
    )


def test_a_note_stands_beside_its_line_on_a_wide_screen(page: Page, site: Site) -> None:
    open_annotated(page, site)
    mark, note = page.locator(".range").first, page.locator(".note").first
    assert note.is_visible()
    there, here = note.bounding_box(), mark.bounding_box()
    assert there
    assert here
    assert there["x"] > here["x"] + here["width"]


def test_a_note_opens_without_script_on_a_phone(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    open_annotated(page, site)
    assert not page.locator(".note").first.is_visible()
    page.locator("button.ref").first.click()
    assert page.locator(".note").first.is_visible()
    context.close()


def test_context_shows_when_it_is_asked_for_or_named_by_an_address(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    open_annotated(page, site)
    term = page.locator(".note-definition")
    assert not term.is_visible()
    assert not page.locator(".ref-definition").is_visible()
    page.check("#context-switch")
    assert term.is_visible()
    page.goto(f"{page.url}#{term.get_attribute('id')}")
    page.uncheck("#context-switch")
    assert term.is_visible()
    context.close()


def test_keys_pass_by_what_is_not_shown(page: Page, site: Site) -> None:
    open_annotated(page, site)
    page.keyboard.press("n")
    page.keyboard.press("n")
    assert "dispute" in page.evaluate("document.activeElement.className")


def test_the_first_key_point_is_on_a_phones_first_screen(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_annotated(page, site)
    box = page.locator("#k1 .point-text").bounding_box()
    assert box
    assert box["y"] + box["height"] <= 844
    context.close()


@pytest.mark.parametrize("width", [1280, 390, 320])
def test_nothing_runs_over_the_edge(chromium: Browser, site: Site, width: int) -> None:
    context = chromium.new_context(viewport={"width": width, "height": 800})
    page = context.new_page()
    open_annotated(page, site)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@on_screens(1280, 390)
def test_axe_finds_nothing(chromium: Browser, site: Site, scheme: str, width: int) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    for step in ("home", "briefing", "missing", "search/?q=quay", "search/?q=zzz", "corrections/", "report-an-error/"):
        if step == "home":
            page.goto(site.url)
        elif step == "briefing":
            open_annotated(page, site)
        elif step == "missing":
            page.goto(f"{site.url}/briefings/no-such-briefing/")
        else:
            page.goto(f"{site.url}/{step}")
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()
