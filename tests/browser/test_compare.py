"""Two reports side by side in the browser: by keys, by mouse, without script, on a phone, without colour."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, log_in
from tests.browser.screens import on_screens

# Of the demo: a report, its near copy and an independent one.
ORIGINAL, COPY, OTHER = 6, 8, 9
STORY = "/admin/sources/story/4/change/"


def address(site: Site, one: int, other: int) -> str:
    return f"{site.url}/admin/sources/sourcearticle/{one}/compare/{other}/?next={STORY}"


def open_pair(page: Page, site: Site, one: int = COPY, other: int = ORIGINAL) -> None:
    log_in(page, site, "editor")
    page.goto(address(site, one, other))


def test_keys_step_through_what_differs(page: Page, site: Site) -> None:
    open_pair(page, site, OTHER)
    page.keyboard.press("j")
    expect(page.locator("#difference-1")).to_be_focused()
    page.keyboard.press("j")
    expect(page.locator("#difference-2")).to_be_focused()
    expect(page.locator("#difference-2")).to_be_in_viewport()
    page.keyboard.press("k")
    expect(page.locator("#difference-1")).to_be_focused()
    page.keyboard.press("k")
    expect(page.locator("#difference-1")).to_be_focused()


def test_only_what_differs(page: Page, site: Site) -> None:
    open_pair(page, site)
    same = page.locator(".block-same .line").first
    assert same.is_visible()
    page.keyboard.press("d")
    assert not same.is_visible()
    expect(page.locator(".block-same .label").first).to_contain_text("the same in both")
    assert page.locator(".block-edited .line").first.is_visible()
    page.get_by_label("Only what differs").uncheck()
    assert same.is_visible()


def test_a_key_decides_a_key_undoes_and_the_place_stays(page: Page, site: Site) -> None:
    open_pair(page, site)
    page.keyboard.press("j")
    page.keyboard.press("j")
    top = page.evaluate("scrollY")
    page.keyboard.press("1")
    expect(page.locator(".verdict h2")).to_contain_text("Two reports of one event")
    expect(page.locator(".verdict")).to_contain_text("Decided by editor")
    assert page.evaluate("scrollY") == pytest.approx(top, abs=2)
    page.keyboard.press("u")
    expect(page.locator(".verdict h2")).to_contain_text("an edited copy")
    expect(page.locator(".verdict")).to_contain_text("Decided by the machine")
    expect(page.get_by_role("button", name=re.compile("Undo"))).to_have_count(0)
    page.keyboard.press("3")
    expect(page.locator(".verdict")).to_contain_text("different stories")
    page.keyboard.press("u")
    expect(page.locator(".verdict h2")).to_contain_text("an edited copy")
    page.get_by_role("link", name="Back").click()
    expect(page).to_have_url(site.url + STORY)


def test_single_keys_can_be_turned_off(page: Page, site: Site) -> None:
    open_pair(page, site)
    page.keyboard.press("?")
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    page.keyboard.press("1")
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()
    expect(page.locator(".verdict h2")).to_contain_text("an edited copy")


def test_keys_are_words_in_the_reason(page: Page, site: Site) -> None:
    open_pair(page, site)
    page.get_by_text("Give a reason").click()
    page.get_by_label("Reason, for the record").press_sequentially("d 1 u 3")
    expect(page.get_by_label("Reason, for the record")).to_have_value("d 1 u 3")
    expect(page.locator(".verdict h2")).to_contain_text("an edited copy")


def test_without_script_the_buttons_decide_and_undo(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    open_pair(page, site)
    page.get_by_role("button", name="Same event").click()
    expect(page.locator(".verdict h2")).to_contain_text("Two reports of one event")
    page.get_by_role("button", name=re.compile("Undo")).click()
    expect(page.locator(".verdict h2")).to_contain_text("an edited copy")
    page.get_by_label("Only what differs").check()
    assert not page.locator(".block-same .line").first.is_visible()
    context.close()


def test_a_phone_stacks_the_pairs(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    open_pair(page, site)
    earlier, later = (page.locator(".block-edited .cell").nth(at) for at in (0, 1))
    one, other = earlier.bounding_box(), later.bounding_box()
    assert one
    assert other
    assert one["y"] + one["height"] <= other["y"]
    expect(earlier).to_contain_text("Earlier, paragraph")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()


def test_edits_are_told_without_colour(page: Page, site: Site) -> None:
    open_pair(page, site, OTHER)
    page.emulate_media(forced_colors="active")
    line = "one => getComputedStyle(one).textDecorationLine"
    assert page.locator("del").first.evaluate(line) == "line-through"
    assert page.locator("ins").first.evaluate(line) == "underline"
    rule = "one => getComputedStyle(one).borderInlineStartStyle"
    rules = {kind: page.locator(f".block-{kind} .cell").first.evaluate(rule) for kind in ("edited", "alone")}
    assert rules == {"edited": "dashed", "alone": "none"}


@on_screens(1280, 390)
def test_axe_finds_nothing(chromium: Browser, site: Site, scheme: str, width: int) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    open_pair(page, site, OTHER)
    page.get_by_text("Give a reason").click()
    for path in ("", f"{site.url}/admin/sources/sourcearticle/{COPY}/compare/?q=ferry"):
        if path:
            page.goto(path)
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()
