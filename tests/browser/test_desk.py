"""The way from a pasted text to a published edition, in the browser."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.conftest import Site, log_in

PASTED = """Two towns on the Lenne swap their old trams

By Tilda Brahms
20 November 2026

The towns of Altena and Werdohl have swapped eleven trams. The mayor of Altena, Henrik Vossberg, signed the contract on
19 November 2026, he told the Lenne Anzeiger. Each tram weighs 14 tonnes and was built in 1968.

The trams go to Werdohl by road. The transport costs 90,000 euros, Henrik Vossberg said.

Share this article: Facebook | X
Leave a Reply
"""


def save(page: Page) -> None:
    """Sent when somebody is there to take it; the answer is a page that was loaded anew."""
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).first.click()


def test_from_a_pasted_text_to_a_published_edition(page: Page, site: Site) -> None:
    log_in(page, site, "publisher")
    page.goto(f"{site.url}/admin/sources/sourcearticle/ingest/")
    page.fill("textarea[name=text]", PASTED)
    page.fill("input[name=outlet]", "Lenne Anzeiger")
    page.get_by_role("button", name="Take in").click()
    page.get_by_role("row", name=re.compile("Two towns")).get_by_role("link").last.click()
    page.get_by_role("button", name="Draft a briefing").first.click()
    expect(page.locator("input[name=headline]")).to_have_value("Two towns on the Lenne swap their old trams")

    page.get_by_role("link", name="Publish…").click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.get_by_text("still proposed by the machine").first).to_be_visible()

    page.fill("textarea[name=standfirst]", "Eleven old trams change towns.")
    save(page)
    page.get_by_role("link", name="Publish…").click()
    page.get_by_role("button", name="Accept all shown").click()
    page.get_by_role("link", name="Publish…").click()
    page.get_by_role("button", name="Publish").first.click()
    expect(page.get_by_text("Published as edition 1.")).to_be_visible()
    page.get_by_role("link", name="On the site").first.click()
    expect(page.locator("h1")).to_have_text("Two towns on the Lenne swap their old trams")
    expect(page.locator("main")).not_to_contain_text("Share this article")


def test_the_second_of_two_savers_sees_both_texts(page: Page, site: Site) -> None:
    log_in(page, site, "editor")
    page.goto(f"{site.url}/admin/briefings/briefing/")
    page.get_by_role("link", name=re.compile("atlas", re.IGNORECASE)).first.click()
    mine, address = page, page.url
    theirs = page.context.new_page()
    theirs.goto(address)
    theirs.fill("textarea[name=body]", "What the other person wrote.")
    save(theirs)
    mine.fill("textarea[name=body]", "What I wrote.")
    save(mine)
    expect(mine.get_by_text("Someone else saved this briefing").first).to_be_visible()
    expect(mine.locator("textarea[name=body]")).to_have_value("What I wrote.")
    expect(mine.locator(".theirs")).to_contain_text("What the other person wrote.")
    mine.fill("textarea[name=body]", "What both of us wrote.")
    save(mine)
    mine.goto(address)
    expect(mine.locator("textarea[name=body]")).to_have_value("What both of us wrote.")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_at_the_desk(page: Page, site: Site, scheme: str) -> None:
    context = page.context.browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[union-attr]
    desk = context.new_page()
    log_in(desk, site, "administrator")
    for path in (
        "",
        "sources/sourcearticle/ingest/",
        "sources/ingestjob/",
        "sources/feed/",
        "sources/feed/add/",
        "sources/sourcearticle/",
        "sources/sourcearticle/7/change/",
        "sources/story/",
        "sources/story/4/change/",
        "sources/interview/",
        "briefings/briefing/",
        "briefings/briefing/3/change/",
        "sources/actor/",
        "accounts/apikey/add/",
        "accounts/act/",
        "operation/periodic/",
    ):
        desk.goto(f"{site.url}/admin/{path}")
        found = Axe().run(desk)
        assert found.violations_count == 0, f"{path}\n{found.generate_report()}"
    context.close()
