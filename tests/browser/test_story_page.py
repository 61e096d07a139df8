"""The story's page in the browser: its pictures lead to the reports, decisions and their undo, with and without script."""

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, log_in
from tests.browser.screens import on_screens

STORY = "admin/sources/story/4/change/"  # The ferry of the demo: four reports, one a copy, one a later version.


def test_a_mark_and_a_cell_lead_to_what_they_stand_for(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/{STORY}")
    marks = page.locator(".picture .mark")
    expect(marks).to_have_count(4)
    expect(page.locator(".picture .mark-copy rect")).to_have_count(1)
    marks.nth(2).click()
    assert page.url.endswith("#report-3")
    page.locator(".matrix .is-copy a").first.click()
    page.wait_for_url("**/compare/**")
    expect(page.locator("h1")).to_be_visible()


def test_marked_reports_get_a_story_of_their_own_and_come_back_by_keyboard(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/{STORY}")
    before = page.locator("[form=verbs]").count()
    first = page.locator("[form=verbs]").first
    first.focus()
    page.keyboard.press("Space")
    button = page.get_by_role("button", name="Not this event: a story of their own")
    expect(button).to_be_in_viewport()
    button.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".just-done")).to_be_visible()
    expect(page.locator("[form=verbs]")).not_to_have_count(before)
    page.locator(".just-done").get_by_role("button", name="Undo").click()
    expect(page.get_by_text("Undone:").first).to_be_visible()
    page.goto(f"{site.url}/{STORY}")
    expect(page.locator("[form=verbs]")).to_have_count(before)


def test_without_script_another_story_is_found_and_offered(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    log_in(page, site, "editor")
    page.goto(f"{site.url}/{STORY}")
    page.fill("#find-story", "atlas")
    page.get_by_role("button", name="Find", exact=True).click()
    expect(page.get_by_role("radio", name="atlas")).to_be_checked()
    expect(page.get_by_role("button", name="Make the two stories one")).to_be_visible()
    context.close()


@on_screens(1440, 390)
def test_it_is_calm_everywhere(chromium: Browser, site: Site, scheme: str, width: int) -> None:
    context = chromium.new_context(color_scheme=scheme, bypass_csp=True, viewport={"width": width, "height": 900})  # type: ignore[arg-type]
    page = context.new_page()
    log_in(page, site, "publisher")
    page.goto(f"{site.url}/{STORY}")
    page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
    found = Axe().run(page)
    assert found.violations_count == 0, found.generate_report()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    context.close()


def test_in_print_the_pictures_stay_and_the_buttons_go(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/{STORY}")
    page.emulate_media(media="print")
    expect(page.locator(".timeline svg").first).to_be_visible()
    expect(page.locator(".matrix")).to_be_visible()
    expect(page.locator("#verbs")).to_be_hidden()
