"""The composer in the browser: text, preview, marks and quotations, by mouse and by keyboard alone."""

import re
import time

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.composer import IN_FRAME, new_briefing, open_briefing, preview, program, ref, saved, text
from tests.browser.conftest import Site, log_in
from tests.browser.screens import on_screens

BODY = "The mayor says that the town will not pay for the quay.\n\nThe ferry sails again, and lorries wait no more."


def test_by_mouse_from_words_to_a_citation_and_a_quotation(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_briefing(page, site, new_briefing(site, "by-mouse", BODY))
    body = page.locator("#id_body")
    body.fill(f"{BODY}\n\nA **bold** word.")
    expect(text(page).locator("strong")).to_have_text("bold")

    assert text(page).evaluate(IN_FRAME, "the town will not pay")
    page.get_by_role("button", name="Annotate").click()
    dialog = page.get_by_role("dialog", name="Annotate")
    dialog.get_by_role("checkbox").first.check()
    dialog.get_by_role("button", name="Set the mark").click()
    expect(ref(page, "citation")).to_have_count(1)
    expect(body).to_have_value(f"{BODY}\n\nA **bold** word.")

    page.get_by_role("tab", name="Sources").click()
    page.locator(".report summary").first.click()
    piece = page.locator(".report-text .piece", has_text="two pontoons").first
    expect(piece).to_be_visible()
    body.press("Control+End")
    piece.click()  # as a mouse does before it selects
    assert piece.evaluate(IN_FRAME, "lent two pontoons to the port")
    page.get_by_role("button", name="Quote at cursor").click()
    expect(body).to_have_value(re.compile("“lent two pontoons to the port”$"))
    expect(ref(page, "citation")).to_have_count(2)

    page.locator('.save-row button[name="_continue"]').click()
    expect(saved(page)).to_have_text(re.compile("^Saved"))
    expect(page.locator('[data-rows="annotations"] > .line .badge-citation')).to_have_count(2)
    expect(page.get_by_role("tab", name="Checklist")).to_be_visible()
    page.get_by_role("tab", name="Checklist").click()
    expect(page.locator(".findings")).not_to_contain_text("are quoted")


def test_by_keyboard_alone_from_words_to_a_context_note(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_briefing(page, site, new_briefing(site, "by-keyboard", BODY))
    body = page.locator("#id_body")
    body.focus()
    page.keyboard.press("Control+End")
    page.keyboard.type(" The end comes ")
    page.keyboard.press("Control+b")
    page.keyboard.type("soon")
    expect(text(page).locator("strong")).to_have_text("soon")
    text(page).focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    dialog = page.get_by_role("dialog", name="Annotate")
    expect(dialog.locator(".words")).to_have_text("ferry sails")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Tab")
    expect(dialog.get_by_label("Note for readers")).to_be_focused()
    page.keyboard.type("It had stopped for eleven days.")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(ref(page, "context")).to_have_count(1)
    expect(text(page)).to_be_focused()
    preview(page).locator(".ref-context").focus()
    page.keyboard.press("Enter")
    expect(text(page).get_by_text("It had stopped for eleven days.")).to_be_visible()
    page.keyboard.press("Escape")
    page.keyboard.press("Control+s")
    expect(saved(page)).to_have_text(re.compile("^Saved"))
    expect(page.locator('[data-rows="annotations"] > .line .badge-context')).to_have_count(1)


def test_what_is_selected_stays_so_while_the_preview_is_made_anew(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_briefing(page, site, new_briefing(site, "still-selected", f"A ferry, again.\n\n{BODY}"))
    assert text(page).evaluate(IN_FRAME, "The ferry sails")
    text(page).focus()
    selected = "body => body.ownerDocument.getSelection().toString()"
    for before, words in (("Some **new**", "The ferry sails"), ("The ferry sails, they said:", "The ferry sails")):
        page.locator("#id_body").evaluate("(field, words) => { field.setRangeText(words + ' ', 0, 0) }", before)
        page.locator("#id_body").dispatch_event("input")
        expect(text(page)).to_contain_text(before.replace("*", ""))
        assert text(page).evaluate(selected) == words
    block = "body => body.ownerDocument.getSelection().focusNode.parentElement.textContent"
    assert text(page).evaluate(block).endswith("lorries wait no more.")
    page.keyboard.press("c")
    expect(page.get_by_role("dialog", name="Comment").locator(".words")).to_have_text("The ferry sails")
    page.keyboard.type("Since when?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(text(page)).to_be_focused()
    page.locator("#id_body").fill("The ferry sails elsewhere. Nothing else stands any more.")
    expect(text(page)).to_contain_text("Nothing else stands any more.")
    assert text(page).evaluate(selected) == "", "the same words in another place are others"


def test_a_passage_chosen_in_a_report_serves_the_words_that_wait(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    open_briefing(page, site, new_briefing(site, "chosen-passage", BODY))
    assert text(page).evaluate(IN_FRAME, "lorries wait no more")
    page.get_by_role("button", name="Annotate").click()
    page.get_by_role("button", name="Choose in a report’s text").click()
    page.keyboard.press("Enter")
    report = page.locator(".report-text").first
    expect(report.locator(".piece").first).to_be_visible()
    assert report.evaluate(IN_FRAME, "Lorries drove around the gulf")
    page.get_by_role("button", name="Cite for the marked words").click()
    dialog = page.get_by_role("dialog", name="Annotate")
    expect(dialog.get_by_role("checkbox", name=re.compile("Lorries drove around"))).to_be_checked()
    dialog.get_by_role("button", name="Set the mark").click()
    expect(ref(page, "citation")).to_have_count(1)


def test_words_that_nobody_said_are_marked_and_refused_markdown_says_why(page: Page, site: Site) -> None:
    open_briefing(page, site, new_briefing(site, "never-said", BODY))
    page.fill("#id_body", "She said “the quay will be paid for by nobody at all”.")
    expect(page.locator("#pane-preview .faults")).to_contain_text("stand in none of the reports", timeout=8000)
    assert text(page).evaluate("body => body.ownerDocument.defaultView.CSS.highlights.get('fault').size") == 1
    page.fill("#id_body", "x" * 200_001)
    expect(page.locator("#pane-preview [role=alert]")).to_contain_text("the limit is 200,000")
    page.fill("#id_body", "Short again.")
    expect(page.locator("#pane-preview [role=alert]")).to_be_hidden()


def test_a_mark_whose_words_are_gone_is_attached_anew(page: Page, site: Site) -> None:
    page.set_viewport_size({"width": 1440, "height": 900})
    address = new_briefing(site, "lost-words", BODY)
    open_briefing(page, site, address)
    assert text(page).evaluate(IN_FRAME, "lorries wait no more")
    page.get_by_role("button", name="Annotate").click()
    dialog = page.get_by_role("dialog", name="Annotate")
    dialog.get_by_role("radio", name="Context").check()
    dialog.get_by_label("Note for readers").fill("They had waited for eleven days.")
    dialog.get_by_role("button", name="Set the mark").click()
    expect(ref(page, "context")).to_have_count(1)
    page.fill("#id_body", "Something else entirely stands here now.")
    expect(ref(page, "context")).to_have_count(0)
    page.locator('.save-row button[name="_continue"]').click()
    expect(page.get_by_role("tab", name="Annotations")).to_contain_text("1 lost")
    page.get_by_role("tab", name="Annotations").click()
    row = page.locator(".line-lost")
    row.locator("summary").click()
    expect(row.locator(".was-here")).to_contain_text("lorries wait no more")
    assert text(page).evaluate(IN_FRAME, "Something else")
    row.get_by_role("button", name="Re-attach").click()
    expect(ref(page, "context")).to_have_count(1)
    page.locator('.save-row button[name="_continue"]').click()
    expect(page.get_by_role("tab", name="Annotations")).not_to_contain_text("lost")
    expect(ref(page, "context")).to_have_count(1)


LONG = """
from briefings import anchoring, composing
from briefings.models import Annotation, Briefing
said = "Week {n} brought **{n} crates** of pears to the harbour, the clerk wrote. Nobody weighed them on the quay. "
weeks = [said.format(n=n) for n in range(264)]
paragraphs = ["".join(weeks[at : at + 3]) for at in range(0, len(weeks), 3)]
story = Briefing.objects.get(slug__startswith="norrvik").story
made = Briefing.objects.create(headline="Long", slug="long", standfirst="Why.", body="\\n\\n".join(paragraphs), story=story)
text = composing.plain(made)
for n in range(150):
    at = text.index(f"{n} crates of")
    place = anchoring.select(text, at, at + len(f"{n} crates"))
    fields = {name: getattr(place, name) for name in ("exact", "prefix", "suffix", "start", "end")}
    Annotation.objects.create(briefing=made, kind="context", note="A crate weighs 20 kg.", **fields)
print(made.pk, len(text.split()))
"""
KEYS = 7
"""That are tried, one after another."""
TIMED = """() => new Promise((done) => {
  const body = document.getElementById("id_body");
  body.setRangeText("x", body.value.length, body.value.length, "end");
  const start = performance.now();
  document.getElementById("composer").addEventListener("drawn", () => {
    requestAnimationFrame(() => done(performance.now() - start));
  }, { once: true });
  body.dispatchEvent(new Event("input", { bubbles: true }));
})"""


def keystroke(page: Page) -> float:
    """The fastest of several, in milliseconds: from the key to the frame with the drawn preview."""
    page.wait_for_timeout(2500)
    taken = []
    for _ in range(KEYS):
        taken.append(float(page.evaluate(TIMED)))
        page.wait_for_timeout(300)
    return min(taken)


def test_five_thousand_words_with_150_marks_show_each_key_and_keep_their_marks(page: Page, site: Site) -> None:
    number, words = program(site, LONG).split()
    assert int(words) >= 5000
    open_briefing(page, site, new_briefing(site, "short", ""))
    empty = keystroke(page)
    page.goto(f"{site.url}/admin/briefings/briefing/{number}/change/")
    expect(ref(page, "context")).to_have_count(150, timeout=15_000)
    long = keystroke(page)
    print(f"keystroke to preview: {long:.0f} ms, ×{long / empty:.1f} of an empty briefing's {empty:.0f} ms")
    expect(preview(page).locator("body")).to_contain_text("x" * KEYS)
    expect(ref(page, "context")).to_have_count(150)


@on_screens(1440, 1024, 390)
def test_axe_finds_nothing_in_any_pane(page: Page, site: Site, scheme: str, width: int) -> None:
    browser = page.context.browser
    assert browser
    size = {"width": width, "height": 900}
    context = browser.new_context(color_scheme=scheme, bypass_csp=True, viewport=size)  # type: ignore[arg-type]
    desk = context.new_page()
    log_in(desk, site, "publisher")
    desk.goto(f"{site.url}/admin/briefings/briefing/")
    desk.get_by_role("link", name=re.compile("Norrvik")).first.click()
    time.sleep(0.5)
    for tab in desk.get_by_role("tab").all():
        if not tab.is_visible():
            continue
        tab.click()
        for report in desk.locator("#pane-sources .report > summary").all()[:1]:
            if report.is_visible():
                report.click()
                expect(desk.locator(".report-text .piece").first).to_be_visible()
        found = Axe().run(desk)
        assert found.violations_count == 0, f"{tab.inner_text()}\n{found.generate_report()}"
        assert desk.evaluate("document.documentElement.scrollWidth <= innerWidth")
    context.close()
