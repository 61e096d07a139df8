"""The interview's screen in the browser: by keyboard, by mouse and without script, on a wide and on a narrow screen."""

import re

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, log_in
from tests.browser.screens import on_screens

INTERVIEW = "admin/sources/interview/1/change/"
TRANSCRIPT = """We met the keeper on the quay.

Q: Who keeps the light on Stora Skar from now on?

A: Nobody has said so yet. I would do it. Do not print this.

Q: How many steps are there to climb?

A: There are 140 of them.
"""


def open_screen(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/{INTERVIEW}")


def words(page: Page, number: int) -> str:
    return page.locator(".script-turn").nth(number - 1).locator(".said").inner_text()


def test_a_turn_is_corrected_split_and_undone_by_keys_alone(page: Page, site: Site) -> None:
    open_screen(page, site)
    count = page.locator(".script-turn").count()
    before = words(page, 2)
    for key in ("j", "j", "e"):
        page.keyboard.press(key)
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.insert_text("Well. ")
    page.keyboard.press("Escape")
    expect(page.locator(".turn-open .errornote")).to_contain_text("not kept yet")
    page.keyboard.press("Control+Enter")
    expect(page.locator(".turn-open")).to_have_count(0)
    assert words(page, 2) == f"Well. {before}"
    expect(page.locator(".script-turn").nth(1)).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Control+Home")
    for _ in range(6):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Alt+Enter")
    expect(page.locator(".script-turn")).to_have_count(count + 1)
    assert (words(page, 2), words(page, 3)) == ("Well.", before)
    page.keyboard.press("u")
    expect(page.locator(".script-turn")).to_have_count(count)
    page.keyboard.press("Control+z")
    expect(page.locator("#said")).to_have_text(re.compile("Undone: corrected turn 2"))
    assert words(page, 2) == before
    expect(page.locator('button[value="undo"]')).to_be_disabled()


def test_turns_are_cut_joined_moved_and_given_to_the_other_voice_by_keys(page: Page, site: Site) -> None:
    open_screen(page, site)
    first, second = words(page, 1), words(page, 2)
    turn = page.locator("#turn-2")
    page.locator("#turn-1").focus()
    page.keyboard.press("j")
    expect(turn).to_be_focused()
    page.keyboard.press("x")
    expect(turn.locator("del")).to_have_text(second)
    page.keyboard.press("x")
    expect(turn.locator("del")).to_have_count(0)
    page.keyboard.press("Shift+K")
    expect(page.locator(".script-turn").first).to_have_id("turn-2")
    expect(turn).to_be_focused()
    page.keyboard.press("Shift+J")
    expect(page.locator(".script-turn").first).to_have_id("turn-1")
    page.keyboard.press("v")
    expect(turn).to_have_class(re.compile("turn-interviewer"))
    page.keyboard.press("b")
    expect(turn).to_have_count(0)
    assert words(page, 1).split() == f"{first} {second}".split()
    seen = page.locator('#script-form input[name="seen"]')
    for _ in range(6):
        now = seen.input_value()
        page.keyboard.press("z")
        expect(seen).not_to_have_value(now)
    assert (words(page, 1), words(page, 2)) == (first, second)


def test_selected_words_are_cut_and_readers_see_where(page: Page, site: Site) -> None:
    open_screen(page, site)
    page.locator("#turn-2").get_by_role("link", name="Edit").click()
    expect(page.locator("#text")).to_be_focused()
    page.keyboard.press("Control+Home")
    page.keyboard.press("Control+Shift+ArrowRight")
    page.keyboard.press("Alt+x")
    expect(page.locator("#text")).to_have_value(re.compile(r"^\[\[It ?\]\]"))
    page.get_by_role("button", name="Keep", exact=True).click()
    expect(page.locator("#turn-2 del")).to_have_text(re.compile("It"))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#turn-2 del")).to_have_count(0)


def test_leaving_with_words_that_are_not_kept_is_asked_about(page: Page, site: Site) -> None:
    open_screen(page, site)
    page.goto(f"{site.url}/{INTERVIEW}?turn=2")
    page.fill("#text", "Unkept.")
    asked: list[str] = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    page.goto(f"{site.url}/admin/")
    assert asked == ["beforeunload"]


def test_a_pasted_transcript_is_looked_at_kept_disposed_of_and_attached(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/admin/sources/interview/")
    page.get_by_role("link", name="Enter an interview").click()
    page.get_by_label("Questions and answers").fill(TRANSCRIPT)
    page.get_by_label("Who asked").fill("Ada Brun")
    page.get_by_role("button", name="Look how it is read").click()
    expect(page.locator(".as-read .script-turn")).to_have_count(4)
    page.get_by_role("button", name="Keep it so").click()
    expect(page.locator(".script-introduction")).to_have_text("We met the keeper on the quay.")
    page.get_by_label("Conducted by us", exact=True).check()
    expect(page.locator(".disposition:has(:checked) .told")).to_contain_text("conducted by us, by Ada Brun")
    page.get_by_role("button", name="Record").click()
    expect(page.locator("#disposition .badge")).to_have_text("Conducted by us")
    page.get_by_role("button", name="Attach", exact=True).click()
    expect(page.locator(".attached")).to_have_count(1)
    page.get_by_role("button", name="Detach").click()
    expect(page.locator(".attached")).to_have_count(0)


def test_without_script_buttons_do_the_same(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    open_screen(page, site)
    before = words(page, 2)
    page.locator("#turn-2").get_by_role("link", name="Edit").click()
    page.fill("#text", f"Well.\n---\n{before}")
    page.get_by_role("button", name="Keep", exact=True).click()
    assert (words(page, 2), words(page, 3)) == ("Well.", before)
    page.get_by_role("button", name="Undo").click()
    assert words(page, 2) == before
    context.close()


@on_screens(1440, 1024, 390)
def test_every_screen_is_accessible_and_fits(chromium: Browser, site: Site, width: int, scheme: str) -> None:
    context = chromium.new_context(
        viewport={"width": width, "height": 900},
        color_scheme=scheme,  # type: ignore[arg-type]
        reduced_motion="reduce",
    )
    page = context.new_page()
    open_screen(page, site)
    addresses = (INTERVIEW, f"{INTERVIEW}?turn=2", "admin/sources/interview/add/", "admin/sources/expert/add/")
    for address in addresses:
        page.goto(f"{site.url}/{address}")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()
