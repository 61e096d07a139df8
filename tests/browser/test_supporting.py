"""Citing at the desk in the browser: words are selected, passages of all reports proposed, ticked ones cited."""

import re

from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, log_in
from tests.browser.test_ingest import violations

SELECT = """(body, words) => {
  const at = body.value.indexOf(words);
  body.focus(); body.setSelectionRange(at, at + words.length);
}"""
WORDS = "the town will not pay"


def test_selected_words_are_cited_by_ticking_a_proposed_passage(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/admin/briefings/briefing/")
    page.get_by_role("link", name=re.compile("Norrvik")).first.click()
    page.get_by_role("tab", name="Annotations").click()
    page.locator("#id_body").evaluate(SELECT, WORDS)
    page.get_by_role("button", name="Cite the words selected in the text").click()
    row = page.locator('[data-rows="annotations"] > .line').last
    expect(row.get_by_label("Marked words")).to_have_value(WORDS)
    proposed = row.get_by_role("group", name="Passages that say so")
    expect(proposed).to_contain_text("If all of them do, readers are told: “Only report 1")
    box = proposed.get_by_role("checkbox")
    expect(box).to_have_count(1)
    box.focus()
    page.keyboard.press("Space")
    with page.expect_navigation():
        page.locator('.save-row button[name="_continue"]').click()
    page.get_by_role("tab", name="Annotations").click()
    saved = page.locator('[data-rows="annotations"] > .line', has_text=WORDS)
    expect(saved.locator("summary")).to_contain_text("Only report 1")
    saved.locator("summary").click()
    expect(saved.locator("blockquote")).to_contain_text("Mayor Tomas Brekke said that the town would not pay")
    expect(saved.locator(".proposals .help")).to_have_text("Every passage that was found is cited.")
    assert violations(page, site) == 0


def test_the_words_in_a_note_open_the_list(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1300, "height": 900})
    page.goto(f"{site.url}/briefings/norrvik-ferry-terminal-reopens-after-storm-repairs/")
    note = page.locator(".note", has=page.locator("summary")).first
    expect(note.locator(".passage").first).to_be_hidden()
    note.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(note.locator(".passage")).to_have_count(3)
    expect(note.locator(".passage").first).to_be_visible()
    below = page.locator(".note-actor").locator("visible=true").first
    page.wait_for_timeout(400)
    opened, next_one = note.bounding_box(), below.bounding_box()
    assert opened
    assert next_one
    assert next_one["y"] >= opened["y"] + opened["height"], "the notes below make room"
