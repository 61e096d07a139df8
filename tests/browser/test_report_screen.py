"""The report's screen in the browser: both sides tied, deciding by mouse and by keys, with and without script."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import Site, log_in
from tests.browser.screens import on_screens

REPORT = "admin/sources/sourcearticle/9/change/"  # A long one of the demo, with flags and an interview.
FIRST_PARAGRAPH = "#sides .piece-paragraph.piece-kept"


def open_report(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/{REPORT}")


def focus(page: Page, number: str) -> None:
    page.locator(f"#piece-{number} .words").click()


def number_of(page: Page, selector: str) -> str:
    return page.locator(selector).first.get_attribute("data-piece") or ""


def test_a_piece_is_stripped_and_undone_by_keys_and_the_place_stays(page: Page, site: Site) -> None:
    open_report(page, site)
    number = number_of(page, FIRST_PARAGRAPH)
    piece, other = page.locator(f"#piece-{number}"), page.locator(f"#reads-{number}")
    focus(page, number)
    expect(other).to_have_class(re.compile("tied"))
    top = piece.bounding_box()
    page.keyboard.press("s")
    expect(piece).to_have_class(re.compile("piece-stripped"))
    expect(piece).to_contain_text("Stripped by editor")
    expect(piece).to_be_focused()
    expect(other).to_have_count(0)
    assert piece.bounding_box()["y"] == pytest.approx(top["y"], abs=2)  # type: ignore[index]
    page.keyboard.press("u")
    expect(piece).to_have_class(re.compile("piece-kept"))
    expect(other).to_have_count(1)
    page.keyboard.press("s")
    expect(piece).to_have_class(re.compile("piece-stripped"))
    page.keyboard.press("Control+z")
    expect(piece).to_have_class(re.compile("piece-kept"))


def test_several_in_a_row_are_marked_and_decided_at_once(page: Page, site: Site) -> None:
    open_report(page, site)
    number = int(number_of(page, FIRST_PARAGRAPH))
    focus(page, str(number))
    page.keyboard.press("Shift+J")
    page.keyboard.press("Shift+J")
    expect(page.locator("#sides input:checked")).to_have_count(3)
    page.keyboard.press("Escape")
    focus(page, str(number))
    page.locator(f"#piece-{number + 1} .words").click(modifiers=["Shift"])
    expect(page.locator("#sides input:checked")).to_have_count(2)
    before = page.locator("#sides .piece-stripped").count()
    page.get_by_role("button", name="Strip the marked").click()
    expect(page.locator("#sides .piece-stripped")).to_have_count(before + 2)
    page.get_by_role("button", name="Undo").click()
    expect(page.locator("#sides .piece-stripped")).to_have_count(before)


def test_selected_words_are_stripped_alone(page: Page, site: Site) -> None:
    open_report(page, site)
    count = page.locator("#sides .piece").count()
    words = page.evaluate(
        """selector => {
            const words = document.querySelector(`${selector} .words`).firstChild;
            const at = words.data.indexOf(". ") + 2;
            const range = document.createRange();
            range.setStart(words, at);
            range.setEnd(words, words.data.indexOf(".", at) + 1);
            getSelection().removeAllRanges();
            getSelection().addRange(range);
            return range.toString();
        }""",
        FIRST_PARAGRAPH,
    )
    page.keyboard.press("s")
    expect(page.locator("#sides .piece")).not_to_have_count(count)
    assert words in page.locator("#sides .piece-stripped .words").all_inner_texts()
    assert words not in page.inner_text(".reads")
    page.keyboard.press("z")
    expect(page.locator("#sides .piece")).to_have_count(count)


def test_single_keys_can_be_turned_off(page: Page, site: Site) -> None:
    open_report(page, site)
    page.keyboard.press("?")
    page.get_by_label("Single keys are on").uncheck()
    page.keyboard.press("Escape")
    page.reload()
    focus(page, number_of(page, FIRST_PARAGRAPH))
    stripped = page.locator("#sides .piece-stripped").count()
    page.keyboard.press("s")
    page.keyboard.press("?")
    assert not page.get_by_role("dialog").is_visible()
    expect(page.locator("#sides .piece-stripped")).to_have_count(stripped)


def test_the_right_side_follows_the_left(page: Page, site: Site) -> None:
    open_report(page, site)
    last = page.locator(".passage").last.get_attribute("data-of")
    page.locator(f"#piece-{last}").scroll_into_view_if_needed()
    expect(page.locator(f"#reads-{last}")).to_be_in_viewport()


def test_a_flag_leads_to_its_words(page: Page, site: Site) -> None:
    open_report(page, site)
    page.get_by_role("link", name="In the text as it came").last.click()
    assert page.locator(".piece.here mark").first.is_visible()


def test_without_script_a_button_strips_and_undo_undoes(chromium: Browser, site: Site) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900}, java_script_enabled=False)
    page = context.new_page()
    open_report(page, site)
    number = number_of(page, FIRST_PARAGRAPH)
    page.get_by_role("button", name=f"Strip piece {number}", exact=True).click()
    expect(page.locator(f"#piece-{number}")).to_have_class(re.compile("piece-stripped"))
    page.get_by_role("button", name="Undo").click()
    expect(page.locator(f"#piece-{number}")).to_have_class(re.compile("piece-kept"))
    context.close()


@pytest.mark.parametrize("script", [True, False])
def test_a_phone_shows_one_side_at_a_time(chromium: Browser, site: Site, script: bool) -> None:
    context = chromium.new_context(viewport={"width": 390, "height": 844}, java_script_enabled=script)
    page = context.new_page()
    open_report(page, site)
    assert page.locator(".side-result").is_visible()
    assert not page.locator(".side-raw").is_visible()
    page.get_by_text("As it came", exact=True).first.click()
    assert page.locator(".side-raw").is_visible()
    assert not page.locator(".side-result").is_visible()
    if script:
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
        page.locator(".piece .what a").first.click()
        assert page.locator(".side-result").is_visible()
    context.close()


def test_an_offer_is_filled_in_and_never_over_the_editors_words(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/admin/briefings/briefing/")
    page.get_by_role("link", name=re.compile("atlas", re.IGNORECASE)).first.click()
    row = page.locator('[data-rows="key_points"] .line').last
    row.locator("summary").click()
    row.locator('select[name$="-article"]').select_option(index=1)
    row.locator('textarea[name$="-quote"]').fill("not a word of it")
    expect(row.locator(".new-offer")).to_contain_text("is not in")
    quote = (page.locator('[data-rows="key_points"] blockquote').first.text_content() or "").split("”")[0].strip(" “")
    report = page.locator('[data-rows="key_points"] blockquote a').first.get_attribute("href") or ""
    row.locator('select[name$="-article"]').select_option(report.split("/")[-3])
    row.locator('textarea[name$="-quote"]').fill(quote)
    expect(row.locator(".new-offer")).to_contain_text("from the words")
    expect(row.locator('select[name$="-basis"]')).not_to_have_value("")
    row.locator('input[name$="-attributed_to"]').fill("the librarian")
    row.locator('textarea[name$="-quote"]').fill(quote[:-1])
    expect(row.locator(".new-offer")).to_contain_text("The machine would offer")
    expect(row.locator('input[name$="-attributed_to"]')).to_have_value("the librarian")


@on_screens(1280, 390)
def test_axe_finds_nothing(chromium: Browser, site: Site, scheme: str, width: int) -> None:
    context = chromium.new_context(color_scheme=scheme, viewport={"width": width, "height": 900}, bypass_csp=True)
    page = context.new_page()
    open_report(page, site)
    for side in ("reads", "came"):
        if width == 390:
            page.get_by_text(f"As it {side}", exact=True).first.click()
        found = Axe().run(page)
        assert found.violations_count == 0, found.generate_report()
    context.close()
