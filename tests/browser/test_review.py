"""What waits for an editor's word, in the browser: proposed sentences, comments, versions, a correction."""

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.composer import IN_FRAME, open_briefing, preview, program, published_briefing, saved, text
from tests.browser.conftest import Site, log_in, served
from tests.browser.screens import on_screens
from tests.operation import installations

Scheme = Literal["light", "dark"]
DRAFT = """
from accounts.models import User
from briefings import drafting, saving
from sources.models import Story
story = next(s for s in Story.objects.all() if 'comet' in str(s).lower())
made = drafting.draft(story, by=User.objects.get(username='editor'))
made.body = 'The hill is cold at night.\\n\\n' + made.body
saving.save(made, expected=made.lock_version, by=made.authors.get())
print(made.pk)
"""
LIVE = """
from briefings.models import Briefing
print(Briefing.objects.get(slug__startswith='norrvik').pk)
"""


@pytest.fixture
def draft(site: Site) -> str:
    return f"{site.url}/admin/briefings/briefing/{program(site, DRAFT).strip()}/change/"


def faults(page: Page) -> list[str]:
    return [fault["id"] for fault in Axe().run(page).response["violations"]]


def test_proposed_sentences_by_key_and_by_mouse(page: Page, site: Site, draft: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_briefing(page, site, draft)
    page.get_by_role("tab", name=re.compile("Checklist")).click()
    page.get_by_role("link", name="Proposed sentences").click()
    expect(page.get_by_role("heading", name="Proposed sentences")).to_be_focused()
    waiting = page.locator(".sentences li")
    count = waiting.count()
    labels = preview(page).locator(".proposed-label")
    expect(labels).to_have_count(count)

    waiting.first.get_by_role("button", name="Accept").focus()
    page.keyboard.press("a")
    expect(waiting).to_have_count(count - 1)
    expect(labels).to_have_count(count - 1)
    expect(waiting.first.get_by_role("button", name="Accept")).to_be_focused()
    page.keyboard.press("Enter")
    expect(waiting).to_have_count(count - 2)

    in_text = text(page).locator(".proposed-label").first
    in_text.get_by_role("button", name="Reject").click()
    expect(waiting).to_have_count(count - 3)
    expect(page.locator("#id_body")).not_to_have_value(re.compile("kilometres"))
    page.locator("#id_body").press("Control+z")
    expect(page.locator("#id_body")).to_have_value(re.compile("kilometres"))
    page.locator("#id_body").press("Control+Shift+z")
    page.locator('.save-row button[name="_continue"]').click()
    expect(saved(page)).to_have_text(re.compile("^Saved"))
    expect(waiting).to_have_count(count - 3)
    page.get_by_role("tab", name=re.compile("Checklist")).click()
    page.get_by_role("button", name="Accept all shown").click()
    expect(page.locator(".proposed")).to_have_count(0)


def test_a_comment_by_keyboard_and_what_becomes_of_it(page: Page, site: Site, draft: str) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_briefing(page, site, draft)
    page.locator("#id_standfirst").fill("Typed, and not saved.")
    assert text(page).evaluate(IN_FRAME, "cold at night")
    text(page).focus()
    page.keyboard.press("c")
    dialog = page.get_by_role("dialog", name="Comment")
    expect(dialog.locator(".words")).to_have_text("cold at night")
    page.keyboard.type("How cold?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    label = text(page).locator(".comment-label button")
    expect(label).to_have_count(1)
    expect(page.locator(".badge-comments")).to_contain_text("1 open comment")

    label.click()
    thread = page.locator(".thread")
    expect(thread).to_be_focused()
    thread.get_by_text("Reply", exact=True).first.click()
    thread.get_by_label("Reply").fill("Four degrees.")
    thread.get_by_role("button", name="Reply").click()
    expect(thread).to_contain_text("Four degrees.")
    thread.get_by_role("button", name="Resolve").click()
    expect(thread).to_contain_text("Resolved by publisher")
    expect(label).to_have_count(0)
    expect(page.locator(".badge-comments")).to_be_hidden()
    expect(page.locator("#id_standfirst")).to_have_value("Typed, and not saved.")
    page.locator('.save-row button[name="_continue"]').click()


def test_versions_side_by_side_and_back(page: Page, site: Site, draft: str) -> None:
    log_in(page, site, "editor")
    page.goto(draft.replace("/change/", "/versions/"))
    side = page.locator(".side-by-side")
    expect(side.locator("ins")).to_contain_text("The hill is cold at night.")
    page.get_by_role("radio", name="Revision 2 on the left").check()
    page.get_by_role("button", name="Compare").click()
    expect(side).to_contain_text("the same in both")
    page.get_by_role("button", name="Restore Revision 1").click()
    expect(page.locator("#id_body")).not_to_have_value(re.compile("cold at night"))


@on_screens(1440, 1024)
def test_no_fault_of_access_beside_the_text(
    chromium: Browser, site: Site, draft: str, width: int, scheme: Scheme
) -> None:
    """In a context of its own: axe puts styles into frames, which the policy reports as errors."""
    context = chromium.new_context(
        viewport={"width": width, "height": 900}, color_scheme=scheme, reduced_motion="reduce"
    )
    desk = context.new_page()
    open_briefing(desk, site, draft)
    if width < 1200:
        desk.get_by_role("tab", name="Preview").click()
    assert text(desk).evaluate(IN_FRAME, "cold at night")
    desk.get_by_role("button", name="Comment", exact=True).first.click()
    dialog = desk.get_by_role("dialog", name="Comment")
    assert faults(desk) == []
    dialog.get_by_label("For the desk alone").fill("How cold?")
    dialog.get_by_role("button", name="Comment").click()
    expect(text(desk).locator(".comment-label button")).to_have_count(1)
    for tab in ("Comments", "Checklist"):
        desk.get_by_role("tab", name=re.compile(tab)).click()
        assert faults(desk) == [], tab
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


@on_screens(1440, 1024, 390)
def test_no_fault_of_access_on_the_screens_beside_the_composer(
    page: Page, site: Site, width: int, scheme: Scheme
) -> None:
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    log_in(page, site, "publisher")
    live = program(site, LIVE).strip()
    for screen in ("versions", "correct"):
        page.goto(f"{site.url}/admin/briefings/briefing/{live}/{screen}/")
        assert faults(page) == [], screen
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth"), screen


@pytest.fixture
def of_two(site: Site) -> Iterator[Site]:
    """The same site, served by one where nothing goes out by one person's word."""
    port = str(installations.free_port())
    environment = site.environment | {"PORT": port, "NUTGRAF_FOUR_EYES": "true"}
    with served(replace(site, url=f"http://127.0.0.1:{port}", environment=environment)) as other:
        yield other


def test_a_correction_by_two(chromium: Browser, of_two: Site) -> None:
    key = published_briefing(of_two, "Winter lamps", "The lamps cost 310,000 euros.")
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, reduced_motion="reduce")
    page = context.new_page()
    log_in(page, of_two, "editor")
    page.goto(f"{of_two.url}/admin/briefings/briefing/{key}/correct/")
    page.get_by_label("Body").fill("The lamps cost 340,000 euros.")
    page.get_by_label("Note for readers").fill("We had the sum wrong.")
    page.get_by_role("button", name="Send for another look").click()
    expect(page.get_by_role("heading", name="A correction of edition 1")).to_be_visible()
    expect(page.get_by_role("button", name="Publish the correction")).to_have_count(0)

    context.clear_cookies()
    log_in(page, of_two, "publisher")
    page.get_by_role("link", name=re.compile("Corrections to agree to")).click()
    page.get_by_role("link", name="Winter lamps").click()
    page.get_by_role("link", name=re.compile("correction", re.IGNORECASE)).first.click()
    expect(page.locator(".side-by-side ins")).to_contain_text("340,000")
    assert faults(page) == []
    page.get_by_role("button", name="Publish the correction").click()
    page.goto(f"{of_two.url}/briefings/winter-lamps/")
    expect(page.get_by_text("340,000 euros").first).to_be_visible()
    context.close()
